"""What a speaker does by saying it: the cue's stance, made sharper by the words that were said."""

from __future__ import annotations

from dateline.coding.cues import Cue, cues
from dateline.coding.entities.chains import Chains
from dateline.coding.statements.attribution import Attribution, AttributionContext
from dateline.coding.statements.denials import (
    calls_it_false,
    denies_claim,
    is_stated_denial,
    says_untrue,
    stance_of_denier,
)
from dateline.coding.statements.heard import heard_denier, heard_stance, is_heard_denial
from dateline.language.syntax.predicates import Predicate
from dateline.model import Stance

_NEUTRAL = frozenset(("says", "claims"))
_FIRST = frozenset(("i", "we"))
_PERSONS = frozenset(("he", "she", "they"))
_DUTY = frozenset(("must", "should"))
_OFFER = frozenset(("could", "can"))
_CERTAIN = frozenset(("will", "would", "'ll", "’ll", "shall"))
_WISHING = frozenset(("like", "love", "prefer", "be", "have", "know", "need"))
_PERFORMED: frozenset[Stance] = frozenset(
    ("denies", "promises", "threatens", "warns", "demands", "proposes", "praises", "condemns", "confirms")
)


def stance_of(ground: AttributionContext, attribution: Attribution, chains: Chains) -> Stance | None:
    """The stance of an attribution; None where its words are none, as where a court dismisses a case.

    A neutral cue leaves it to the content's main clause: "we urge" demands, "the report is false" denies, "he will
    come" and "he would come" promise where the speaker tells of himself, "we could meet" proposes, "said he believes"
    is a belief. A thing that names an act of speech has the stance of that act: "repeated the threat". For the rest
    the encoder is asked.
    """
    if attribution.stance == "denies":
        ruled = stance_of_denier(ground, attribution)
        if ruled != "denies":
            return ruled
        return heard_denier(ground, attribution, claimed=denies_claim(ground, attribution))
    if attribution.frame in ("thing", "as", "following") and calls_it_false(ground, attribution):
        return "denies"
    if attribution.frame == "thing":
        return heard_stance(ground, attribution, _stance_of_name(ground, attribution))
    main = _main_predicate(ground, attribution) if attribution.stance in _NEUTRAL else None
    if main is None:
        untrue = attribution.stance in _NEUTRAL and says_untrue(ground, attribution)
        return "denies" if untrue else heard_stance(ground, attribution, attribution.stance)
    told = _StanceReader(ground, attribution, chains)
    spoken = told.performed_stance(main) or told.intended_stance(main) or told.denied_stance(main)
    return spoken or heard_stance(ground, attribution, attribution.stance)


class _StanceReader:
    """Reads the clauses of one content."""

    def __init__(self, ground: AttributionContext, attribution: Attribution, chains: Chains) -> None:
        self.ground = ground
        self.attribution = attribution
        self.source = attribution.source
        self.chains = chains

    def performed_stance(self, main: Predicate) -> Stance | None:
        """ "I deny", "we urge", "he believes", "she hopes": what the content's own verb says that it does."""
        cue = self._cue(main)
        if cue is None or main.negation is not None or main.modals or main.passive:
            return None
        if self._words(main) & _FIRST:
            return cue.stance if cue.stance in _PERFORMED and main.tense == "present" else None
        if self._tells_of_oneself(main) and cue.stance in (*_PERFORMED, "believes"):
            return cue.stance
        return None

    def intended_stance(self, main: Predicate) -> Stance | None:
        """ "I will go", "he would go", "we could meet", "they must go"; "I think we could meet" likewise."""
        cue = self._cue(main)
        if cue is not None and cue.stance == "believes" and self._words(main) & _FIRST:
            main = next((p for p in self.ground.parse.governed(main) if p.finite), main)
        modals = {self.ground.tokens[m].lower_ for m in main.modals}
        acts = main.kind == "verb" and not main.passive and main.lemma not in _WISHING and main.negation is None
        if acts and modals & _CERTAIN and self._tells_of_oneself(main):
            return "promises"
        if acts and modals & _OFFER and "we" in self._words(main):
            return "proposes"
        return "demands" if modals & _DUTY else None

    def denied_stance(self, main: Predicate) -> Stance | None:
        """ "The report is false", "we did not attack"; what is not so and nobody claimed is only told.

        Whether a plain "no" denies, the encoder is asked; words like "false" it need not be.
        """
        if says_untrue(self.ground, self.attribution):
            return "denies"
        if not is_heard_denial(self.ground, self.attribution):
            return None
        own = self._tells_of_oneself(main)
        return "denies" if is_stated_denial(self.ground, self.attribution, main, own=own) else None

    def _cue(self, main: Predicate) -> Cue | None:
        return cues().get((main.lemma, "verb")) if main.kind == "verb" else None

    def _words(self, main: Predicate) -> set[str]:
        return {str(self.ground.tokens[a.head].lower_) for a in main.role("subject")}

    def _tells_of_oneself(self, main: Predicate) -> bool:
        """Whether the subject is the speaker: "I", or a word for whom the source stands too."""
        if self._words(main) & _FIRST:
            return True
        speaker = self.chains.entity_at(self.source.head) if self.source is not None else None
        for argument in main.role("subject"):
            entity = self.chains.entity_at(argument.head)
            if entity is not None and speaker is not None:
                return entity.id == speaker.id
            if self.ground.tokens[argument.head].lower_ in _PERSONS:
                return True
        return False


def _stance_of_name(ground: AttributionContext, attribution: Attribution) -> Stance:
    """ "Reaffirmed the pledge": the stance of the noun that heads the thing."""
    span = attribution.content[0]
    named = next((p for p in ground.predicates_in([span]) if p.kind == "noun"), None)
    cue = cues().get((named.lemma, "noun")) if named is not None else None
    weak = attribution.stance in (*_NEUTRAL, "confirms")
    return cue.stance if cue is not None and weak and cue.stance in _PERFORMED else attribution.stance


def _main_predicate(ground: AttributionContext, attribution: Attribution) -> Predicate | None:
    """The predicate that governs the content: the first of it that hangs on nothing inside it."""
    inside = [p for p in ground.predicates_in(attribution.content) if p.kind != "noun"]
    heads = {p.head for p in inside}
    return next((p for p in inside if p.finite and (p.parent is None or p.parent not in heads)), None)

"""Factuality: whether a happening is told as done, going on, planned, possible, alleged, denied or undone.

The field calls it event factuality, or veridicality.

The score of a predicate is its own (tense, modals, negation, hedges) times what all that governs it leaves of it:
"is said to have failed to sign" is read from "said" down to "sign". Shares come from `lexicon/factuality.tsv`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from dateline.coding.factuality.cue_table import CueGroup, cues
from dateline.coding.factuality.own_cues import NOT_ONLY, NOUN, YET_TO, Effect, OwnCues
from dateline.language import Argument, Link, Parse, Predicate
from dateline.language.encoder import commitment
from dateline.language.parse import DEEPEST
from dateline.model import Factuality, Span, Told

CERTAIN = 3.0
SURE_NOT = -1.0  # the greatest score of what did not happen
HEARD = 0.4
"""The encoder's share of a score: less than does best on UW's developers' part (.5), so that plain words weigh more."""
LOOSE_OWN = 0.97
"""What is left of a word that is no predicate: nearly all."""
WEAK = 0.9
"""What leaves more than this of a score does not change the class."""
INFINITIVE = 0.5
"""What a purpose or result infinitive leaves: "to help boost sales"."""
KEPT_OBJECT, KEPT_OTHER, DEFINITE = 0.5, 0.2, 0.3
"""How much of the doubt about a verb its object, and its other nouns, take over; what "the" and "his" spare of it."""
SUPPOSED = 0.4
"""What is left of a noun of which the text says what it would do: "cooperation would have consequences"."""
UNKNOWN_TO, UNKNOWN_CLAUSE, UNKNOWN_ING = 0.55, 0.85, 0.9


PLAIN = Effect(1.0)
_OF_JUDGING: Final = frozenset(("of", "for", "with", "over"))
"""What brings the deed that somebody is arrested, charged or tried for."""
_TURNING_DOWN: Final = frozenset(("deny", "refuse", "spurn", "prevent"))
"""Groups of cues that leave what is said in the world and only say no to it."""
_PASSED_ON: Final = frozenset(("report", "confirm"))
"""Groups of cues whose words, negated, leave it open: "nobody said that"."""
_TELLING: Final = frozenset(("report", "claim"))
"""Groups of cues whose words only tell what somebody says."""


def judge(parse: Parse, head: int, *, evidence: float | None = None) -> Factuality:
    """How the happening that token `head` names is told.

    A word that is no predicate is judged by what governs it, and one of an unparsed Doc by the cues around it.
    `evidence` is a model's own score in [-3, 3], by default the encoder's where it made the Doc; it moves the score by
    its share `HEARD` and never the class, which a cue must show. For many words of one report `Judge` is faster.
    """
    return Judge(parse).of(head, evidence=evidence)


class Judge:
    """Judges the words of one document."""

    def __init__(self, parse: Parse) -> None:
        self._parse, self._tokens = parse, parse.tokens
        heard = commitment.commitments(parse.doc)
        self._heard: list[float] | None = None if heard is None else heard[:, 1].tolist()
        self._cues = OwnCues(parse)
        self._memory: dict[int, tuple[Effect, ...]] = {}

    def of(self, head: int, *, evidence: float | None = None) -> Factuality:
        """The factuality of the happening that token `head` names. Raises IndexError if there is no such token."""
        if not 0 <= head < len(self._tokens):
            raise IndexError(f"no token {head} in a Doc of {len(self._tokens)}")
        effects = self._spare_words_said(head, self._effects(head))
        score = CERTAIN
        for effect in effects:
            score *= effect.share
        told, deciding = self._decide_class(head, score, effects)
        if evidence is None and self._heard is not None and not self._tokens[head].is_space:
            evidence = self._heard[head]
        if any(e.group == NOT_ONLY for e in effects):
            evidence = None  # the encoder hears the "not"
        if evidence is not None:
            score += HEARD * (evidence - score)
        if told == "did-not-happen" and score > SURE_NOT:
            score = SURE_NOT  # a class and its score never say two things
        cue = None
        if deciding is not None and deciding.cue is not None:
            first, last = deciding.cue
            cue = Span(self._tokens[first].idx, self._tokens[last - 1].end)
        how = ", ".join([e.how for e in effects if e.how]) or "told as it is"
        bounded = -CERTAIN if score < -CERTAIN else CERTAIN if score > CERTAIN else score
        return Factuality(told, round(bounded, 3), cue, how)

    # ------------------------------------------------------------------ the class

    def _decide_class(self, head: int, score: float, effects: tuple[Effect, ...]) -> tuple[Told, Effect | None]:
        """The class: that of the cue that takes most away; without one, what tense and aspect say."""
        marked = [e for e in effects if e.told != "happened"]
        deciding = None
        if marked:
            strong = [e for e in marked if e.share <= WEAK or e.told in {"habitual", "ongoing"}]
            deciding = min(strong, key=lambda e: e.share) if strong else None
            denied = next((e for e in marked if e.told == "denied"), None)
            if denied is not None and score < 1.0:
                return "denied", denied
        if score <= SURE_NOT:
            denial = next((e for e in effects if e.told == "denied" or e.group in _TELLING), None)
            said = denial if denial is not None and denial.told == "denied" else None
            negative = said or min((e for e in effects if e.share < 0), key=lambda e: e.share, default=deciding)
            return ("denied" if denial and negative else "did-not-happen"), negative
        if deciding is not None:
            told = deciding.told
            if told in {"denied", "did-not-happen"} and score > 1.5:
                return "happened", None
            return ("possible" if told == "did-not-happen" and score > SURE_NOT else told), deciding
        predicate = self._parse.by_head.get(head)
        if predicate is not None and predicate.progressive and predicate.tense == "present":
            return "ongoing", None
        return "happened", next((e for e in effects if e.group == NOT_ONLY), None)

    def _spare_words_said(self, head: int, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
        """A claim that is denied and an offer that is turned down have been made: what is not so is what they say."""
        noun = self._parse.by_head.get(head)
        above = (
            self._parse.governor(noun) if noun is not None and noun.kind == "noun" and noun.link == "nominal" else None
        )
        if noun is None or above is None or not cues().is_known(noun.lemma, "noun"):
            return effects
        denial = (above.head, above.head + 1)
        return tuple([e for e in effects if e.cue != denial or e.group not in _TURNING_DOWN])

    # ------------------------------------------------------------------ effects

    def _effects(self, head: int, depth: int = 0) -> tuple[Effect, ...]:
        """Everything that acts on the word, its own cues first, then those of what governs it."""
        found = self._memory.get(head)
        if found is not None:
            return found
        self._memory[head] = ()
        predicate = self._parse.by_head.get(head)
        if predicate is None:
            effects = self._loose_word_effects(head, depth)
        else:
            effects = (*self._cues.effects_of(predicate), *self._context(predicate, depth))
        found = self._memory[head] = tuple([e for e in effects if e.share != PLAIN.share or e != PLAIN])
        return found

    def _is_claim(self, p: Predicate) -> bool:
        group = cues().group(p.lemma, "noun", "clause")
        return group is not None and group.name in {"claim", "report", "believe", "accuse"}

    # ------------------------------------------------------------------ what governs it

    def _context(self, p: Predicate, depth: int) -> tuple[Effect, ...]:
        """What stands above the predicate, from its governor to the root."""
        above = self._parse.governor(p)
        if above is None or depth > DEEPEST:
            return ()
        if p.link == "parataxis":
            return self._context(above, depth + 1)
        reader = _READERS.get(p.link)
        return reader(self, p, above, depth) if reader is not None else ()

    def _conjunct_effects(self, p: Predicate, first: Predicate, depth: int) -> tuple[Effect, ...]:
        """A conjunct stands where the first one stands; without a subject of its own also under its "if"."""
        out = self._context(first, depth + 1)
        if p.kind != "noun" and p.finite and not p.markers and all(a.shared for a in p.role("subject", "object")[:1]):
            out = (*self._cues.marker_effects(first), *out)
        bare = p.kind != "noun" and not p.finite and not p.markers and not p.modals and p.tense == "none"
        if bare and first.kind != "noun":
            return (*self._cues.modal_effects(first), *self._cues.marker_effects(first), *out)
        return out

    def _frame(self, p: Predicate) -> str:
        if p.finite:
            return "clause"
        marks = {self._tokens[at].lower_ for at in p.markers}
        if "that" in marks:
            return "clause"  # whatever the tagger made of its verb
        if "to" in marks:
            return "to"
        prepositions = sorted(marks & {"from", "of", "for", "with", "about", "at", "against", "in"})
        return prepositions[0] if prepositions else "ing" if self._tokens[p.head].tag_ != "VB" else "to"

    def _complement(self, p: Predicate, above: Predicate, depth: int) -> tuple[Effect, ...]:
        """An embedded clause: the signature of the word above it, chosen by whether that word itself holds."""
        frame = self._frame(p)
        if frame == "to" and self._has_too(above):
            return (Effect(-0.6, "did-not-happen", (above.head, above.head + 1), "too … to"),)
        if any(e.group == YET_TO for e in self._cues.marker_effects(p)):
            return ()
        group = self._group(above, frame)
        over = self._parse.governor(above) if above.kind == "noun" else None
        through = "proposal" if frame == "to" else frame
        if over is not None and (group is None or frame == "to") and through not in {"clause", "ing"}:
            wider = cues().group(over.lemma, over.kind, through)
            above, group = (over, wider) if wider is not None else (above, group)
        outer = self._effects(above.head, depth + 1)
        if group is None and above.kind == "verb" and (shown := self._subject_of(above)) is not None:
            group = cues().group(shown.lemma, "noun", frame)  # "no evidence has emerged that"
        if group is None:
            share = {"clause": UNKNOWN_CLAUSE, "to": UNKNOWN_TO}.get(frame, UNKNOWN_ING)
            return (Effect(share, "possible" if frame == "to" else "happened"), *self._governor_doubt(outer))
        return self._embedding_effects(group, above, outer)

    def _subject_of(self, p: Predicate) -> Predicate | None:
        subject = next(iter(p.role("subject")), None)
        noun = self._parse.by_head.get(subject.head) if subject is not None else None
        return noun if noun is not None and noun.kind == "noun" else None

    def _occurs(self, above: Predicate) -> bool:
        """Whether the verb says no more of its subject than that it was done: "happened", "took place"."""
        objects = [f"{above.lemma} {self._tokens[one.head].lower_}" for one in above.role("object")]
        return any(cues().group(one, "verb", "subject") is not None for one in (above.lemma, *objects))

    def _group(self, above: Predicate, frame: str) -> CueGroup | None:
        kinds = (above.kind, "adjective", "verb") if above.kind != "noun" else ("noun",)
        for kind in kinds:
            found = cues().group(above.lemma, kind, frame)
            if found is not None:
                return found
        if frame not in {"clause", "to", "ing", "thing"}:
            return self._group(above, "ing")
        return None

    def _embedding_effects(self, group: CueGroup, above: Predicate, outer: tuple[Effect, ...]) -> tuple[Effect, ...]:
        held = 1.0
        for effect in outer:
            held *= effect.share
        share = group.positive if held >= 0 else group.negative
        told: Told = group.told
        if held < 0 and share < -0.3:
            told = "did-not-happen"
        elif held < 0 and group.told == "did-not-happen":
            told = "happened"
        elif held < 0 and group.name in _PASSED_ON:
            told = "possible"
        if told == "ongoing" and not (above.perfect or above.tense == "present" or above.progressive):
            told = "happened"
        effect = Effect(share, told, (above.head, above.head + 1), f"{group.name}: “{above.lemma}”", group.name)
        if group.name == "cease" and abs(held) < 0.9:
            effect = replace(effect, share=0.6, told="possible")
        if group.name in {"factive", "cease"}:
            return (effect,)
        return (effect, *[Effect(e.share, _weaken(e.told), e.cue, e.how, e.group) for e in self._governor_doubt(outer)])

    def _governor_doubt(self, outer: tuple[Effect, ...]) -> tuple[Effect, ...]:
        """What is left of doubt about the governor, without its sign: a possible plan is less than a plan."""
        return tuple([_scale_effect(e, min(1.0, abs(e.share) ** 0.6)) for e in outer if abs(e.share) < 0.9])

    def _nominal(self, p: Predicate, above: Predicate, depth: int) -> tuple[Effect, ...]:
        """A noun below a verb or noun: "cancelled the visit", "threat of war", "will hold talks".

        One "no" or "not" denies the noun and its verb together, and once.
        """
        if p.negation is not None and p.negation == above.negation:
            return ()
        argument = self._argument(above, p.head)
        frame = "thing"
        if argument is not None and argument.role in {"oblique", "possessor"} and argument.preposition:
            frame = argument.preposition
        elif argument is not None and argument.role in {"subject", "agent", "possessor"}:
            frame = "subject"
        outer = self._effects(above.head, depth + 1)
        would = next((at for at in above.modals if self._tokens[at].lower_ == "would"), None)
        if frame == "subject" and would is not None and not above.perfect and not self._cues.is_definite(p.head):
            return (Effect(SUPPOSED, "possible", (would, would + 1), "what it would do"),)
        group = self._group(above, frame) if frame != "subject" else None
        if frame == "thing" and above.kind == "verb" and self._is_claim(p):
            group = cues().group(above.lemma, "verb", "claim") or group
        if (
            frame not in {"thing", "subject"}
            and group is not None
            and cues().group(above.lemma, above.kind, frame) is None
        ):
            group = None
        if above.kind == "noun" and frame not in {"thing", "subject"} and group is None and self._is_claim(above):
            group = cues().group(above.lemma, "noun", "of")
        if group is not None and group.name not in {"report", "factive"}:
            return self._embedding_effects(group, above, outer)
        negated = next((e for e in outer if e.share < 0), None)
        undone = frame == "subject" and (above.lemma == "be" or self._occurs(above))
        if negated is not None and (undone or self._cues.has_any(p.head)):
            return (Effect(-0.75, "did-not-happen", negated.cue, negated.how, negated.group),)
        if above.kind == "noun":
            return tuple([_scale_effect(e, min(1.0, abs(e.share) ** 0.5)) for e in outer if abs(e.share) < 0.9])
        kept = KEPT_OBJECT if frame == "thing" else KEPT_OTHER
        if frame != "thing" and self._cues.is_definite(p.head):
            kept *= DEFINITE
        return tuple(
            [
                Effect(
                    1.0 - kept * (1.0 - e.share) if e.share > 0 else 1.0 - kept, _weaken(e.told), e.cue, e.how, e.group
                )
                for e in outer
                if e.share < 0.9
            ]
        )

    def _has_too(self, above: Predicate) -> bool:
        """ "Too weak to act"."""
        return above.kind == "adjective" and above.head > 0 and self._tokens[above.head - 1].lower_ == "too"

    def _is_bare(self, p: Predicate) -> bool:
        return p.finite and self._tokens[p.head].tag_ == "VB" and not p.modals

    def _argument(self, above: Predicate, head: int) -> Argument | None:
        for argument in above.arguments:
            if argument.head == head:
                return argument
        return None

    def _adverbial(self, p: Predicate, above: Predicate, depth: int) -> tuple[Effect, ...]:
        """Purpose infinitives are open; participles share the fate of the main verb; finite clauses stand alone."""
        frame = self._frame(p)
        if frame == "to" and self._has_too(above):
            return (Effect(-0.6, "did-not-happen", (above.head, above.head + 1), "too … to"),)
        torn = self._torn_governor(p)
        if torn is not None:
            return self._embedding_effects(*torn, self._effects(torn[1].head, depth + 1))
        judged = cues().group(above.lemma, above.kind, frame) if frame in _OF_JUDGING else None
        if judged is not None:
            return self._embedding_effects(judged, above, self._effects(above.head, depth + 1))
        if frame == "to":
            return (
                Effect(INFINITIVE, "possible", None, "purpose"),
                *self._governor_doubt(self._effects(above.head, depth + 1)),
            )
        if not p.finite and not p.markers:
            return tuple([_scale_effect(e, abs(e.share)) for e in self._effects(above.head, depth + 1)])
        return ()

    def _torn_governor(self, p: Predicate) -> tuple[CueGroup, Predicate] | None:
        """ "Voiced interest in joining": a gerund that the parser hung on the verb and not on the noun before it."""
        at = p.markers[0] if p.markers and not p.finite else 0
        noun = self._parse.by_head.get(at - 1) if at else None
        if noun is None or noun.kind != "noun" or self._tokens[p.head].tag_ != "VBG":
            return None
        group = cues().group(noun.lemma, "noun", self._tokens[at].lower_)
        return None if group is None else (group, noun)

    def _relative(self, p: Predicate, above: Predicate, _depth: int) -> tuple[Effect, ...]:
        """A relative clause tells of its noun on its own; an infinitive ("work to do") is open, and so is the
        subjunctive ("the order that he leave")."""
        group = cues().group(above.lemma, "noun", "clause") if above.kind == "noun" and self._is_bare(p) else None
        if group is not None:
            return (
                Effect(
                    group.positive,
                    group.told,
                    (above.head, above.head + 1),
                    f"{group.name}: “{above.lemma}”",
                    group.name,
                ),
            )
        if self._frame(p) == "to" and not p.finite:
            return (Effect(INFINITIVE, "possible", None, "infinitive"),)
        return () if p.finite else (Effect(0.95),)

    # ------------------------------------------------------------------ words that are no predicates

    def _loose_word_effects(self, head: int, depth: int) -> tuple[Effect, ...]:
        """A word that the layer does not list: the cues before it, and the doubt about the predicate it belongs to."""
        if not self._parse.predicates:
            return (NOUN, *self._cues.window_effects(head))
        out = self._cues.premodifiers(head)
        owner = self._owner(head)
        if owner is not None and depth < DEEPEST:
            out += [_scale_effect(e, e.share**0.5) for e in self._governor_doubt(self._effects(owner.head, depth + 1))]
        return (Effect(LOOSE_OWN), *out)

    def _owner(self, head: int) -> Predicate | None:
        """The predicate whose narrowest phrase holds the word."""
        best: tuple[int, Predicate] | None = None
        for p in self._parse.predicates:
            for a in p.arguments:
                if a.start <= head < a.end and (best is None or a.end - a.start < best[0]):
                    best = (a.end - a.start, p)
        return best[1] if best else None


_READERS: Final[dict[Link, Callable[[Judge, Predicate, Predicate, int], tuple[Effect, ...]]]] = {
    "conjunct": Judge._conjunct_effects,
    "complement": Judge._complement,
    "nominal": Judge._nominal,
    "adverbial": Judge._adverbial,
    "relative": Judge._relative,
}
"""What reads a predicate under its governor, by how it hangs there."""


def _scale_effect(effect: Effect, share: float) -> Effect:
    """The effect with another share; `replace` takes five times as long."""
    return Effect(share, effect.told, effect.cue, effect.how, effect.group)


def _weaken(told: Told) -> Told:
    """What stands below an undone act is open, not undone: "did not sign the deal", "failed to try to leave"."""
    return "possible" if told == "did-not-happen" else told

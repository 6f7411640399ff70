"""What a speaker does by saying it: the cue's stance, made sharper by the words that were said."""

from __future__ import annotations

from dateline.coding.cues import cues
from dateline.coding.statements.attribution import Attribution, Ground
from dateline.language.predicates import Predicate
from dateline.model import Stance

_NEUTRAL = frozenset(("says", "claims"))
_SELF = frozenset("i we he she they it".split())
_DUTY = frozenset(("must", "should"))
_PERFORMED: frozenset[Stance] = frozenset(
    ("denies", "promises", "threatens", "warns", "demands", "proposes", "praises", "condemns", "confirms")
)


def stance_of(ground: Ground, attribution: Attribution) -> Stance:
    """The stance of an attribution.

    A neutral cue leaves it to the content's main clause: "we urge", "no deal was signed", "he will come".
    """
    main = _main(ground, attribution) if attribution.stance in _NEUTRAL else None
    if main is None:
        return attribution.stance
    performed = _performed(ground, main)
    if performed is not None:
        return performed
    own = _of_oneself(ground, main)
    if main.tense == "future" and main.negation is None and own:
        return "promises"
    if any(ground.doc[m].lower_ in _DUTY for m in main.modals):
        return "demands"
    if main.negation is None:
        return attribution.stance
    never = ground.doc[main.negation].lower_ == "never"
    return "denies" if (never if own else main.tense == "past") else attribution.stance


def _main(ground: Ground, attribution: Attribution) -> Predicate | None:
    """The predicate that governs the content: the first of it that hangs on nothing inside it."""
    inside = [p for p in ground.within(attribution.content) if p.kind != "noun"]
    heads = {p.head for p in inside}
    return next((p for p in inside if p.finite and (p.parent is None or p.parent not in heads)), None)


def _performed(ground: Ground, main: Predicate) -> Stance | None:
    """ "I deny", "we urge": first person, present."""
    subjects = {ground.doc[a.head].lower_ for a in main.role("subject")}
    cue = cues().get((main.lemma, "verb"))
    if cue is None or not subjects & {"i", "we"} or main.tense != "present" or main.negation is not None:
        return None
    return cue.stance if cue.stance in _PERFORMED else None


def _of_oneself(ground: Ground, main: Predicate) -> bool:
    return any(ground.doc[a.head].lower_ in _SELF for a in main.role("subject"))

"""How an act is told, decided in one place: as a fact, a plan, a claim ...; who says so, and who denies it.

The field's words are factuality (veridicality) and attribution. `tell` asks in this order, and later answers win:

1. **The words themselves.** The judge of factuality weighs tense, modals, negation and what governs the verb. A "no"
   that makes a refusal does not undo it.
2. **Those who say it.** The statements in whose content it stands: what a speaker denies is denied, whatever its verb
   says; what is only claimed or believed is alleged or possible. This comes before time, because what somebody claims
   of the future is no plan of the outlet's.
3. **Time.** What is left as a fact, and is dated after the report, stands ahead of something or is to come, is planned.
4. **The encoder.** Where it is sure of how an act is told, that is the class, and the score keeps to it; a habit stays
   one. It must be surer against a cue, which shows its words; `how` says that it spoke.
5. **What it is filed as.** A plan has the type that the ontology gives to plans (a meeting to come is AGREE), so this
   must know that it is one.
6. **Own words.** Who says that he himself did it is no witness: the outlet heard the act. This is last, because the
   type under which it is filed says whether it may be told so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import get_args

from dateline.coding.events.candidate import Act, Candidate, Sides, key_of
from dateline.coding.events.context import EventContext
from dateline.coding.events.fields.prospects import foresee
from dateline.coding.events.fields.voices import UNDONE, drop_own, find_partings, find_tellers, hear
from dateline.coding.events.ontology.entries import Trigger
from dateline.model import Actor, Factuality, Statement, Told

_MATERIAL_CONFLICT = 4  # quad class
_COOPERATIVE = frozenset((1, 2))
_ALONE = 2  # sides below which the company at a meeting counts


def tell(context: EventContext, candidate: Candidate) -> Candidate:
    """The candidate with how it is told, and with what it is filed as for that. Asks its sides and its day."""
    act, sides, ontology = candidate.act, candidate.sides, context.ontology
    around = find_tellers(context, act)
    judged = context.found.judge(act.trigger)
    refused = _is_refused_by_no(context, act, judged)
    if refused:
        judged = Factuality("happened", 2.0, None, "a refusal, told by a no")
    avowed, partings = ontology.has_trait(act, "avowed"), find_partings(context, act, around)
    told = hear(judged, around, sides.actors, avowed=avowed, partings=partings)
    factuality = foresee(context, act, told.factuality, candidate.setting.when)
    if not refused:
        factuality = weigh_telling(act, factuality, denied=bool(told.denied_by))
    filed = _file(context, replace(candidate, told=replace(told, factuality=factuality)), around)
    if ontology.has_trait(filed, "avowed"):
        said_by = drop_own(told.said_by, _everyone(sides, nary=ontology.event_type(act.type, act.mode).nary))
        told = replace(told, said_by=said_by)
    return replace(filed, told=replace(told, factuality=factuality))


def _is_refused_by_no(context: EventContext, act: Act, judged: Factuality) -> bool:
    """ "I will not resign" refuses: its "not" makes the refusal, and does not undo it as in "did not reject", where the
    word alone refuses. Of 61 refusals told by a "no" in annotated texts none was told as not having happened."""
    refusal = context.ontology.has_trait(act, "refusal") and act.predicate.negation is not None
    return refusal and judged.label in UNDONE and not _refuses_by_itself(context, act)


def _refuses_by_itself(context: EventContext, act: Act) -> bool:
    kind, refusals = act.predicate.kind, context.ontology.types_with("refusal")
    rows = (row for word in context.word(act.predicate) for row in context.ontology.triggers.get((word, kind), ()))
    return any(isinstance(row, Trigger) and row.type in refusals for row in rows)


_OF_FACTS = (1.5, 3.0)
_SCORES: Mapping[Told, tuple[float, float]] = {
    "planned": (0.0, 1.5),
    "possible": (0.0, 1.0),
    "alleged": (0.0, 1.0),
    "denied": (-3.0, -2.0),
    "did-not-happen": (-3.0, -2.0),
}
"""The least and the greatest score of what is no fact: a class and its score never say two things."""
_UNSURE = 0.0
"""Words of which the score is below this say no, and no encoder makes a fact of what they say."""
CERTAIN = 0.6
"""How sure the encoder is at least of how an act is told, where no cue says so."""
AGAINST_CUES = 0.85
"""How sure against a cue: words that can be shown weigh more."""


def weigh_telling(act: Act, judged: Factuality, *, denied: bool = True) -> Factuality:
    """How an act is told by the encoder where it is sure of it, else by the cues; a habit is told by words
    ("often") and by tense. What nobody denies (`denied`) is not denied: a "no" without a denier is no denial."""
    if act.seen is None or not act.seen.tellings:
        return judged
    label, share = act.seen.tellings[0]
    least = CERTAIN if judged.cue is None else AGAINST_CUES
    if share < least or judged.label in (label, "habitual"):
        return judged
    if label == "denied" and not denied:
        return judged
    if judged.label in UNDONE and judged.cue is not None and judged.score <= _UNSURE and label not in UNDONE:
        return judged
    known: Mapping[str, Told] = {one: one for one in get_args(Told)}
    told = known[label]
    low, high = _SCORES.get(told, _OF_FACTS)
    return Factuality(told, min(max(judged.score, low), high), None, f"the encoder reads it so ({share:.2f})")


def _file(context: EventContext, candidate: Candidate, around: Sequence[Statement]) -> Candidate:
    """What is only planned takes the type that the ontology gives to plans; what somebody else says that an enemy plans
    to do stays what it is."""
    if candidate.label != "planned":
        return candidate
    kind, actors = context.ontology.event_type(candidate.type, candidate.mode), candidate.sides.actors
    if candidate.act.seen is not None and kind.quad not in _COOPERATIVE:
        return candidate  # the encoder knows a threat from a ban that is announced
    by_himself = any(s.speaker is not None and any(key_of(s.speaker) == key_of(a) for a in actors) for s in around)
    if (kind.quad == _MATERIAL_CONFLICT and around and not by_himself) or kind.future == candidate.type:
        return candidate
    cameo = context.ontology.code_about(kind.future, candidate.type)
    return replace(candidate, type=kind.future, mode=None, cameo=cameo)


def _everyone(sides: Sides, *, nary: bool) -> tuple[Actor, ...]:
    """All who did it: at a meeting all sides, and the company where the words name one."""
    if not nary:
        return sides.actors
    return (*sides.all, *sides.company) if len(sides.all) < _ALONE else sides.all

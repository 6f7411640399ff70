"""Who takes part in an act: every noun phrase of its sentence is weighed, by what the encoder says of its words, what a
row and the tree say of it, and who it is. One place settles it, by the weights of `lexicon/sides.tsv`.

The weights are learnt (`python -m training.acts settle`) on texts that the encoder did not learn from. The field's
words are argument extraction and semantic roles.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib import resources
from types import MappingProxyType
from typing import Final, Literal

from dateline.coding.events.acts.side_features import Features, SidePhrase, find_phrases
from dateline.coding.events.candidate import Act
from dateline.coding.events.context import EventContext
from dateline.language import Argument
from dateline.tables import Sheet

Side = Literal["actor", "recipient"]

DOUBT: Final = 0.8
"""Above this a phrase is no side, whatever a row says."""
_CLEAR: Final = (1.0, 0.0, 0.0)
_LARGEST: Final = 72.0
"""Above this a score changes nothing any more."""
_HALF: Final = 0.5


def settle_sides(context: EventContext, act: Act) -> Act:
    """The act with the sides that its sentence names; as it is where the encoder says nothing of it."""
    if act.seen is None:
        return act
    found: dict[Side, list[Argument]] = {"actor": [], "recipient": []}
    nary = context.ontology.event_type(act.type, act.mode).nary
    phrases = find_phrases(context, act)
    # "Serbian" in "a Serbian officer" is the officer's state: whoever holds another's words is asked first.
    weighed = sorted(
        ((weigh(p.features), p) for p in phrases), key=lambda pair: (_is_within(pair[1], phrases), pair[0][0])
    )
    taken: list[tuple[int, int]] = []
    for (none, acts, takes), phrase in weighed:
        own = phrase.argument
        if none >= _HALF or any(start < own.end and own.start < end for start, end in taken):
            continue
        side: Side = "actor" if nary or acts >= takes else "recipient"
        found[side].append(replace(own, role="subject" if side == "actor" else "object"))
        taken.append((own.start, own.end))
    _fall_back(act, {p.argument.head: share for share, p in weighed}, found)
    actors, recipients = (tuple(sorted(found[side], key=lambda a: a.head)) for side in ("actor", "recipient"))
    return replace(act, actors=actors, recipients=recipients)


def _is_within(phrase: SidePhrase, phrases: Sequence[SidePhrase]) -> bool:
    own = phrase.argument
    return any(p is not phrase and p.argument.start <= own.head < p.argument.end for p in phrases)


def _fall_back(act: Act, weighed: Mapping[int, tuple[float, float, float]], found: dict[Side, list[Argument]]) -> None:
    """Where nobody was found for a side, whom the row names, unless the weights speak clearly against it."""
    if act.rule.learnt:
        return
    taken = {a.head for side in found.values() for a in side}
    named: tuple[tuple[Side, tuple[Argument, ...]], ...] = (("actor", act.actors), ("recipient", act.recipients))
    for side, arguments in named:
        if not found[side]:
            found[side] += [a for a in arguments if a.head not in taken and weighed.get(a.head, _CLEAR)[0] < DOUBT]


def weigh(features: Features) -> tuple[float, float, float]:
    """How likely a phrase is no side, an actor, a recipient."""
    weights = side_weights()
    scores = [0.0, 0.0]
    for name, value in features.items():
        for at, weight in enumerate(weights.get(name, (0.0, 0.0))):
            scores[at] += weight * value
    raised = [1.0, *(math.exp(min(score, _LARGEST)) for score in scores)]
    none, acts, takes = (one / sum(raised) for one in raised)
    return none, acts, takes


@functools.cache
def side_weights() -> Mapping[str, tuple[float, float]]:
    """Feature -> its weight for an actor and for a recipient, against being no side."""
    sheet = Sheet.load(resources.files("dateline.coding") / "lexicon" / "sides.tsv")
    rows = sheet.rows(("feature", "actor", "recipient"))
    return MappingProxyType({row["feature"]: (float(row["actor"]), float(row["recipient"])) for row in rows})

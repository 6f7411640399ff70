"""Which sides of one event are pairs: doer and recipient; of a meeting every two, or only those on its two sides."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import permutations, product

from dateline.model import Actor, Event
from dateline.tables import shipped

Sides = tuple[Actor, ...]
_WORD = re.compile(r"(?!each other\b)[^\W\d_]+(?:-[^\W\d_]+)*", re.IGNORECASE)


def pairs(event: Event, text: str) -> Iterator[tuple[Actor, Actor, bool]]:
    """Every ordered pair of an event with whether it is directed. `text` is that of the event's report.

    Without recipients every two sides are a pair in both orders, but where the words set them on two sides of the act
    ("X met A, B and C", "A and B signed separate agreements with C and D") only those that stand across.
    """
    if not event.nary:
        yield from ((a, b, True) for a, b in product(event.actors, event.recipients))
        return
    across = _across(event, text)
    if across is None:
        yield from ((a, b, False) for a, b in permutations(event.actors, 2))
        return
    before, behind = across
    yield from ((a, b, False) for a, b in product(before, behind))
    yield from ((b, a, False) for a, b in product(before, behind))


def _across(event: Event, text: str) -> tuple[Sides, Sides] | None:
    """The sides before and behind the word of the act where only these deal with each other; None where all do."""
    if any(not event.evidence.contains(actor.span) for actor in event.actors):
        return None
    before = tuple(actor for actor in event.actors if actor.span.end <= event.trigger.start)
    behind = tuple(actor for actor in event.actors if actor.span.start >= event.trigger.end)
    if not before or not behind or len(before) + len(behind) < len(event.actors):
        return None
    # Words of names are no words of how they dealt: "the Joint Chiefs of Staff".
    words = set(_words_outside(event, text))
    if words & _words("apart"):
        return before, behind
    hosted = len(before) == 1 and event.type in _words("hub") and event.mode not in _words("group")
    return (before, behind) if hosted and not words & _words("joint") else None


def _words_outside(event: Event, text: str) -> Iterator[str]:
    named = [actor.span for actor in event.actors]
    for found in _WORD.finditer(text, event.evidence.start, event.evidence.end):
        if not any(span.start <= found.start() < span.end for span in named):
            yield found.group().casefold()


@functools.cache
def _words(kind: str) -> frozenset[str]:
    rows = shipped(__package__, "tables/pair_words.tsv", ("kind", "word"))
    return frozenset(row["word"] for row in rows if row["kind"] == kind)

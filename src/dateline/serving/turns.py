"""A change of status: what is said of a thing first, and what is said of it later, each with its words."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from dateline.linking.wordings import content_words
from dateline.serving.lines import HappeningLine
from dateline.serving.words import Words
from dateline.tables import shipped

OF_STORY = 12
"""Changes of one kind that are looked at in one story, the weightiest first."""
T = TypeVar("T")
_SHARED, _SHARE = 2, 0.4
"""How many content words two sentences of one deed share at least, and which part of the shorter one that is."""
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_CAPITALS = re.compile(r"\b[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)*")


@dataclass(frozen=True, slots=True)
class Side:
    """One way of telling, or a number ("dead: 12"; `told` is its kind): the day of the first report that tells it so,
    and its words."""

    told: str
    told_words: str
    vouched: str
    day: str
    words: Words | None


@dataclass(frozen=True, slots=True)
class Change:
    """What changed status: in which way, what it is, where it stands, the old words and the new. `story`: the title of
    its story; `happening`: None where numbers of a story are no part of one happening."""

    what: str
    line: str
    address: str
    story: str
    happening: HappeningLine | None
    old: Side
    new: Side


@dataclass(frozen=True, slots=True)
class Found:
    """A change with its rank (1 before 2), what it is a change of (one thing changes once), and the number of the row
    of its story."""

    rank: int
    of: str
    story: int
    change: Change


def first_of_each(found: Iterable[T], story: Callable[[T], int], most: int = OF_STORY) -> list[T]:
    """The first of every story, in their order."""
    held: Counter[int] = Counter()
    out: list[T] = []
    for one in found:
        held[story(one)] += 1
        if held[story(one)] <= most:
            out.append(one)
    return out


def of_happening(what: str, line: HappeningLine, old: Side, new: Side) -> Change:
    """A change of one happening."""
    return Change(what, line.line, line.address, line.story_title, line, old, new)


def of_one_deed(old: Words, new: Words, names: Iterable[str]) -> bool:
    """Whether two sentences share so many words, besides the names of who takes part, that they speak of one deed: two
    people meet more than once."""
    known = {word for name in names for word in _WORD.findall(name) if word[0].isupper()}
    ours, theirs = (_words(one, known) for one in (old, new))
    shared = len(ours & theirs)
    return shared >= _SHARED and shared >= _SHARE * min(len(ours), len(theirs))


def _words(one: Words, names: Set[str]) -> set[str]:
    """The content words of a sentence without the names, and without the titles that stand before them."""

    def without(found: re.Match[str]) -> str:
        return " " if not names.isdisjoint(_WORD.findall(found[0])) else found[0]

    return set(content_words(_CAPITALS.sub(without, f"{one.before}{one.exact}{one.after}")))


@functools.cache
def kinds() -> Mapping[tuple[str, str], tuple[str, int]]:
    """What every change is called, with its rank, by what is told first and what later."""
    rows = shipped(__package__, "tables/changes.tsv", ("old", "new", "words", "rank"))
    return MappingProxyType({(row["old"], row["new"]): (row["words"], row.integer("rank")) for row in rows})

"""Reports that are made of posts, each under its own time (live blogs, rolling reports): the day of each paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from dateline.reading.body.block_sorting import StoryParagraph
from dateline.reading.body.markup import Holder, Markup
from dateline.reading.lines import Line
from dateline.reading.lines.calendar_dates import find_dates, is_date_line

_LONGEST = 60
_PROSE = 40
_NO_POST = frozenset(("blockquote", "aside", "nav", "footer", "figure"))
_LEAST, _LEAST_LINES = 2, 3


class _Head(NamedTuple):
    """The time above a post: the block it stands at, the smallest holder around it with prose of the story, its day."""

    block: int
    within: int
    day: str


def give_days_of_posts(told: Sequence[StoryParagraph], markup: Markup) -> list[StoryParagraph]:
    """The paragraphs, each with the day of the post that it stands in; as they were where the page is no such report.

    A time speaks for the smallest part of the page that holds it and prose, from its place to the next such time: a
    picture's or a quoted post's time says nothing about the paragraphs around it. Days that go to and
    fro are none of posts.
    """
    numbers = {id(block): number for number, block in enumerate(markup.blocks)}
    places = [numbers.get(id(item.block), -1) if len(item.text) >= _PROSE else -1 for item in told]
    around = {place: _around(markup.holders, markup.blocks[place].holder) for place in places if place >= 0}
    if not around:
        return list(told)
    heads = _drop_masthead(list(_heads(markup, frozenset().union(*around.values()))), around)
    under = [_head_of(place, around.get(place, frozenset()), heads) for place in places]
    found = list(dict.fromkeys(head for head in under if head is not None))
    if len(found) < _LEAST or not _are_posts([head.day for head in found]):
        return list(told)
    return [replace(item, day=head.day if head else None) for item, head in zip(told, under, strict=True)]


def _around(holders: Sequence[Holder], at: int) -> frozenset[int]:
    """The holder and all that it stands in."""
    found = {at}
    while at:
        at = holders[at].within
        found.add(at)
    return frozenset(found)


def _heads(markup: Markup, with_prose: frozenset[int]) -> Iterator[_Head]:
    """Times and lines that are nothing but a date, each with the part of the page that it speaks for."""
    timed = {moment.block for moment in markup.moments}
    moments = [(one.block, one.holder, _day(one.words, one.value)) for one in markup.moments]
    moments += [
        (number, block.holder, _day(block.text, ""))
        for number, block in enumerate(markup.blocks)
        if number not in timed and len(block.text) <= _LONGEST and is_date_line(block.text)
    ]
    for number, holder, day in sorted(moments):
        home = _home(markup.holders, holder, with_prose)
        if day and home is not None:
            yield _Head(number, home, day)


def _day(words: str, value: str) -> str:
    """The day that is printed, with the year that the attribute adds; "" where there is none."""
    printed = next((one.value for one in find_dates(words) if one.value.count("-") > 1), "")
    given = next((one.value for one in find_dates(value) if len(one.value) == 10), "")
    if printed.startswith("--"):
        return given[:4] + printed[1:] if given else printed
    return printed or given


def _home(holders: Sequence[Holder], at: int, with_prose: frozenset[int]) -> int | None:
    while holders[at].tag not in _NO_POST:
        if at in with_prose:
            return at
        if not at:
            return None
        at = holders[at].within
    return None


def _drop_masthead(heads: list[_Head], around: dict[int, frozenset[int]]) -> list[_Head]:
    """The heads without the masthead's times, which speak for the whole report: they stand above all prose, in a part
    that holds all of it and has no further time.
    """
    first = min(around)
    everything = frozenset.intersection(*around.values())
    later = {head.within for head in heads if head.block > first}
    return [head for head in heads if head.within not in everything or head.within in later]


def _head_of(place: int, around: frozenset[int], heads: Sequence[_Head]) -> _Head | None:
    above = [head for head in heads if head.block <= place and head.within in around]
    return max(above, key=lambda head: (head.within, head.block), default=None)


def _are_posts(days: Sequence[str]) -> bool:
    """Whether days one below the other are those of posts: more than one, and they run one way."""
    bare = [day[-5:] if any(one.startswith("--") for one in days) else day for day in days]
    up, down = (all(step(a, b) for a, b in pairwise(bare)) for step in (str.__le__, str.__ge__))
    return len(set(bare)) > 1 and (up or down)


def days_of_lines(lines: Sequence[Line], story: Sequence[int]) -> dict[int, str]:
    """The day of each line of a flattened story, where lines that are nothing but a date part it into posts."""
    if not story:
        return {}
    dated = [i for i in range(max(0, story[0] - 2), story[-1]) if _is_head(lines[i])]
    under = {i: max((head for head in dated if head < i), default=None) for i in story}
    heads = list(dict.fromkeys(head for head in under.values() if head is not None))
    days = {head: _day(lines[head].text, "") for head in heads}
    if len(heads) < _LEAST_LINES or not all(days.values()) or not _are_posts([days[head] for head in heads]):
        return {}
    return {i: days[head] for i, head in under.items() if head is not None}


def _is_head(line: Line) -> bool:
    return len(line.text) <= _LONGEST and is_date_line(line.text)

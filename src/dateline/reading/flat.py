"""Flattened text pages: every line is the story or furniture of a kind, told from words, shape and neighbours alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.model import Furniture, FurnitureKind
from dateline.reading.blocks import AFTER, STORY, prose, story_lines
from dateline.reading.clean import Kept
from dateline.reading.datelines import dateline
from dateline.reading.kinds import is_byline, kind_of
from dateline.reading.calendars import dates_in, is_date_line
from dateline.reading.layout import Facts, Layout
from dateline.reading.lines import Furnishing, Line, furnishing, lines_of
from dateline.reading.titles import find_title, glued_breadcrumb

_SIGN_OFF = re.compile(
    r"\s*\((?:(?:additional )?(?:reporting|writing|editing|compiled|reported|edited) by\b)[^()]{3,400}\)\s*$",
    re.IGNORECASE,
)
_INSIDE = ("advert", "navigation", "share", "sign-up", "reaction", "caption", "credit", "other")


def take_apart(text: str, title: str | None = None, facts: Facts = Facts()) -> Layout:
    """The layout of a flattened page. `title`: the headline where the user or the markup gives it."""
    lines = _unglued(lines_of(text))
    starts = [dateline(line.text, opening=False) is not None for line in lines]
    states, table = story_lines(lines, starts)
    story = [i for i in range(len(lines)) if states[i] == STORY and not _furniture_inside(lines[i], table[i])]
    return _sorted_out(lines, states, table, story, title, facts)


def _sorted_out(
    lines: Sequence[Line],
    states: Sequence[int],
    table: Sequence[Furnishing | None],
    story: list[int],
    given: str | None,
    facts: Facts,
) -> Layout:
    first = story[0] if story else len(lines)
    story = _without_repeats(lines, story)
    title_at = _title_at(lines, table, story, given)
    kept: list[Kept] = []
    furniture: list[Furniture] = []
    head: list[str] = []
    tail: list[str] = []
    inside = set(story)
    last = story[-1] if story else -1
    for i, line in enumerate(lines):
        if i == title_at:
            kept.append(Kept("title", line.text, line.start))
        elif i in inside and not (i <= first + 3 and _masthead(line)):
            _keep(line, kept, furniture, tail)
        else:
            kind = kind_of(line, table[i])
            furniture.append(Furniture(kind, line.text, line.start))
            near = states[i] != AFTER and first - i < 25 or i - last <= 12
            if near and kind in ("byline", "date-line", "contributor", "legal", "credit", "other"):
                (tail if i > last else head).append(line.text)
    title = given or (lines[title_at].text if title_at is not None else facts.title)
    return Layout(tuple(kept), tuple(furniture), title, tuple(head), tuple(tail), facts)


def _unglued(lines: list[Line]) -> list[Line]:
    """What flattening ran together becomes lines of their own: a breadcrumb before the headline, a labelled date."""
    out: list[Line] = []
    for i, line in enumerate(lines):
        later = [other.text for other in lines[i + 1 : i + 6]]
        place = glued_breadcrumb(line.text, later) if i < 30 else None
        if place is not None:
            out.extend(_split(line, ((0, place[0], "breadcrumb"), (*place, None), (place[1], len(line.text), "navigation"))))
        elif (end := _labelled_date(line)) is not None:
            out.extend(_split(line, ((0, end, "date-line"), (end, len(line.text), None))))
        else:
            out.append(line)
    return out


def _split(line: Line, pieces: Sequence[tuple[int, int, FurnitureKind | None]]) -> Iterator[Line]:
    for start, end, hint in pieces:
        words = line.text[start:end].strip()
        if words:
            start += line.text[start:end].index(words)
            yield Line(words, None if line.start is None else line.start + start, hint)


def _labelled_date(line: Line) -> int | None:
    """Where a date with its label ends at the start of a furniture line ("date 2023-09 How did you like ...")."""
    if furnishing(line) is None and len(line.text) > 200:
        return None
    for item in dates_in(line.text[:60])[:1]:
        label = line.text[: item.start].strip(" :|-")
        if label and len(line.text) > item.end + 8 and is_date_line(line.text[: item.end]):
            return item.end
    return None


def _furniture_inside(line: Line, row: Furnishing | None) -> bool:
    return line.hint is not None or (row is not None and row.kind in _INSIDE and prose(line, row) < 1.0)


def _masthead(line: Line) -> bool:
    return is_date_line(line.text) or is_byline(line.text)


def _without_repeats(lines: Sequence[Line], story: list[int]) -> list[int]:
    """Of a long line that stands twice (captions, pull quotes) the second is furniture, unless it is a short refrain."""
    seen: set[str] = set()
    out = []
    for i in story:
        key = lines[i].folded
        if len(key) > 60 and key in seen:
            continue
        seen.add(key)
        out.append(i)
    return out


def _title_at(
    lines: Sequence[Line], table: Sequence[Furnishing | None], story: list[int], given: str | None
) -> int | None:
    if given:
        wanted = Line(given).folded
        same = [i for i, line in enumerate(lines[:200]) if line.folded == wanted]
        if same:
            above = [i for i in same if not story or i <= story[0]]
            return above[-1] if above else same[0]
    if not story:
        return None
    vocabulary = frozenset(word.lower() for i in story for word in lines[i].words if len(word) > 3)
    opening = lines[story[0]]
    if (
        not opening.ends_sentence
        and len(opening.words) < 25
        and len(story) > 1
        and dateline(opening.text, opening=True) is None
    ):
        above = find_title(lines, table, story[0], vocabulary)
        return above if above is not None and lines[above].folded == opening.folded else story[0]
    return find_title(lines, table, story[0], vocabulary)


def _keep(line: Line, kept: list[Kept], furniture: list[Furniture], tail: list[str]) -> None:
    """A line of the story without a desk's sign-off at its end."""
    end = len(line.text)
    if found := _SIGN_OFF.search(line.text):
        end = found.start()
        shift = None if line.start is None else line.start + end
        words = found[0].strip()
        furniture.append(Furniture("contributor", words, shift))
        tail.append(words)
    if end:
        kept.append(Kept("paragraph", line.text[:end], line.start))

"""Flattened text pages: every line is the story or furniture of a kind, told from words, shape and neighbours alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.model import Furniture, FurnitureKind
from dateline.reading.body.comments import find_comments_start
from dateline.reading.body.lookalikes import (
    leave_out_captions,
    leave_out_opening_lookalikes,
    leave_out_repeats,
    leave_out_unended,
    leave_out_writers_note,
)
from dateline.reading.body.posts import days_of_lines
from dateline.reading.body.story_lines import AFTER, STORY, find_story_lines, is_clock, prose_score
from dateline.reading.lines import (
    NO_METADATA,
    FurnitureRow,
    Kept,
    Layout,
    Line,
    PageMetadata,
    find_list_items,
    is_byline,
    is_people_line,
    line_kind,
    match_furniture,
    split_lines,
)
from dateline.reading.lines.calendar_dates import find_dates, is_date_line
from dateline.reading.lines.page_words import any_of
from dateline.reading.masthead import (
    find_dateline,
    find_glued_headline,
    find_headline_alone,
    find_outlet,
    find_sign_off,
    find_title,
)

_NEVER_STORY = (
    "advert",
    "navigation",
    "share",
    "sign-up",
    "reaction",
    "caption",
    "credit",
    "comment",
    "correction",
    "legal",
    "other",
)
_MASTHEAD = ("byline", "date-line", "contributor", "legal", "credit", "other")
_HEAD_REACH, _TAIL_REACH = 25, 14
_MOST_LINES, _SENTENCE, _TEXT = 12, 5, 25
_LABEL = re.compile(rf"\W{{0,3}}{any_of('date announced')}\b", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:, ?| )(?![ap]\.?m\b)[a-zà-ÿ]|, [A-ZÀ-Þ]")


def take_flat_apart(text: str, title: str | None = None, metadata: PageMetadata = NO_METADATA) -> Layout:
    """The layout of a flattened page. `title`: the headline where the user or the markup gives it."""
    lines = _split_glued(split_lines(text))
    starts = [find_dateline(line.text, opening=False) is not None for line in lines]
    states, table = find_story_lines(lines, starts)
    states = _cut_comments(lines, states)
    story = [i for i in range(len(lines)) if states[i] == STORY] or _find_brief(lines, table)
    story = _leave_out_furniture(lines, table, story)
    story = leave_out_captions(lines, table, story)
    story = leave_out_opening_lookalikes(lines, story, starts)
    story = leave_out_repeats(lines, story)
    story = leave_out_unended(lines, story, find_list_items(lines, table))
    story = leave_out_writers_note(lines, story)
    title_at = _title_at(lines, table, story, title)
    title_at = find_headline_alone(lines, title_at) if title_at is not None else None
    if metadata.site_name is None:
        heading = title or (lines[title_at].text if title_at is not None else None)
        name = _outlet_beside_title(lines) or find_outlet(lines, heading, frozenset(story))
        metadata = replace(metadata, site_name=name)
    return _lay_out(lines, table, story, title_at, title, metadata)


def _find_brief(lines: Sequence[Line], table: Sequence[FurnitureRow | None]) -> list[int]:
    """The sentences of a page that is little more: news in a sentence or two, too short to stand out by themselves."""
    told = [i for i, line in enumerate(lines) if _is_sentence(line, table[i])]
    words = sum(len(lines[i].words) for i in told)
    every = sum(len(line.words) for line, row in zip(lines, table, strict=True) if row is None and _is_plain(line))
    return told if told and len(lines) <= _MOST_LINES and 2 * words > every else []


def _is_plain(line: Line) -> bool:
    return not is_byline(line.text) and not is_date_line(line.text)


def _is_sentence(line: Line, row: FurnitureRow | None) -> bool:
    """Whether a line is a sentence or more, or a whole text without line breaks, and not furniture for certain."""
    if row is not None and (row.whole or len(line.words) < _TEXT):
        return False
    ended = line.ends_sentence or line.sentences > 3
    return ended and len(line.words) >= _SENTENCE and not is_byline(line.text)


def _cut_comments(lines: Sequence[Line], states: list[int]) -> list[int]:
    """The states without the story's below the first comment; a story that begins there is one of comments alone."""
    first = next((i for i, state in enumerate(states) if state == STORY), None)
    at = find_comments_start(lines, first) if first is not None else None
    return states if at is None else [*states[:at], *(AFTER for _ in states[at:])]


def _outlet_beside_title(lines: Sequence[Line]) -> str | None:
    """The outlet's name that stood behind a headline which flattening ran into its breadcrumb."""
    name = next((line.text.strip(" -–—|") for line in lines[:40] if line.hint == "navigation"), "")
    return name or None


def _lay_out(
    lines: Sequence[Line],
    table: Sequence[FurnitureRow | None],
    story: list[int],
    title_at: int | None,
    given: str | None,
    metadata: PageMetadata,
) -> Layout:
    first, last = (story[0], story[-1]) if story else (len(lines), -1)
    inside = set(story)
    days = days_of_lines(lines, story)
    kept: list[Kept] = []
    furniture: list[Furniture] = []
    head: list[Furniture] = []
    tail: list[Furniture] = []
    for i, line in enumerate(lines):
        if i == title_at:
            kept.append(Kept("title", line.text, line.start))
        elif i in inside:
            tail.extend(_keep_line(line, kept, days.get(i)))
        else:
            item = Furniture(_kind(line, table[i], i, first, title_at), line.text, line.start)
            furniture.append(item)
            if item.kind in _MASTHEAD and max(first - _HEAD_REACH, (title_at or 0) - 2) <= i < last + _TAIL_REACH:
                (tail if i > last else head).append(item)
    furniture.extend(item for item in tail if item not in furniture)
    title = given or (lines[title_at].text if title_at is not None else metadata.title)
    return Layout(tuple(kept), tuple(furniture), title, tuple(head), tuple(tail), metadata)


def _kind(line: Line, row: FurnitureRow | None, i: int, first: int, title_at: int | None) -> FurnitureKind:
    kind = line_kind(line, row)
    between = i < first and (first - i <= 3 or (title_at is not None and i > title_at))
    if kind == "other" and between and is_people_line(line.text):
        return "byline"
    return kind


def _split_glued(lines: list[Line]) -> list[Line]:
    """What flattening ran together becomes lines of their own: a breadcrumb before the headline, a labelled date."""
    out: list[Line] = []
    for i, line in enumerate(lines):
        later = [other.text for other in lines[i + 1 : i + 6]]
        place = find_glued_headline(line.text, later) if i < 30 else None
        if place is not None:
            # The headline that stands clean below is the headline; the glued one repeats it.
            hint: FurnitureKind | None = "repeat" if line.text[place[0] : place[1]] in later else None
            out.extend(
                _split(line, ((0, place[0], "breadcrumb"), (*place, hint), (place[1], len(line.text), "navigation")))
            )
        elif (end := _find_labelled_date(line)) is not None:
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


def _find_labelled_date(line: Line) -> int | None:
    """Where a date with its label ends at the start of a furniture line ("date 2023-09 How did you like ...").

    A preposition is no label, and a sentence that goes on behind the date ("Published on 3 May, the report says") is
    one: nothing was run together.
    """
    if _LABEL.match(line.text) is None or (match_furniture(line.text) is None and len(line.text) > 200):
        return None
    for item in find_dates(line.text[:60])[:1]:
        label = line.text[: item.start].strip(" :|-")
        behind = line.text[item.end :]
        rest = sum(map(str.isalpha, behind))
        if label and rest >= 8 and not is_date_line(line.text) and is_date_line(line.text[: item.end]):
            return None if _GOES_ON.match(behind) else item.end
    return None


def _leave_out_furniture(lines: Sequence[Line], table: Sequence[FurnitureRow | None], story: list[int]) -> list[int]:
    """The story's lines without those that are surely something else, whatever stands around them."""
    out = []
    for place, i in enumerate(story):
        line, row = lines[i], table[i]
        edge = place < 6 or place >= len(story) - 3
        if line.hint is not None or (row is not None and row.kind in _NEVER_STORY and _is_sure(line, row)):
            continue
        if row is not None and row.kind == "contributor" and edge:
            continue
        if row is not None and row.kind == "related" and row.whole and not row.closes and not line.ends_sentence:
            continue
        if len(line.words) < 30 and (is_date_line(line.text) or (edge and is_byline(line.text))):
            continue
        out.append(i)
    return out


def _is_sure(line: Line, row: FurnitureRow) -> bool:
    return row.whole or prose_score(line, row) < 1.0


def _title_at(
    lines: Sequence[Line], table: Sequence[FurnitureRow | None], story: list[int], given: str | None
) -> int | None:
    if given:
        wanted = Line(given).folded
        same = next((i for i, line in enumerate(lines[:200]) if line.folded == wanted), None)
        if same is not None:
            return same
    if not story:
        return None
    vocabulary = frozenset(word.lower() for i in story for word in lines[i].words if len(word) > 3)
    first = story[0]
    above = find_title(lines, table, first, vocabulary)
    opening = lines[first]
    if len(story) > 1 and not opening.ends_sentence and len(opening.words) < 25 and above is None:
        return first if find_dateline(opening.text, opening=True) is None and not is_clock(opening.text) else None
    return above


def _keep_line(line: Line, kept: list[Kept], day: str | None) -> Iterator[Furniture]:
    """Keeps a line of the story without a desk's sign-off at its end; yields the sign-off."""
    end = len(line.text)
    if (found := find_sign_off(line.text)) is not None:
        end, at, words = found
        yield Furniture("contributor", words, None if line.start is None else line.start + at)
    if end:
        kept.append(Kept("paragraph", line.text[:end], line.start, day))

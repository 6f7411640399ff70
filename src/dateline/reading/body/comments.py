"""Readers' comments below a story: where they begin, told from the heads that each of them has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.reading.lines import Line
from dateline.reading.lines.calendar_dates import find_dates, is_date_line
from dateline.reading.lines.page_words import any_of

_SAID = re.compile(
    rf"^.{{2,80}}\b{any_of('comment head')}\s*[:–-]?$"
    r"|^.{2,60} on .{6,40} at \d{1,2}:\d\d.{0,20}$",
    re.I,
)
_AGO = re.compile(r"^\W*(?:\d+|an?|one|a few)\s+(?:min(?:ute)?|hour|hr|day|week|month|year)s? ago\b.{0,30}$", re.I)
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b")
_VOTES = re.compile(r"^(?:rating|score|votes?|likes?)\b.{0,12}\d+|^[+-]?\d+ (?:votes?|likes?|points?)\b", re.I)
_NAME = re.compile(r"^[^.!?,;:()]{2,32}$")
_LEAST, _REACH = 3, 14


def find_comments_start(lines: Sequence[Line], first: int) -> int | None:
    """The line at which a thread of comments begins below line `first` of the story; None if there is none.

    A head says who speaks and when ("... said on 3 May at 10:00:", or a name and below it a day with a clock time or
    "two days ago"): "The ministry said:" alone leads to a quotation. Three heads, none further than a few lines below
    the one before, are a thread; rolling reports have clock times without names.
    """
    heads = [i for i in range(first + 1, len(lines)) if _is_head(lines, i)]
    for k, i in enumerate(heads):
        run = 1
        while k + run < len(heads) and heads[k + run] - heads[k + run - 1] <= _REACH:
            run += 1
        if run >= _LEAST:
            return i
    return None


def _is_head(lines: Sequence[Line], i: int) -> bool:
    text = lines[i].text
    if len(text) > 90 or lines[i].ends_sentence:
        return False
    if _SAID.match(text) and (find_dates(text) or (i + 1 < len(lines) and _is_moment(lines[i + 1].text))):
        return True
    if _VOTES.match(text):
        return i + 1 < len(lines) and _NAME.match(lines[i + 1].text) is not None
    return (
        i + 1 < len(lines)
        and _NAME.match(text) is not None
        and not is_date_line(text)
        and _is_moment(lines[i + 1].text)
    )


def _is_moment(text: str) -> bool:
    return _AGO.match(text) is not None or (
        is_date_line(text) and _CLOCK.search(text) is not None and bool(find_dates(text))
    )

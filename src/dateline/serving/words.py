"""The words that show a line: cut from one report, with the sentence around them."""

from __future__ import annotations

import functools
import re
from calendar import day_name
from dataclasses import dataclass
from typing import Any, Protocol

from dateline.exporting.phrases import day, is_date
from dateline.linking.sentences import sentences_in
from dateline.model import Span

_AROUND = 180
"""Code points that are read on either side of the words."""
_TIME_OF_DAY = re.compile(r"(?<=\d)T.+$")
_SOME_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")


@dataclass(frozen=True, slots=True)
class Words:
    """`exact` is `text[start:end]` of the report `report`, which `outlet` printed; `before` and `after` stand around it
    in its sentence. `source`: the letter of the independent text on the page of a story, else ""."""

    report: str
    outlet: str
    start: int
    end: int
    exact: str
    before: str = ""
    after: str = ""
    source: str = ""


def day_words(value: str | None) -> str:
    """A time for a reader: "15 September 2023"; "a Friday" where nobody knows of which week; "" of what no calendar
    has ("now", "four days")."""
    known = _TIME_OF_DAY.sub("", value or "")
    if known and is_date(known):
        spoken = day(known)
        return spoken.words if spoken else ""
    found = _SOME_WEEKDAY.match(value or "")
    return f"a {day_name[int(found[1]) - 1]}" if found else ""


class Printed(Protocol):
    """What the name of an outlet is made of; the columns of `reports` that have it."""

    @property
    def outlet(self) -> str | None: ...
    @property
    def address(self) -> str | None: ...
    @property
    def given_id(self) -> str | None: ...
    @property
    def report(self) -> str: ...


def window(start: str, end: str, text: str = "reports.text") -> str:
    """SQL that cuts words with what stands around them; `around` takes it apart."""
    first = f"CASE WHEN {start} > {_AROUND} THEN {start} - {_AROUND} ELSE 0 END"
    return (
        f"{start} AS span_start, {end} AS span_end, "
        f"substr({text}, {first} + 1, {end} + {_AROUND} - ({first})) AS span_window"
    )


def printed(table: str = "reports") -> str:
    """SQL for what the name of an outlet is made of."""
    return f"{table}.id AS report, {table}.outlet, {table}.address, {table}.given_id"


def cut(row: Any, source: str = "") -> Words:
    """The words of a row that `window` and `printed` were asked for."""
    start, end, held = row.span_start, row.span_end, row.span_window or ""
    inside = min(start, _AROUND)
    before, after = _around_cut(row.report, held, inside, inside + end - start, cut_off=start > inside)
    exact = held[inside : inside + end - start]
    return Words(row.report, outlet_name(row), start, end, exact, before, after, source)


def cut_text(text: str, start: int, end: int, report: str, outlet: str) -> Words:
    """The words at `text[start:end]` of a report that is at hand."""
    first = max(0, start - _AROUND)
    before, after = _around(text[first : end + _AROUND], start - first, end - first, cut_off=first > 0)
    return Words(report, outlet, start, end, text[start:end], before, after)


def outlet_name(row: Printed) -> str:
    """Who printed it: the outlet, or failing that the host of its address, the user's id, the page's id."""
    if row.outlet:
        return row.outlet
    host = re.match(r"https?://(?:[^/@]*@)?([^/:?#]+)", row.address or "")
    return (host[1].removeprefix("www.") if host else "") or row.given_id or f"page {row.report[:9]}"


@functools.lru_cache(maxsize=4_096)
def _around_cut(report: str, held: str, start: int, end: int, *, cut_off: bool) -> tuple[str, str]:  # noqa: ARG001
    """The same, once for all fields that rest on one clause: most of those on a page do. `report` keeps texts apart."""
    return _around(held, start, end, cut_off=cut_off)


def _around(held: str, start: int, end: int, *, cut_off: bool) -> tuple[str, str]:
    """What stands before and behind some words in their sentence. `cut_off`: the text goes on before the window."""
    touched = [one for one in sentences_in(held, Span(0, len(held))) if one.start < end and start < one.end]
    first = min([start, *(one.start for one in touched)])
    last = max([end, *(one.end for one in touched)])
    before, after = held[first:start], held[end:last]
    if cut_off and before and not held[:first].strip():  # the first word may be a part of one
        before = f"…{before if first else before.partition(' ')[2]}"
    if not held[last:].strip() and len(held) - end >= _AROUND:
        after = f"{after.rpartition(' ')[0]}…"
    return before, after

"""Lines that an outlet prints on pages of any story ("Write to the editor"): furniture that one page alone cannot show.

What a page's reading took for its text stays as it is; only what was coded from such a line enters no story. So the
order in which pages came in changes nothing: which lines these are depends on all reports together.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from dateline.linking.words import body_spans
from dateline.model import Coded, Event, Report, Span, Statement

STORIES = 3
"""Stories on whose pages a line must stand. Two reports of an outlet may repeat a quotation, and the pages of one story
repeat whole paragraphs; no line of the news stands word for word in three different stories and names nobody.
"""
_LONGEST = 500
_WORD = re.compile(r"[^\W_]+(?:['’.@-][^\W_]+)*")
_BREAK = re.compile(r"(?:^|[.!?:…][\"'”’)\]]*\s+|^\W+)[\"'“‘(\[]*$")
_ENDS = re.compile(r"[.!?…][\"'”’)\]]*\s*$")


def line_keys(report: Report) -> dict[Span, int]:
    """The lines of a report that may be furniture by what they look like: those that are no sentence (a teaser, a
    button) or name nobody besides the outlet; each with a number that is the same on every page of the outlet.
    """
    keys = ((span, _key(report.outlet, report, span)) for span in body_spans(report))
    return {span: int.from_bytes(key[:8], "big") >> 1 for span, key in keys if key is not None}


def without_lines(report: Report, lines: Collection[Span]) -> Report:
    """The report without these lines among its parts."""
    if not lines:
        return report
    return replace(report, parts=tuple(part for part in report.parts if part.span not in lines))


def leave_out_repeats(coded: Mapping[str, Coded], lines: Mapping[str, Sequence[Span]]) -> dict[str, Coded]:
    """The codings without the events and statements whose words all stand in such lines."""
    return {name: _leave_out(one, lines[name]) if name in lines else one for name, one in coded.items()}


def _leave_out(one: Coded, lines: Sequence[Span]) -> Coded:
    coding = one.coding
    events = tuple(event for event in coding.events if not _stands_inside(_places(event), lines))
    statements = tuple(said for said in coding.statements if not _stands_inside(_places(said), lines))
    return replace(one, coding=replace(coding, events=events, statements=statements))


def _places(told: Event | Statement) -> tuple[Span, ...]:
    return (told.evidence, *told.mentions) if isinstance(told, Event) else told.content


def _stands_inside(places: Sequence[Span], lines: Sequence[Span]) -> bool:
    return bool(places) and all(any(line.contains(place) for line in lines) for place in places)


def _key(outlet: str | None, report: Report, span: Span) -> bytes | None:
    """A short name of a line of an outlet, the same however it is spaced and written; None if it is no furniture."""
    words = span.cut(report.text) if span.end - span.start <= _LONGEST else ""
    if not outlet or not words or not _may_be_furniture(words, outlet):
        return None
    line = " ".join(_WORD.findall(words)).casefold()
    return hashlib.blake2b(f"{outlet.casefold()}\n{line}".encode("utf-8", "replace"), digest_size=12).digest()


def _may_be_furniture(words: str, outlet: str) -> bool:
    return not _ENDS.search(words) or not _names_somebody(words, outlet)


def _names_somebody(words: str, outlet: str) -> bool:
    """Whether a word in mid-sentence is written as a name and is not the outlet's own."""
    own = set(_WORD.findall(outlet.casefold()))
    for found in _WORD.finditer(words):
        word = found[0]
        if (
            word[0].isupper()
            and word != "I"
            and word.casefold() not in own
            and not _BREAK.search(words[: found.start()])
        ):
            return True
    return False

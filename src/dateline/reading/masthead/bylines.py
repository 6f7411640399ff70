"""Who wrote it: the people in a byline (authorship), or the one whom a note below the story names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.reading.lines import Layout
from dateline.reading.lines.agencies import agency_named, find_agencies, find_glued_agency
from dateline.reading.lines.calendar_words import MONTHS, WEEKDAYS, one_of
from dateline.reading.lines.page_words import any_of

_NAME = rf"[A-ZÀ-Þ][\w'’.-]+(?: (?:{any_of('name particle')}|[A-ZÀ-Þ][\w'’.-]*\.?)){{1,3}}"
_LONGEST = 1000
"""Characters of a byline that are looked at: markup can call a whole column one."""
_PERSON = re.compile(rf"^{_NAME}$")
_BY = re.compile(rf"^(?:\W{{0,3}}){any_of('byline leads')}[: ]\s*(?P<rest>.{{2,160}})$", re.I)
_MONTH = one_of({month: number for month, number in MONTHS.items() if month != "may"})
_CUT = re.compile(
    rf"\s*(?:\||•|·|;| — | – |\s-\s|\b{any_of('byline ends')}\b|\bon (?={one_of(WEEKDAYS)})"
    rf"|\b(?:{_MONTH})\b\.? ?\d|\bmay \d|\d{{1,2}}[:/]\d|\bin [A-Z]|<|\bfor\b |\S+@\S+).*$",
    re.I,
)
_SPLIT = re.compile(r"\s*(?:,|&|\band\b|\bwith\b|/)\s*")
_JOB = re.compile(rf"\b{any_of('job')}\b", re.I)


def find_byline(layout: Layout) -> tuple[str, ...]:
    """Who wrote, by the page's byline lines and its metadata or, failing these, by a note below the story."""
    return find_byline_people([*layout.metadata.authors, *layout.lines("byline")]) or find_signer(
        layout.lines("contributor")
    )


def find_byline_people(lines: Iterable[str]) -> tuple[str, ...]:
    """Names of people in byline lines, in the order of print, each once; agencies and jobs are left out."""
    out: dict[str, None] = {}
    for line in lines:
        line = line[:_LONGEST]
        found = _BY.match(line)
        rest = found["rest"] if found else line
        for name in _people(_cut_agency(_CUT.sub("", rest))):
            out.setdefault(name)
    return tuple(out)


_SIGNED = re.compile(rf"^(?P<name>{_NAME}) {any_of('signs as')} ")


def find_signer(lines: Iterable[str]) -> tuple[str, ...]:
    """The person whom a note below the story names as its writer ("Jane Doe is a reporter for ...")."""
    found = (_SIGNED.match(line) for line in lines)
    return tuple(dict.fromkeys(m["name"] for m in found if m is not None))


def _cut_agency(words: str) -> str:
    for _, start, _ in find_agencies(words):
        return words[:start]
    behind = find_glued_agency(words)
    return words[: behind[1]] if behind else words


def _people(words: str) -> Iterable[str]:
    for piece in _SPLIT.split(words):
        name = " ".join(piece.split()).strip(" .,")
        if name.isupper():
            name = name.title()
        if _PERSON.match(name) and not _JOB.search(name) and agency_named(name) is None:
            yield name

"""Who wrote it: the people in a byline (authorship), or the one whom a note below the story names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from dateline.model import Furniture
from dateline.reading.lines import Layout
from dateline.reading.lines.agencies import agency_named, find_agencies, find_glued_agency
from dateline.reading.lines.calendar_words import MONTHS, WEEKDAYS, one_of
from dateline.reading.lines.page_words import any_of
from dateline.reading.masthead.people import NAME, cut_job, is_pen_name, is_person, is_publisher

_LONGEST = 1000
"""Characters of a byline that are looked at: markup can call a whole column one."""
_BY = re.compile(rf"^(?:\W{{0,3}}{any_of('byline leads')}(?:\s*:\s*|\s+))+(?P<rest>.{{2,160}})$", re.I)
_LABEL = re.compile(rf"^\W{{0,3}}(?:{any_of('byline leads')}|{any_of('byline label')})\W{{0,3}}$", re.I)
_MONTH = one_of({month: number for month, number in MONTHS.items() if month != "may"})
_CUT = re.compile(
    rf"\s*(?:\||•|·|;|\(|\[| — | – |\s-\s|\b{any_of('byline ends')}\b|\bon (?={one_of(WEEKDAYS)}|{_MONTH}|\d)"
    rf"|\b(?:{_MONTH})\b\.? ?\d|\bmay \d|\d{{1,2}}[:/.]\d|\bin [A-Z]|<|\bfor\b |\S*@\S+|https?:).*$",
    re.I,
)
_SPLIT = re.compile(rf"\s*(,|&|\+|\b{any_of('between writers')}\b(?!\.)|/)\s*")
_AGENCY = re.compile(rf"\b{any_of('agency opens')}\b", re.I)
_ABOUT = re.compile(rf"^{any_of('about opens')}\b:?\s*", re.I)


def find_byline(layout: Layout, outlet: str | None = None) -> tuple[str, ...]:
    """Who wrote: by the byline printed above the story and the page's markup; failing these, by the parts of the page
    that are named for its author, a pen name in them, a byline or a note below the story.

    Where print and markup name others, the print counts: markup often names whoever put the text online. `outlet` and
    the page's publishers write nothing.
    """
    data = layout.metadata
    houses = tuple(filter(None, (outlet, *data.publishers)))
    marked = find_byline_people(data.authors, houses)
    above = [*_printed_together(layout.head), tuple(_labelled(layout))]
    runs = [names for lines in above if (names := find_byline_people(lines, houses))]
    if runs:
        agreed = next((names for names in runs if _share(names, marked)), None)
        return _each_once((*agreed, *marked)) if agreed else runs[0]
    if any(_names_agency_alone(line) for lines in above for line in lines):
        return ()
    below = [item.text for item in layout.tail if item.kind == "byline"]
    notes = layout.lines("contributor")
    return (
        marked
        or find_byline_people(data.signed, houses)
        or _pen_names((*data.signed, *(line for lines in above for line in lines)), houses)
        or find_byline_people(below[:1], houses)
        or find_signer(notes)
        or find_byline_people(_reporting(notes), houses)
    )


def _printed_together(head: Iterable[Furniture]) -> list[tuple[str, ...]]:
    """The bylines above the story, those together that nothing divides: what comes after a date or a second "By" may
    be other stories'.
    """
    runs: list[list[str]] = [[]]
    for item in head:
        if item.kind != "byline" or (_BY.match(item.text) and any(map(_BY.match, runs[-1]))):
            runs.append([])
        if item.kind == "byline":
            runs[-1].append(item.text)
    return [tuple(run) for run in runs if run]


def _share(some: Iterable[str], others: Iterable[str]) -> bool:
    known = [f" {_fold(name)} " for name in others]
    return any(f" {_fold(name)} " in other or other in f" {_fold(name)} " for name in some for other in known)


def find_byline_people(lines: Iterable[str], houses: Collection[str] = ()) -> tuple[str, ...]:
    """Names of people in byline lines, in the order of print, each once; agencies, jobs and `houses` are left out."""
    found = (name for line in lines for name in _people(_cut_agency(_names_part(line))))
    return _each_once(name for name in found if not is_publisher(name, houses))


_SIGNED = re.compile(rf"^(?P<name>{NAME}) {any_of('signs as')} ")


def find_signer(lines: Iterable[str]) -> tuple[str, ...]:
    """The person whom a note below the story names as its writer ("Jane Doe is a reporter for ...")."""
    found = (_SIGNED.match(line) for line in lines)
    return tuple(dict.fromkeys(m["name"] for m in found if m is not None))


_REPORTING = re.compile(rf"\(?{any_of('reporting leads')}\s*:? (?P<who>[^;:()]{{4,120}})", re.IGNORECASE)


def _reporting(lines: Iterable[str]) -> Iterator[str]:
    """Who reported, by the sign-off of a desk ("(Reporting by ...; Editing by ...)")."""
    return (found["who"] for line in lines if (found := _REPORTING.match(line)) is not None)


def _names_part(line: str) -> str:
    """What a byline has beside "By" and what stands behind the names."""
    line = line[:_LONGEST]
    found = _BY.match(line)
    return _ABOUT.sub("", _CUT.sub("", found["rest"] if found else line))


def _names_agency_alone(line: str) -> bool:
    if _BY.match(line) is None:
        return False
    return any(True for _ in find_agencies(line)) or _AGENCY.search(line) is not None


def _labelled(layout: Layout) -> Iterator[str]:
    """Lines right below one that only says that a writer's name follows ("Author")."""
    for lines in ([item.text for item in layout.head], layout.dated):
        for label, line in pairwise(lines):
            if _LABEL.match(label) is not None:
                yield line


def _pen_names(lines: Iterable[str], houses: Collection[str]) -> tuple[str, ...]:
    """The first single name that signs ("Posted by Harbourmaster")."""
    for line in lines:
        name = _names_part(line).strip(" .,:") if _BY.match(line) is not None else line
        if (
            is_pen_name(name)
            and _LABEL.match(name) is None
            and not is_publisher(name, houses)
            and agency_named(name) is None
        ):
            return (name,)
    return ()


def _cut_agency(words: str) -> str:
    for _, start, _ in find_agencies(words):
        return words[:start]
    behind = find_glued_agency(words)
    return words[: behind[1]] if behind else words


def _people(words: str) -> Iterator[str]:
    pieces = _SPLIT.split(words)
    for piece, before in zip(pieces[::2], ("", *pieces[1::2]), strict=True):
        whole = " ".join(piece.split()).strip(" .,:")
        name = cut_job(whole)
        if before == "," and name != whole:
            continue  # ", AP Auto Writer": what is left of a job is nobody
        half = len(name) // 2
        if name[:half] == name[half + 1 :]:  # the name and, under its picture, the name
            name = name[:half]
        if name.isupper():
            name = name.title()
        if is_person(name) and agency_named(name) is None:
            yield name


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    """Names in their order, each once; one that only holds another ("Ada Lund Oslo") is that one."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(_fold(name), name)
    return tuple(
        name
        for folded, name in first.items()
        if not any(folded.startswith(f"{other} ") or folded.endswith(f" {other}") for other in first)
    )


def _fold(name: str) -> str:
    """A name for comparing: small letters, no initials between first and last name."""
    words = name.lower().replace("’", "'").replace(".", "").split()
    return " ".join((words[0], *(word for word in words[1:-1] if len(word) > 1), *words[1:][-1:]))

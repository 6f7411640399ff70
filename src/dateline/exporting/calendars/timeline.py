"""Dated happenings as a timeline: the JSON of TimelineJS 3, every date as exact as it is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import TextIO

import msgspec

from dateline.exporting.calendars import Dated, dated
from dateline.exporting.codebook_tables import codebook_of
from dateline.exporting.formats import Format, Written, as_text
from dateline.exporting.row_words import address, covered, evidence, headline, source
from dateline.exporting.selection import Selection

NAME = "timeline"


def formats() -> tuple[Format, ...]:
    """One format, in files that end in .json."""
    what = "a timeline for a web page: the JSON of TimelineJS 3"
    files = {".json": as_text(write)}
    return (Format(NAME, what, files, tables=("happenings", "events"), codebook=codebook_of(NAME)),)


def write(selection: Selection, out: TextIO) -> Written:
    """Writes one timeline, a slide for each row that has days."""
    slides, left = 0, 0
    titles = {story.id: story.title for story in selection.stories()} if selection.linked else {}
    title = {"text": {"headline": "What happened", "text": "Told by the pages of one record"}}
    out.write(f'{{"scale": "human", "title": {_json(title)}, "events": [')
    for one in dated(selection.rows()):
        if one is None:
            left += 1
            continue
        out.write(("," if slides else "") + "\n" + _json(_slide(one, titles)))
        slides += 1
    out.write("\n]}\n")
    return {"slides": slides, "left out without a day": left}


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode("utf-8")


def _slide(one: Dated, titles: Mapping[str, str]) -> dict[str, object]:
    row = one.row
    dates = {"start_date": _date(one.begin)}
    whole = _whole(one)
    if whole:
        dates = {"start_date": _date(whole)}
    elif one.end != one.begin:
        dates["end_date"] = _date(one.end)
    text = {"headline": escape(headline(row)), "text": "".join(_paragraphs(one))}
    return {**dates, "text": text, "group": escape(titles.get(row.story) or row.event.type), "unique_id": row.id}


def _whole(one: Dated) -> str:
    """The month or the year, where the days are all of it: TimelineJS then shows no day that nobody told."""
    for value in (one.begin[: len("2023-09")], one.begin[: len("2023")]):
        if covered(value) == (one.begin, one.end):
            return value
    return ""


def _date(value: str) -> dict[str, int]:
    return dict(zip(("year", "month", "day"), map(int, value.split("-")), strict=False))


def _paragraphs(one: Dated) -> Iterator[str]:
    """All words of pages are escaped: the reader takes this text for HTML."""
    row = one.row
    yield f"<p>“{escape(evidence(row))}”</p>"
    where = escape(source(row))
    if found := address(row):
        where = f'<a href="{escape(found, quote=True)}" rel="noopener nofollow">{where}</a>'
    counted = f"; {row.sources} independent sources on {row.reports} pages" if row.sources else ""
    yield f"<p>{where}{counted}</p>"

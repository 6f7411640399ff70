"""The page of a report: the article with its spans marked both ways, and how its date is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from dateline.exporting.marked import MarkedReport, mark_report
from dateline.exporting.marked_records import anchor_of
from dateline.exporting.marked_text import Mark
from dateline.model import Coded, Span
from dateline.serving import addresses
from dateline.serving.lines import OPENING, ReportLine, StoryLine, report_line, story_line
from dateline.serving.moved import gone_report
from dateline.serving.params import Params
from dateline.serving.questions import ask
from dateline.serving.rulings import Ruling, ruling
from dateline.serving.shelf import Moment
from dateline.serving.words import printed

PREFIX = "r"
_AT = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report with its coding, field by field, every span with its words; the story that it is in, and the pages that
    print the same text. `at`: the words that the address asks for; `judged`: what people said of events and statements,
    what they rejected and what does not hold any more among it."""

    line: ReportLine
    story: StoryLine | None
    copies: tuple[ReportLine, ...]
    at: tuple[int, int] | None
    judged: tuple[Ruling, ...]
    report: dict[str, Any]
    coding: dict[str, Any]
    _coded: Coded

    @property
    def coded(self) -> Coded:
        """The values behind it."""
        return self._coded


def report(moment: Moment, params: Params) -> ReportPage:
    """The page of the report whose id stands in the path. Raises NotFound."""
    reader, name = moment.connection, params.path["id"]
    rows = ask(
        reader,
        f"SELECT reports.number, {printed()}, {OPENING}, title, agency, published, events, statements, doubts "
        "FROM reports WHERE reports.id = :name",
        name=name,
    )
    if not rows:
        raise gone_report(reader, name)
    coded = moment.record.one(name)
    stories = ask(
        reader,
        "SELECT stories.number, stories.id, title, earliest, latest, reports, sources, copies, happenings "
        "FROM story_reports JOIN stories ON stories.number = story_reports.story "
        "WHERE story_reports.report = :number",
        number=rows[0].number,
    )
    copies = ask(
        reader,
        f"SELECT reports.number, {printed()}, {OPENING}, title, agency, published, events, statements, doubts "
        "FROM story_reports AS own JOIN story_reports AS other ON other.lineage = own.lineage "
        "JOIN reports ON reports.number = other.report "
        "WHERE own.report = :number AND other.report <> :number ORDER BY published, reports.id LIMIT 40",
        number=rows[0].number,
    )
    return ReportPage(
        line=report_line(rows[0]),
        story=story_line(stories[0]) if stories else None,
        copies=tuple(map(report_line, copies)),
        at=_place(params.one("at"), len(coded.report.text)),
        judged=tuple(map(ruling, moment.record.verdicts(name))) if _is_judged(moment, name) else (),
        report=coded.report.to_dict(),
        coding=coded.coding.to_dict(),
        _coded=coded,
    )


def _is_judged(moment: Moment, name: str) -> bool:
    """Nearly no report is, and then nothing is derived."""
    return bool(ask(moment.connection, "SELECT 1 FROM judgements WHERE report_id = :name LIMIT 1", name=name))


def marked(page: ReportPage) -> MarkedReport:
    """What the template draws of it."""
    also = (Mark(Span(*page.at), ("s-at",), anchor="at"),) if page.at else ()
    return mark_report(page.coded.report, page.coded.coding, PREFIX, also)


def linking(coded: Coded) -> str:
    """The styles by which words and cards show each other."""
    return mark_report(coded.report, coded.coding, PREFIX).linking


def anchor(span: Span) -> str:
    """The id of the words of a span."""
    return anchor_of(span, PREFIX)


def why_address(name: str, start: int, end: int) -> str:
    """Where the coder's reasons for a stretch of the text stand."""
    return f"{addresses.report(name)}/why?at={start}-{end}"


def _place(given: str, length: int) -> tuple[int, int] | None:
    found = _AT.fullmatch(given)
    if not found or not int(found[1]) < int(found[2]) <= length:
        return None
    return int(found[1]), int(found[2])

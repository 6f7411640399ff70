"""Reports, lineages and skipped pages as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.exporting.cells import Cell
from dateline.exporting.fields import whole_day
from dateline.exporting.table_rows import Reads
from dateline.model import Coded, Lineage, Report, Skipped, Story


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report with its coding, and the text that it prints where it is linked."""

    coded: Coded
    story: str = ""
    lineage: Lineage | None = None


@dataclass(frozen=True, slots=True)
class LineageRow:
    """One underlying text, its earliest report, and how many happenings it tells."""

    story: str
    lineage: Lineage
    first: Report
    happenings: int


def reports_of_stories(stories: Iterable[Story], one: Reads) -> Iterator[ReportRow]:
    """A row for every report, story by story, in the order of ids."""
    for story in stories:
        lineage_of = {report: line for line in story.lineages for report in line.reports}
        for report in story.reports:
            yield ReportRow(one(report), story.id, lineage_of.get(report))


def reports(coded: Iterable[Coded]) -> Iterator[ReportRow]:
    """A row for every report that is not linked."""
    return map(ReportRow, coded)


def lineages(stories: Iterable[Story], one: Reads) -> Iterator[LineageRow]:
    """A row for every independent text, story by story, the most printed first."""
    for story in stories:
        for line in sorted(story.lineages, key=lambda each: (-len(each.reports), each.id)):
            told = sum(line.id in happening.lineages for happening in story.happenings)
            yield LineageRow(story.id, line, one(line.first).report, told)


def read_report(row: ReportRow) -> dict[str, Cell]:
    """Every field of a report by its name."""
    report, coding, line = row.coded.report, row.coded.coding, row.lineage
    published = report.published
    window = published.window or (None, None)
    return {
        "id": report.id,
        "title": report.title,
        "outlet": report.outlet,
        "agency": report.agency.name if report.agency else None,
        "agency_how": report.agency.how if report.agency else None,
        "byline": report.byline,
        "dateline": report.dateline.place if report.dateline else None,
        "published": published.value,
        "published_day": whole_day(published.value),
        "published_time": published.time,
        "published_method": published.method,
        "declared": published.declared,
        "window_from": window[0],
        "window_to": window[1],
        "doubts": tuple(doubt.reason for doubt in published.doubts),
        **_date(report),
        "language": report.language,
        "uncoded": coding.uncoded or None,
        "story": row.story or None,
        "lineage": line.id if line else None,
        "first_of_lineage": line.first == report.id if line else None,
        "copies": len(line.reports) - 1 if line else None,
        "events": len(coding.events),
        "statements": len(coding.statements),
        "characters": len(report.text),
        "address": report.address or report.canonical,
        "canonical": report.canonical,
        "fetched": report.fetched,
        "given_id": report.given_id,
        "origin": report.origin or None,
        "notes": (*report.notes, *coding.notes),
    }


def read_lineage(row: LineageRow) -> dict[str, Cell]:
    """Every field of a lineage by its name."""
    line = row.lineage
    return {
        "id": line.id,
        "story": row.story,
        "agency": line.agency,
        "shown_by": line.shown_by,
        "first": line.first,
        "first_outlet": row.first.outlet,
        "first_title": row.first.title,
        **_date(row.first),
        "reports": len(line.reports),
        "copies": len(line.reports) - 1,
        "outlets": line.outlets,
        "happenings": row.happenings,
        "report_ids": line.reports,
    }


def read_skipped(row: Skipped) -> dict[str, Cell]:
    """Every field of a skipped page by its name."""
    return {
        "id": row.id,
        "reason": row.reason,
        "detail": row.detail or None,
        "origin": row.origin or None,
        "address": row.address,
        "given_id": row.given_id,
        "event_date": None,
        "event_date_basis": None,
    }


def _date(report: Report) -> dict[str, Cell]:
    date = report.published.value
    return {"event_date": date, "event_date_basis": "report" if date else None}

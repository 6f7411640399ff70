"""What came in and changed lately, for those who are told of it: as Atom and by the webhook of `dateline watch`."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from dateline.model import content_id
from dateline.serving import addresses
from dateline.serving.changes import Change, Side, find_changes
from dateline.serving.lines import ReportLine, report_lines
from dateline.serving.questions import ask

MOST = 50
"""Changes and, apart from them, reports."""


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell. `kind`: "status" (one changed) or "report" (one came in). `id` stays the same while its
    words stand; `day`: when the report that brought it was published; `address`: its page below `dateline serve`."""

    id: str
    kind: str
    title: str
    words: str
    day: str | None
    address: str


def latest_news(connection: Connection, most: int = MOST) -> tuple[News, ...]:
    """Status changes first, those that weigh most before others; then the reports that came in last."""
    last = ask(connection, "SELECT number FROM reports ORDER BY number DESC LIMIT :most", most=most)
    numbers = [row.number for row in last]
    reports = report_lines(connection, numbers)
    changes = map(_of_change, find_changes(connection, most))
    return (*changes, *(_of_report(reports[number]) for number in numbers))


def _of_change(change: Change) -> News:
    return News(
        content_id("n", *_mark(change.old), *_mark(change.new)),
        "status",
        f"{change.what}: {change.line}",
        "\n".join(filter(None, map(_quoted, (change.old, change.new)))),
        change.new.day,
        change.address,
    )


def _mark(side: Side) -> tuple[str, ...]:
    words = side.words
    return (side.told, words.report, str(words.start), str(words.end)) if words else (side.told, side.day)


def _quoted(side: Side) -> str:
    words = f' "{side.words.exact}" ({side.words.outlet})' if side.words else ""
    return f"{side.day[:10]} {side.told_words}:{words}"


def _of_report(report: ReportLine) -> News:
    words = f"{report.outlet}, {report.events:,} events, {report.statements:,} statements"
    return News(report.id, "report", report.title, words, report.published, addresses.report(report.id))

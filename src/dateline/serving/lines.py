"""Lines that many pages have: a story, a happening, a report, a statement, each with its address and its words."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row

from dateline.exporting.phrases import (
    happening_line,
    is_date,
    kind_of,
    sort_key,
    stance_words,
    told_words,
    vouching_word,
)
from dateline.serving import addresses
from dateline.serving.questions import ask_many
from dateline.serving.words import Words, cut, outlet_name, printed, window

_OPENING = 90


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story: how many pages tell it, from how many independent sources, and when."""

    id: str
    title: str
    address: str
    earliest: str | None
    latest: str | None
    reports: int
    sources: int
    copies: int
    happenings: int
    matched: int = 0
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class HappeningLine:
    """A happening: its line, how it is told, and the clause of the event that tells it as most sources do."""

    id: str
    story: str
    story_title: str
    address: str
    type: str
    mode: str | None
    line: str
    told: str
    told_words: str
    vouched: str
    day: str | None
    place: str | None
    sources: int
    reports: int
    sure: float
    words: Words | None


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report: who printed it, who wrote it, when, and where it stands."""

    id: str
    title: str
    address: str
    outlet: str
    agency: str | None
    published: str | None
    events: int
    statements: int
    doubts: int
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement: who says what to whom, in which words."""

    id: str
    speaker: str | None
    stance: str
    stance_words: str
    quotation: str
    addressee: str | None
    published: str | None
    address: str
    words: Words


def story_lines(connection: Connection, numbers: Iterable[int]) -> dict[int, StoryLine]:
    """Stories by the numbers of their rows."""
    sql = (
        "SELECT number, id, title, earliest, latest, reports, sources, copies, happenings FROM stories "
        "WHERE number IN :wanted"
    )
    return {row.number: story_line(row) for row in ask_many(connection, sql, numbers)}


def story_line(row: Row[Any], matched: int = 0, words: Words | None = None) -> StoryLine:
    """A row of stories as a line."""
    return StoryLine(
        row.id, row.title or "Without a headline", addresses.story(row.id), row.earliest, row.latest, row.reports,
        row.sources, row.copies, row.happenings, matched, words,
    )  # fmt: skip


def report_lines(connection: Connection, numbers: Iterable[int]) -> dict[int, ReportLine]:
    """Reports by the numbers of their rows."""
    sql = (
        f"SELECT reports.number, {printed()}, {OPENING}, title, agency, published, events, statements, doubts "
        "FROM reports WHERE reports.number IN :wanted"
    )
    return {row.number: report_line(row) for row in ask_many(connection, sql, numbers)}


OPENING = "substr(reports.text, 1, 120) AS opening"
"""SQL for what stands in place of a headline where a report has none; `opening` makes it of this."""


def opening(text: str | None) -> str:
    """The first words of a text in place of a headline: "“The ministers of Norland …”"."""
    words = " ".join((text or "").split())
    if not words:
        return "Without a headline"
    return f"“{words}”" if len(words) < _OPENING else f"“{words[:_OPENING].rpartition(' ')[0] or words[:_OPENING]} …”"


def report_line(row: Row[Any]) -> ReportLine:
    """A row of reports as a line."""
    return ReportLine(
        row.report, row.title or opening(row.opening), addresses.report(row.report), outlet_name(row), row.agency,
        row.published, row.events or 0, row.statements or 0, row.doubts or 0,
    )  # fmt: skip


_HAPPENINGS = (
    "SELECT happenings.number, happenings.id, happenings.type, happenings.mode, happenings.told, happenings.who, "
    "happenings.to_whom, happenings.day, happenings.place, happenings.sources, stories.id AS story, "
    "stories.title AS story_title FROM happenings JOIN stories ON stories.number = happenings.story "
    "WHERE happenings.number IN :wanted"
)
_TOLD_BY = (
    "SELECT happening_events.happening, events.number, events.told, events.nary, events.sure, events.report, "
    "events.evidence_end - events.evidence_start AS length "
    "FROM happening_events JOIN events ON events.number = happening_events.event "
    "WHERE happening_events.happening IN :wanted"
)
_CLAUSES = (
    f"SELECT events.number, {printed()}, {window('events.evidence_start', 'events.evidence_end')} "
    "FROM events JOIN reports ON reports.number = events.report WHERE events.number IN :wanted"
)


def happening_lines(connection: Connection, numbers: Sequence[int]) -> dict[int, HappeningLine]:
    """Happenings by the numbers of their rows, each with the clause that tells it as most do, most surely and best."""
    rows = ask_many(connection, _HAPPENINGS, numbers)
    events: dict[int, list[Row[Any]]] = {}
    for row in ask_many(connection, _TOLD_BY, numbers):
        events.setdefault(row.happening, []).append(row)
    told = {row.number: row.told for row in rows}
    chief = {
        number: min(held, key=lambda one: (one.told != told.get(number), -(one.sure or 0), -one.length, one.number))
        for number, held in events.items()
    }
    clauses = clauses_of(connection, (one.number for one in chief.values()))
    return {
        row.number: _happening(row, events.get(row.number, ()), clauses.get(chief[row.number].number))
        if row.number in chief
        else _happening(row, (), None)
        for row in rows
    }


def latest_first(connection: Connection, told: Mapping[int, str]) -> list[int]:
    """Happenings by the numbers of their rows, the latest first by the day that is shown of them; those of which no
    report gives a day come last, by the days of their events (`told`)."""
    rows = ask_many(connection, "SELECT number, day FROM happenings WHERE number IN :wanted", told)
    days = {row.number: _place_of(row.day) for row in rows}

    def place(number: int) -> tuple[bool, str, str, int]:
        shown = days.get(number, "")
        return bool(shown), shown, told[number], number

    return sorted(told, key=place, reverse=True)


@functools.lru_cache(maxsize=8_192)
def _place_of(day: str | None) -> str:
    """What sorts a day; "" of what no calendar has."""
    return sort_key(day) if day and is_date(day) else ""


def clauses_of(connection: Connection, events: Iterable[int]) -> dict[int, Words]:
    """The clause that tells each event, by the numbers of their rows."""
    return {row.number: cut(row) for row in ask_many(connection, _CLAUSES, events)}


def _happening(row: Row[Any], events: Sequence[Row[Any]], words: Words | None) -> HappeningLine:
    return HappeningLine(
        id=row.id,
        story=row.story,
        story_title=row.story_title or "Without a headline",
        address=f"{addresses.story(row.story)}?happening={row.id}#{row.id}",
        type=row.type,
        mode=row.mode,
        line=line_of(row, nary=any(one.nary for one in events)),
        told=row.told,
        told_words=told_words(row.told),
        vouched=vouching_word(row.told),
        day=row.day,
        place=row.place,
        sources=row.sources,
        reports=len({one.report for one in events}),
        sure=max((one.sure or 0.0 for one in events), default=1.0),
        words=words,
    )


def line_of(row: Any, *, nary: bool) -> str:
    """ "Attack on X by Y" of a row with type, mode, who and to_whom."""
    sides = [side.split(", ") if side else [] for side in (row.who, row.to_whom)]
    return happening_line(kind_of(row.type, row.mode), *sides, nary=nary)


_STATEMENTS = (
    "SELECT statements.number, statements.id, statements.stance, statements.quotation, reports.published, "
    f"actors.name AS speaker, heard.name AS addressee, {printed()}, "
    f"{window('statements.content_start', 'statements.content_end')} "
    "FROM statements JOIN reports ON reports.number = statements.report "
    "LEFT JOIN actors ON actors.number = statements.speaker "
    "LEFT JOIN actors AS heard ON heard.number = statements.addressee WHERE statements.number IN :wanted "
    "AND statements.content_start IS NOT NULL"
)


def statement_lines(connection: Connection, numbers: Iterable[int]) -> dict[int, StatementLine]:
    """Statements by the numbers of their rows."""
    return {row.number: _statement(row) for row in ask_many(connection, _STATEMENTS, numbers)}


def _statement(row: Row[Any]) -> StatementLine:
    return StatementLine(
        row.id, row.speaker, row.stance, stance_words(row.stance, row.quotation or ""), row.quotation or "",
        row.addressee, row.published, addresses.report(row.report, row.span_start, row.span_end), cut(row),
    )  # fmt: skip

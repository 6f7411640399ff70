"""Where somebody appears: as a side of an event, as one who says or denies it, as a speaker or a hearer.

Everything is read from columns: no report's text and no JSON is opened, so that a record of thousands of reports
answers at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Column, CompoundSelect, Connection, Row, Select, Table, func, literal, select, tuple_, union_all

from dateline.model import Naming
from dateline.recording import schema

Pair = tuple[str, str]
"""(report id, id of an event or a statement of it)"""

Part = Literal["actor", "recipient", "said", "denied", "speaker", "addressee"]

_MOST = 400  # values in one IN list: SQLite allows some thousands, and long lists are slow to prepare


@dataclass(frozen=True, slots=True)
class Appearance:
    """Somebody in one part of one event or statement (`id`) of one report. `start`: where the words stand."""

    naming: Naming
    part: Part
    report: str
    id: str
    start: int
    statement: str | None = None


def namings(connection: Connection) -> dict[Naming, int]:
    """Every way in which somebody is named, with how often."""
    everywhere = _everywhere(()).subquery()
    grouped = [everywhere.c[name] for name in ("name", "kind", "country", "office", "sectors", "wikidata", "story")]
    counted: dict[Naming, int] = {}
    for row in connection.execute(select(*grouped, func.count()).group_by(*grouped)):
        naming = _naming(row)
        counted[naming] = counted.get(naming, 0) + row[-1]
    return counted


def appearances(connection: Connection, wanted: Collection[Naming]) -> list[Appearance]:
    """Where these namings appear, by report and place in its text."""
    names = sorted({one.name for one in wanted})
    found: list[Appearance] = []
    for at in range(0, len(names), _MOST):
        for row in connection.execute(_everywhere(names[at : at + _MOST])):
            if (naming := _naming(row)) in wanted:
                found.append(Appearance(naming, row.part, row.report, row.id, row.start, row.statement))
    return sorted(found, key=lambda one: (one.report, one.start, one.id, one.part))


def _naming(row: Any) -> Naming:
    sectors = tuple(row.sectors.split("; ")) if row.sectors else ()
    return Naming(row.name, row.kind or "", row.country, row.office, sectors, row.wikidata, row.story)


def _everywhere(names: Sequence[str]) -> CompoundSelect[Any]:
    """Every place where somebody is named; with `names`, where it is one of these."""
    people, voices, said = schema.participants, schema.voices, schema.statements
    return union_all(
        _one_part(people, "name", people.c.side, people.c.event, literal(None), names),
        _one_part(voices, "speaker", voices.c.side, voices.c.event, voices.c.statement, names),
        _one_part(said, "speaker", literal("speaker"), said.c.id, literal(None), names),
        _one_part(said, "addressee", literal("addressee"), said.c.id, literal(None), names),
    )


def _one_part(
    table: Any, prefix: str, part: Any, id_: Column[str], statement: Any, names: Sequence[str]
) -> Select[Any]:
    column = table.c
    entities, stories = schema.entities, schema.story_reports
    name = column[prefix]
    query = (
        select(
            name.label("name"),
            entities.c.kind.label("kind"),
            *(column[f"{prefix}_{x}"].label(x) for x in ("country", "office", "sectors", "wikidata")),
            func.coalesce(stories.c.story, column.report).label("story"),
            part.label("part"),
            column.report.label("report"),
            id_.label("id"),
            column[f"{prefix}_start"].label("start"),
            statement.label("statement"),
        )
        .select_from(table)
        .outerjoin(entities, (entities.c.report == column.report) & (entities.c.id == column[f"{prefix}_entity"]))
        .outerjoin(stories, stories.c.report == column.report)
        .where(name.is_not(None))
    )
    return query.where(name.in_(names)) if names else query


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that the record holds of the events and statements in which somebody appears, as rows of its tables.

    Events and statements are known by (report id, own id); `happenings` and `utterances` say which of them are told of
    one thing; `reports` has the masthead and the lineage of each report.
    """

    appearances: tuple[Appearance, ...]
    reports: Mapping[str, Row[Any]]
    events: Mapping[Pair, Row[Any]]
    sides: Mapping[Pair, tuple[Row[Any], ...]]
    voices: Mapping[Pair, tuple[Row[Any], ...]]
    statements: Mapping[Pair, Row[Any]]
    contents: Mapping[Pair, tuple[Row[Any], ...]]
    happenings: Mapping[Pair, str]
    utterances: Mapping[Pair, str]


def gather(connection: Connection, wanted: Collection[Naming]) -> Gathered:
    """All that the record holds of those whom the namings name."""
    found = appearances(connection, wanted)
    events = {(one.report, one.id) for one in found if one.part not in ("speaker", "addressee")}
    said = {(one.report, one.id) for one in found if one.part in ("speaker", "addressee")}
    return Gathered(
        appearances=tuple(found),
        reports=_reports(connection, {one.report for one in found}),
        events=_single(connection, schema.events, events),
        sides=_several(connection, schema.participants, "event", events),
        voices=_several(connection, schema.voices, "event", events),
        statements=_single(connection, schema.statements, said),
        contents=_several(connection, schema.contents, "statement", said),
        happenings=_groups(connection, schema.happening_events, "event", "happening", events),
        utterances=_groups(connection, schema.wordings, "statement", "utterance", said),
    )


def _chunks(connection: Connection, query: Select[Any], key: Any, wanted: Collection[Any]) -> Iterator[Row[Any]]:
    ordered = sorted(wanted)
    for at in range(0, len(ordered), _MOST):
        yield from connection.execute(query.where(key.in_(ordered[at : at + _MOST])))


def _single(connection: Connection, table: Table, wanted: Collection[Pair]) -> dict[Pair, Row[Any]]:
    found = _chunks(connection, select(table), tuple_(table.c.report, table.c.id), wanted)
    return {(row.report, row.id): row for row in found}


def _several(
    connection: Connection, table: Table, key: str, wanted: Collection[Pair]
) -> dict[Pair, tuple[Row[Any], ...]]:
    rows: dict[Pair, list[Row[Any]]] = {}
    query = select(table).order_by(table.c.report, table.c[key], table.c.ordinal)
    for row in _chunks(connection, query, tuple_(table.c.report, table.c[key]), wanted):
        rows.setdefault((row.report, getattr(row, key)), []).append(row)
    return {pair: tuple(held) for pair, held in rows.items()}


def _groups(connection: Connection, table: Table, key: str, group: str, wanted: Collection[Pair]) -> dict[Pair, str]:
    """Of which group each is. Linking's tables are keyed by story, so the reports are asked for, which are few."""
    query = select(table.c.report.label("report"), table.c[key].label("id"), table.c[group].label("group_id"))
    rows = _chunks(connection, query, table.c.report, {report for report, _ in wanted})
    return {(row.report, row.id): row.group_id for row in rows if (row.report, row.id) in wanted}


def _reports(connection: Connection, wanted: Collection[str]) -> dict[str, Row[Any]]:
    columns, pages, stories = schema.reports.c, schema.pages, schema.story_reports
    query = (
        select(
            columns.id, columns.title, columns.outlet, columns.agency, columns.published, columns.address,
            columns.given_id, pages.c.origin, stories.c.story, stories.c.lineage,
        )
        .join(pages, pages.c.id == columns.id)
        .outerjoin(stories, stories.c.report == columns.id)
    )  # fmt: skip
    return {row.id: row for row in _chunks(connection, query, columns.id, wanted)}

"""Where somebody appears: as a side of an event, as one who says or denies it, as a speaker or a hearer.

Everything is read from columns, by the numbers of actors, which are indexed: no coding is opened, so that a record of
thousands of reports answers at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec
from sqlalchemy import CompoundSelect, Connection, Row, Select, and_, case, exists, func, literal, select, union_all

from dateline.model import Naming
from dateline.recording import schema

Pair = tuple[str, str]
"""(report id, id of an event or a statement of it)"""

Part = Literal["actor", "recipient", "said", "denied", "speaker", "addressee"]

_MOST = 400  # values in one IN list: SQLite allows some thousands, and long lists are slow to prepare


@dataclass(frozen=True, slots=True)
class Appearance:
    """Somebody in one part of one event or statement (`id`) of one report. `start`: where the words stand. `statement`:
    the id of the statement in which a voice says or denies an event."""

    naming: Naming
    part: Part
    report: str
    id: str
    start: int
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that the record holds of the events and statements in which somebody appears, as rows.

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


def namings(connection: Connection) -> dict[Naming, int]:
    """Every way in which somebody is named, with how often."""
    everywhere = _everywhere(()).subquery()
    grouped = [everywhere.c[name] for name in ("name", "kind", "country", "office", "sectors", "wikidata", "story")]
    counted: dict[Naming, int] = {}
    for row in connection.execute(select(*grouped, func.count()).group_by(*grouped)):
        naming = _naming(row)
        counted[naming] = counted.get(naming, 0) + row[-1]
    return counted


def gather(connection: Connection, wanted: Collection[Naming]) -> Gathered:
    """All that the record holds of those whom the namings name."""
    known = schema.actors
    names = sorted({one.name for one in wanted})
    actors = [row.number for row in _chunks(connection, select(known.c.number), known.c.name, names)]
    found: list[Appearance] = []
    events: dict[int, Pair] = {}
    said: dict[int, Pair] = {}
    for at in range(0, len(actors), _MOST):
        for row in connection.execute(_everywhere(actors[at : at + _MOST])):
            if (naming := _naming(row)) in wanted:
                found.append(Appearance(naming, row.part, row.report, row.id, row.start, row.statement))
                (said if row.part in ("speaker", "addressee") else events)[row.number] = (row.report, row.id)
    return Gathered(
        appearances=tuple(sorted(found, key=lambda one: (one.report, one.start, one.id, one.part))),
        reports=_reports(connection, {one.report for one in found}),
        events={events[row.number]: row for row in _chunks(connection, _EVENTS, schema.events.c.number, events)},
        sides=_several(connection, _SIDES, schema.participants.c.event, events),
        voices=_several(connection, _VOICES, schema.voices.c.event, events),
        statements={said[row.number]: row for row in _chunks(connection, _SAID, schema.statements.c.number, said)},
        contents=_several(connection, _CONTENTS, schema.contents.c.statement, said),
        happenings={events[row.of]: row.id for row in _chunks(connection, _TOLD, _TOLD_OF, events)},
        utterances={said[row.of]: row.id for row in _chunks(connection, _WORDED, _WORDED_OF, said)},
    )


def _naming(row: Any) -> Naming:
    sectors = tuple(msgspec.json.decode(row.sectors, type=list[str])) if row.sectors else ()
    return Naming(row.name, row.kind or "", row.country, row.office, sectors, row.wikidata, row.story)


# ------------------------------------------------------------------ who appears where


def _everywhere(actors: Sequence[int]) -> CompoundSelect[Any]:
    """Every place where somebody is named; with `actors`, where it is one of these (numbers of rows of `actors`)."""
    people, voices, said = schema.participants, schema.voices, schema.statements
    cited = schema.statements.alias("cited")
    of_voice = _one_part(schema.events, voices, "speaker", voices.c.speaker, voices.c.side, cited.c.id, actors)
    return union_all(
        _one_part(schema.events, people, "name", people.c.actor, people.c.side, literal(None), actors),
        of_voice.outerjoin(cited, cited.c.number == voices.c.statement),
        _one_part(said, said, "speaker", said.c.speaker, literal("speaker"), literal(None), actors),
        _one_part(said, said, "addressee", said.c.addressee, literal("addressee"), literal(None), actors),
    )


def _one_part(
    owner: Any, table: Any, prefix: str, actor: Any, part: Any, statement: Any, actors: Sequence[int]
) -> Select[Any]:
    """`owner` has the event or statement, `table` who takes part in it: the same table for statements."""
    known, entities, reports = schema.actors, schema.entities, schema.reports
    stories, members = schema.stories, schema.story_reports
    entity = table.c["entity" if prefix == "name" else f"{prefix}_entity"]
    query = select(
        known.c.name.label("name"),
        entities.c.kind.label("kind"),
        *(known.c[field].label(field) for field in ("country", "office", "sectors", "wikidata")),
        func.coalesce(stories.c.id, reports.c.id).label("story"),
        part.label("part"),
        reports.c.id.label("report"),
        owner.c.id.label("id"),
        owner.c.number.label("number"),
        table.c[f"{prefix}_start"].label("start"),
        statement.label("statement"),
    ).select_from(table)
    if owner is not table:
        query = query.join(owner, owner.c.number == table.c.event)
    query = (
        query.join(reports, reports.c.number == owner.c.report)
        .join(known, known.c.number == actor)
        .outerjoin(entities, entities.c.number == entity)
        .outerjoin(members, members.c.report == reports.c.number)
        .outerjoin(stories, stories.c.number == members.c.story)
    )
    return query.where(actor.in_(actors), ~_rejected(owner)) if actors else query


def _rejected(owner: Any) -> Any:
    """Whether a person rejects the event or the statement, and that holds."""
    verdicts = schema.verdicts
    of = verdicts.c["event" if owner is schema.events else "statement"]
    return exists().where(of == owner.c.number, verdicts.c.judged == "rejected", verdicts.c.stale.is_(None))


# ------------------------------------------------------------------ what is told there


def _cut(table: Any, prefix: str) -> Any:
    start, end = table.c[f"{prefix}_start"], table.c[f"{prefix}_end"]
    return func.substr(schema.reports.c.text, start + 1, end - start).label(f"{prefix}_exact")


def _known(actors: Any, prefix: str) -> list[Any]:
    fields = (actors.c[field].label(f"{prefix}_{field}") for field in ("country", "office", "wikidata"))
    return [actors.c.name.label(prefix), *fields]


def _judged(table: Any, name: str) -> Any:
    """A column as a person corrected it, where that holds; else as the program says."""
    held = schema.verdicts.c
    holds = and_(held.judged == "corrected", held.stale.is_(None))
    return case((holds, held[name]), else_=table.c[name]).label(name)


_SPEAKERS, _HEARERS = schema.actors.alias("speakers"), schema.actors.alias("hearers")
_EVENTS: Select[Any] = (
    select(
        schema.events.c.number, schema.events.c.id, schema.reports.c.id.label("report"),
        _judged(schema.events, "type"), _judged(schema.events, "mode"), _judged(schema.events, "told"),
        schema.events.c.sure, schema.events.c.nary,
        _judged(schema.events, "event_date"), schema.events.c.event_date_basis, schema.locations.c.name.label("place"),
        schema.events.c.evidence_start, schema.events.c.evidence_end, _cut(schema.events, "evidence"),
    )
    .join(schema.reports, schema.reports.c.number == schema.events.c.report)
    .outerjoin(schema.locations, schema.locations.c.number == schema.events.c.place)
    .outerjoin(schema.verdicts, schema.verdicts.c.event == schema.events.c.number)
)  # fmt: skip
_SIDES: Select[Any] = (
    select(schema.participants.c.event.label("of"), schema.participants.c.side, *_known(schema.actors, "name"))
    .join(schema.actors, schema.actors.c.number == schema.participants.c.actor)
    .order_by(schema.participants.c.event, schema.participants.c.side, schema.participants.c.ordinal)
)
_VOICES: Select[Any] = (
    select(schema.voices.c.event.label("of"), schema.voices.c.side, *_known(schema.actors, "speaker"))
    .join(schema.actors, schema.actors.c.number == schema.voices.c.speaker)
    .order_by(schema.voices.c.event, schema.voices.c.side, schema.voices.c.ordinal)
)
_SAID: Select[Any] = (
    select(
        schema.statements.c.number, schema.statements.c.id, schema.reports.c.id.label("report"),
        _judged(schema.statements, "stance"), schema.statements.c.when_earliest, schema.statements.c.when_latest,
        schema.statements.c.content_start, _cut(schema.statements, "content"), _cut(schema.statements, "cue"),
        *_known(_SPEAKERS, "speaker"), *_known(_HEARERS, "addressee"),
    )
    .join(schema.reports, schema.reports.c.number == schema.statements.c.report)
    .outerjoin(_SPEAKERS, _SPEAKERS.c.number == schema.statements.c.speaker)
    .outerjoin(_HEARERS, _HEARERS.c.number == schema.statements.c.addressee)
    .outerjoin(schema.verdicts, schema.verdicts.c.statement == schema.statements.c.number)
)  # fmt: skip
_CONTENTS: Select[Any] = (
    select(
        schema.contents.c.statement.label("of"), schema.contents.c.content_start, schema.contents.c.content_end,
        _cut(schema.contents, "content"),
    )
    .join(schema.statements, schema.statements.c.number == schema.contents.c.statement)
    .join(schema.reports, schema.reports.c.number == schema.statements.c.report)
    .order_by(schema.contents.c.statement, schema.contents.c.ordinal)
)  # fmt: skip
_TOLD_OF, _WORDED_OF = schema.happening_events.c.event, schema.wordings.c.statement
_TOLD: Select[Any] = select(_TOLD_OF.label("of"), schema.happenings.c.id).join(
    schema.happenings, schema.happenings.c.number == schema.happening_events.c.happening
)
_WORDED: Select[Any] = select(_WORDED_OF.label("of"), schema.utterances.c.id).join(
    schema.utterances, schema.utterances.c.number == schema.wordings.c.utterance
)


def _chunks(connection: Connection, query: Select[Any], key: Any, wanted: Collection[Any]) -> Iterator[Row[Any]]:
    ordered = sorted(wanted)
    for at in range(0, len(ordered), _MOST):
        yield from connection.execute(query.where(key.in_(ordered[at : at + _MOST])))


def _several(
    connection: Connection, query: Select[Any], key: Any, wanted: Mapping[int, Pair]
) -> dict[Pair, tuple[Row[Any], ...]]:
    rows: dict[Pair, list[Row[Any]]] = {}
    for row in _chunks(connection, query, key, wanted):
        rows.setdefault(wanted[row.of], []).append(row)
    return {pair: tuple(held) for pair, held in rows.items()}


def _reports(connection: Connection, wanted: Collection[str]) -> dict[str, Row[Any]]:
    columns, pages = schema.reports.c, schema.pages
    members, lineages, stories = schema.story_reports, schema.lineages, schema.stories
    query: Select[Any] = (
        select(
            columns.id, columns.title, columns.outlet, columns.agency, columns.published, columns.address,
            columns.given_id, pages.c.origin, stories.c.id.label("story"), lineages.c.id.label("lineage"),
        )
        .join(pages, pages.c.number == columns.number)
        .outerjoin(members, members.c.report == columns.number)
        .outerjoin(stories, stories.c.number == members.c.story)
        .outerjoin(lineages, lineages.c.number == members.c.lineage)
    )  # fmt: skip
    return {row.id: row for row in _chunks(connection, query, columns.id, wanted)}

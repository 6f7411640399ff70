"""The judgements of a record: only ever added; what holds after them is derived and kept beside, for whoever asks by
SQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, delete, insert, select

from dateline.judging import undone_by, verdicts
from dateline.model import Coded, Happening, Judgement, Story
from dateline.recording import schema
from dateline.recording.canon import from_json
from dateline.recording.judgement_rows import judgement_row, verdict_row
from dateline.recording.numbering import Numbering, in_parts

_OF_LINKING = ("correct", "reject", "split", "join")


def read_judgements(connection: Connection, reports: Sequence[str] | None = None) -> list[Judgement]:
    """All judgements, or those on events and statements of these reports; in no order."""
    table = schema.judgements
    query = select(table.c.value)
    if reports is None:
        return [from_json(value, Judgement) for value in connection.scalars(query)]
    found = (
        value for some in in_parts(reports) for value in connection.scalars(query.where(table.c.report_id.in_(some)))
    )
    return [from_json(value, Judgement) for value in found]


def add_judgements(numbering: Numbering, judgements: Iterable[Judgement]) -> list[Judgement]:
    """Adds those that are not there; gives them. What is there stays as it is."""
    table, connection = schema.judgements, numbering.connection
    new = {one.id: one for one in judgements}
    for some in in_parts(sorted(new)):
        for known in connection.scalars(select(table.c.id).where(table.c.id.in_(some))):
            del new[known]
    if new:
        rows = [{"number": numbering.next(table), **judgement_row(one)} for one in new.values()]
        connection.execute(insert(table), rows)
    return list(new.values())


def write_verdicts(numbering: Numbering, coded: Iterable[Coded]) -> None:
    """Derives the verdicts on these reports anew. `coded`: as the program codes them."""
    connection = numbering.connection
    for one in coded:
        name = one.report.id
        number = connection.scalars(select(schema.reports.c.number).where(schema.reports.c.id == name)).one()
        connection.execute(delete(schema.verdicts).where(schema.verdicts.c.report == number))
        found = verdicts(one, read_judgements(connection, [name]))
        if not found:
            continue
        numbering.known(schema.reports)[name] = number
        for table in (schema.events, schema.statements):
            numbering.meet(table, table.c.report == number)
        numbering.insert((schema.verdicts,), {"verdicts": [verdict_row(each, one) for each in found]})


def judged_reports(connection: Connection, among: Sequence[str]) -> list[str]:
    """Those of these reports on which a judgement was made, sorted."""
    wanted = schema.judgements.c.report_id
    found = (name for some in in_parts(among) for name in connection.scalars(select(wanted).where(wanted.in_(some))))
    return sorted(set(found))


def judgements_of_linking(connection: Connection) -> list[str]:
    """The ids of all judgements in force that change what is linked, sorted."""
    table = schema.judgements
    linked = table.c.kind != "actor"  # who is one actor is asked when it is shown
    rows = connection.execute(select(table.c.id, table.c.act, table.c.value).where(linked)).all()
    if not rows:
        return []
    undone = undone_by(from_json(row.value, Judgement) for row in rows if row.act == "undo")
    return sorted(row.id for row in rows if row.act in _OF_LINKING and row.id not in undone)


def rejected_events(connection: Connection) -> set[tuple[str, str]]:
    """(report id, event id) of every event that is rejected."""
    table, reports = schema.verdicts, schema.reports
    query = select(reports.c.id.label("report_id"), table.c.id).join(reports, reports.c.number == table.c.report)
    rejected = query.where(table.c.kind == "event", table.c.judged == "rejected", table.c.stale.is_(None))
    return {(row.report_id, row.id) for row in connection.execute(rejected)}


def without_events(story: Story, rejected: set[tuple[str, str]]) -> Story:
    """The story, linked before these events were rejected, without them: a happening that has no others is left out."""
    if not rejected or not any(pair in rejected for one in story.happenings for pair in one.events):
        return story

    def left(one: Happening) -> Happening:
        events = tuple(pair for pair in one.events if pair not in rejected)
        return one if len(events) == len(one.events) else replace(one, events=events)

    kept = tuple(one for one in map(left, story.happenings) if one.events)
    return replace(story, happenings=kept)

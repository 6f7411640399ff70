"""Which reports the stories of a record are made of, and what the record notes about it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, insert, select

from dateline.recording import schema
from dateline.recording.keys import target_of


def digest_of(reports: Iterable[str]) -> str:
    """One hash for a set of report ids: the note under "linked" is that of the reports that were linked."""
    return hashlib.sha256("\n".join(sorted(reports)).encode()).hexdigest()


def select_linked() -> Select[Any]:
    """The ids of the reports that are in a story."""
    stood = select(schema.story_reports.c.report)
    return select(schema.reports.c.id).where(schema.reports.c.number.in_(stood))


def note_linked(connection: Connection, judged: Iterable[str] = ()) -> None:
    """Notes that the reports that are in stories now are those that were linked, and by which judgements."""
    notes = {"linked": digest_of(connection.scalars(select_linked())), "judgements linked": digest_of(judged)}
    connection.execute(delete(schema.about).where(schema.about.c.key.in_(notes)))
    connection.execute(insert(schema.about), [{"key": key, "value": note} for key, note in notes.items()])


def of_story(table: Table, number: int) -> Any:
    """What holds for the rows of a table of linking that belong to a story."""
    if table is schema.stories:
        return table.c.number == number
    if "story" in table.c:
        return table.c.story == number
    first = next(iter(table.primary_key.columns)) if "number" not in table.c else table.c.happening
    parent = target_of(first)
    assert parent is not None, table.name
    return first.in_(select(parent.c.number).where(of_story(parent, number)))

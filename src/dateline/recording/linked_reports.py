"""Which reports the stories of a record are made of, and what the record notes about it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, func, insert, select

from dateline.recording import schema
from dateline.recording.keys import target_of

_BITS = 256
_SUM = "+"
"""How a note begins that is a sum; those that older versions wrote are one hash of all ids."""


def digest_of(reports: Iterable[str]) -> str:
    """One hash for a set of ids."""
    return hashlib.sha256("\n".join(sorted(reports)).encode()).hexdigest()


def sum_of(reports: Iterable[str], before: str = f"{_SUM}0") -> str:
    """One number for a set of ids: the sum of their hashes, so that it is known for some more without all others.
    `before`: that of the others.
    """
    total = sum((int(hashlib.sha256(one.encode()).hexdigest(), 16) for one in reports), int(before[1:], 16))
    return f"{_SUM}{total % 2**_BITS:x}"


def is_noted(note: str, reports: Iterable[str]) -> bool:
    """Whether a note under "linked" is that of these reports."""
    return note == (sum_of(reports) if note.startswith(_SUM) else digest_of(reports))


def select_linked() -> Select[Any]:
    """The ids of the reports that are in a story."""
    stood = select(schema.story_reports.c.report)
    return select(schema.reports.c.id).where(schema.reports.c.number.in_(stood))


def is_stale(connection: Connection, judged: Iterable[str]) -> bool:
    """Whether reports or judgements (`judged`: those in force that change what is linked) came after the last linking.
    A report is in one story at most: so their numbers tell, without a look at each.
    """
    count = select(func.count())
    reports, linked = (connection.scalar(count.select_from(table)) for table in (schema.reports, schema.story_reports))
    noted, heard = _noted(connection, "linked"), _noted(connection, "judgements linked") or digest_of(())
    return noted is None or reports != linked or heard != digest_of(judged)


def is_misnoted(connection: Connection) -> bool:
    """Whether other reports are noted than are in stories, as another program may leave it. It looks at each."""
    noted = _noted(connection, "linked")
    return noted is not None and not is_noted(noted, connection.scalars(select_linked()))


def note_linked(connection: Connection, judged: Iterable[str] = (), *, unless_noted: bool = False) -> None:
    """Notes that the reports that are in stories now are those that were linked, and by which judgements.
    `unless_noted`: only where no linking by these judgements is noted.
    """
    by = digest_of(judged)
    if unless_noted and _noted(connection, "linked") and _noted(connection, "judgements linked") == by:
        return
    _note(connection, sum_of(connection.scalars(select_linked())), by)


def note_also_linked(connection: Connection, new: Iterable[str]) -> None:
    """Notes that these reports were linked besides those that were, by no judgements."""
    before = _noted(connection, "linked")
    if before is None or not before.startswith(_SUM):
        note_linked(connection)
    else:
        _note(connection, sum_of(new, before), digest_of(()))


def _noted(connection: Connection, key: str) -> str | None:
    return connection.scalar(select(schema.about.c.value).where(schema.about.c.key == key))


def forget_linked(connection: Connection) -> None:
    """Notes that no report is linked."""
    _note(connection, sum_of(()), digest_of(()))


def _note(connection: Connection, linked: str, judged: str) -> None:
    notes = {"linked": linked, "judgements linked": judged}
    connection.execute(delete(schema.about).where(schema.about.c.key.in_(notes)))
    connection.execute(insert(schema.about), [{"key": key, "value": note} for key, note in notes.items()])


def of_story(table: Table, number: int) -> Any:
    """What holds for the rows of a table of linking that belong to a story."""
    return of_stories(table, (number,))


def of_stories(table: Table, numbers: Sequence[int]) -> Any:
    """The same for any of several stories."""
    if table is schema.stories:
        return table.c.number.in_(numbers)
    if "story" in table.c:
        return table.c.story.in_(numbers)
    first = next(iter(table.primary_key.columns)) if "number" not in table.c else table.c.happening
    parent = target_of(first)
    assert parent is not None, table.name
    return first.in_(select(parent.c.number).where(of_stories(parent, numbers)))

"""What is made of a story and kept beside it: its brief, which goes with the story and with what is judged of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, func, insert, select

from dateline.recording import schema
from dateline.recording.canon import pack, unpack
from dateline.recording.numbering import in_parts

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class KeptBrief:
    """A brief, as plain values. `basis`: what the story was made of when its brief was begun (`basis_of`)."""

    story: str
    basis: tuple[bytes, int]
    value: object


def unbriefed(connection: Connection, made_by: str, most: int) -> list[str]:
    """The ids of stories of at most `most` reports without a brief of this version, the last linked first."""
    stories, briefs = schema.stories.c, schema.briefs.c
    kept = select(briefs.story).where(briefs.made_by == made_by)
    wanted = select(stories.id).where(stories.reports <= most, stories.number.not_in(kept))
    return list(connection.scalars(wanted.order_by(stories.number.desc())))


def basis_of(connection: Connection, story: str) -> tuple[bytes, int] | None:
    """The story as it is kept, and how much was judged; None where it is no more."""
    value = connection.scalar(select(schema.stories.c.value).where(schema.stories.c.id == story))
    judged = connection.scalar(select(func.count()).select_from(schema.judgements))
    return None if value is None else (bytes(value), judged or 0)


def write_briefs(connection: Connection, made_by: str, made: Iterable[KeptBrief]) -> int:
    """Keeps briefs of stories that stand as they stood when these were begun; how many it were."""
    kept = 0
    for one in made:
        if basis_of(connection, one.story) != one.basis:
            continue
        number = connection.scalar(select(schema.stories.c.number).where(schema.stories.c.id == one.story))
        connection.execute(delete(schema.briefs).where(schema.briefs.c.story == number))
        connection.execute(insert(schema.briefs), {"story": number, "made_by": made_by, "value": pack(one.value)})
        kept += 1
    return kept


def read_brief(connection: Connection, made_by: str, story: str, kind: type[T]) -> T | None:
    """The brief of a story that this version made, if it is kept."""
    stories, briefs = schema.stories.c, schema.briefs.c
    query = select(briefs.value).join(schema.stories, stories.number == briefs.story)
    value = connection.scalar(query.where(stories.id == story, briefs.made_by == made_by))
    return None if value is None else unpack(value, kind)


def all_briefs(connection: Connection) -> dict[str, tuple[bytes, Any]]:
    """Every brief that is kept, with its story as it is kept, by the id of the story."""
    stories, briefs = schema.stories.c, schema.briefs.c
    query = select(stories.id, stories.value.label("of"), briefs.made_by, briefs.value)
    rows = connection.execute(query.join(schema.briefs, briefs.story == stories.number))
    return {row.id: (bytes(row.of), row) for row in rows}


def restore_briefs(connection: Connection, before: Mapping[str, tuple[bytes, Any]]) -> None:
    """Puts briefs back that went with their stories, where the same stories came again."""
    stories, rows = schema.stories.c, []
    for some in in_parts(sorted(before)):
        for row in connection.execute(select(stories.number, stories.id, stories.value).where(stories.id.in_(some))):
            of, brief = before[row.id]
            if of == row.value:
                rows.append({"story": row.number, "made_by": brief.made_by, "value": brief.value})
    if rows:
        connection.execute(insert(schema.briefs), rows)


def forget_briefs(connection: Connection, reports: Sequence[str]) -> None:
    """Takes out the briefs of the stories in which these reports stand."""
    members, table = schema.story_reports.c, schema.reports
    for some in in_parts(reports):
        told = select(members.story).join(table, table.c.number == members.report).where(table.c.id.in_(some))
        connection.execute(delete(schema.briefs).where(schema.briefs.c.story.in_(told)))

"""The stories of the last linking: put in place as one, and found again by the beginning of an id."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, delete, select

from dateline.errors import Ambiguous, NotFound
from dateline.model import Story
from dateline.recording import schema
from dateline.recording.briefs import all_briefs, restore_briefs
from dateline.recording.canon import unpack
from dateline.recording.earlier_ids import members_kept, members_of, note_ids
from dateline.recording.judgements import judgements_of_linking, rejected_events, without_events
from dateline.recording.linked_reports import note_linked, select_linked
from dateline.recording.numbering import Numbering, insert_stories
from dateline.recording.opening import lock_linking


def replace_stories(
    connection: Connection, stories: Sequence[Story], *, unless_fuller: bool, heard: Collection[str] | None
) -> bool:
    """Puts these stories, sorted by id, in place of the old ones, and notes what became of ids that go; False where
    fuller ones stand there and stay.
    """
    linked = {report for story in stories for report in story.reports}
    lock_linking(connection)
    if unless_fuller and linked < set(connection.scalars(select_linked())):
        return False
    briefs, before = all_briefs(connection), members_kept(connection)
    for table in reversed((*schema.OF_LINKING, *schema.OF_GROWTH)):
        connection.execute(delete(table))
    insert_stories(Numbering(connection), connection, stories)
    note_ids(connection, before, members_of(stories))
    restore_briefs(connection, briefs)
    note_linked(connection, judgements_of_linking(connection) if heard is None else heard)
    return True


def story_ids(connection: Connection) -> list[str]:
    """Most reports first, then most sources, then by id."""
    table = schema.stories
    query = select(table.c.id).order_by(table.c.reports.desc(), table.c.sources.desc(), table.c.id)
    return list(connection.scalars(query))


def story_of(connection: Connection, story_id: str) -> Story | None:
    """The story as it was linked; None where it is no more."""
    table = schema.stories
    value = connection.scalar(select(table.c.value).where(table.c.id == story_id))
    return None if value is None else unpack(value, Story)


def largest_story(connection: Connection, where: str) -> Story:
    """The story with most reports. Raises NotFound."""
    for name in story_ids(connection):
        if (found := story_of(connection, name)) is not None:
            return without_events(found, rejected_events(connection))
    raise NotFound(f"there is no story in {where}. Add pages with: dateline add SOURCE")


def find_story(connection: Connection, start: str, where: str) -> Story:
    """The story whose id begins so, or that holds most of what an id stood for once. Raises NotFound, Ambiguous."""
    table = schema.stories
    query = select(table.c.id, table.c.value).where(table.c.id.startswith(start, autoescape=True))
    rows = connection.execute(query.order_by(table.c.id).limit(5)).all()
    if not rows and (later := _later_id(connection, start)):
        return find_story(connection, later, where)
    if not rows:
        raise NotFound(f"there is no story {start} in {where}. See them all with: dateline stories")
    if len(rows) > 1:
        raise Ambiguous(f"{start} is the start of {', '.join(row.id for row in rows)} ... Give more of the id.")
    return without_events(unpack(rows[0].value, Story), rejected_events(connection))


def _later_id(connection: Connection, was: str) -> str | None:
    """The id that holds most of what an earlier id stood for."""
    table = schema.earlier_ids
    return connection.scalar(select(table.c.became).where(table.c.was == was))

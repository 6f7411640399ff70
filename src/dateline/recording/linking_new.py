"""New reports of a record are linked with what is linked: some at a time, each time in one transaction."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, delete, func, select

from dateline.linking import Growth, grow, tell
from dateline.model import Story
from dateline.recording import schema
from dateline.recording.canon import unpack
from dateline.recording.earlier_ids import members_of, note_ids
from dateline.recording.judgements import judgements_of_linking
from dateline.recording.linked_reports import forget_linked, is_misnoted, note_also_linked, note_linked, of_stories
from dateline.recording.numbering import Numbering, in_parts, insert_stories
from dateline.recording.shelf import RecordShelf

AT_ONCE = 100
"""New reports that are linked in one transaction: some seconds for which other writers wait."""


def link_some(connection: Connection, said: Callable[[str], object] = lambda _: None, most: int = AT_ONCE) -> int:
    """Links reports that are not linked yet, at most `most`; how many it were.

    None where people's judgements change what is linked.
    """
    if judgements_of_linking(connection):
        return 0
    new = _not_linked(connection, most)
    if not new and (_is_torn(connection) or is_misnoted(connection)):
        for of_linking in reversed((*schema.OF_LINKING, *schema.OF_GROWTH)):
            connection.execute(delete(of_linking))
        forget_linked(connection)
        return link_some(connection, said, most)
    if not new:
        note_linked(connection, unless_noted=True)
        return 0
    growth = grow(RecordShelf(connection), new)
    stories = tell(growth, said)
    before = _take_away(connection, growth)
    insert_stories(Numbering(connection), connection, stories)
    note_ids(connection, members_of(before), members_of(stories))
    if any(not told.isdisjoint(new) for told in map(_reports_of, before)):  # they were in stories of another linking
        note_linked(connection)
    else:
        note_also_linked(connection, new)
    return len(new)


def _reports_of(story: Story) -> frozenset[str]:
    return frozenset(story.reports)


def _not_linked(connection: Connection, most: int) -> list[str]:
    """Reports that were not linked yet. Numbers only grow, and those of lower numbers are always linked first: so they
    are found without a look at all others.
    """
    table = schema.reports.c
    last = connection.scalar(select(func.max(schema.sketches.c.report))) or 0
    return list(connection.scalars(select(table.id).where(table.number > last).order_by(table.number).limit(most)))


def _is_torn(connection: Connection) -> bool:
    """Whether a report that was linked is in no story, or none of what linking keeps is there of it, as another program
    may have left it.
    """
    counts = {connection.scalar(select(func.count()).select_from(table)) for table in _ONE_A_REPORT}
    return len(counts) > 1


_ONE_A_REPORT = (schema.reports, schema.story_reports, schema.sketches)
"""Tables with a row for each report, once all are linked."""


def _take_away(connection: Connection, growth: Growth) -> list[Story]:
    """Deletes the stories that change; what they were."""
    before: list[Story] = []
    for some in in_parts([told.id for told in growth.gone]):
        rows = connection.execute(select(schema.stories).where(schema.stories.c.id.in_(some))).all()
        before += [unpack(row.value, Story) for row in sorted(rows, key=lambda row: row.id)]
        for table in reversed(schema.OF_LINKING):
            connection.execute(delete(table).where(of_stories(table, [row.number for row in rows])))
    return before

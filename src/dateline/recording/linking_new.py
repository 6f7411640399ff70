"""New reports of a record are linked with what is linked: some at a time, each time in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, func, insert, select

from dateline.linking import Growth, grow, tell
from dateline.model import Coded, Story
from dateline.recording import schema
from dateline.recording.canon import unpack
from dateline.recording.judgements import judgements_of_linking
from dateline.recording.linked_reports import note_linked, of_story
from dateline.recording.numbering import Numbering, in_parts, insert_stories
from dateline.recording.shelf import RecordShelf

AT_ONCE = 100
"""New reports that are linked in one transaction: some seconds for which other writers wait."""


def link_some(
    connection: Connection,
    read: Callable[[Sequence[str]], Iterable[Coded]],
    said: Callable[[str], object] = lambda _: None,
    most: int = AT_ONCE,
) -> int:
    """Links reports that are not linked yet, at most `most`; how many it were. `read` gives coded reports by id.

    None where people's judgements change what is linked.
    """
    if judgements_of_linking(connection):
        return 0
    table = schema.reports
    linked = select(schema.sketches.c.report)
    new = list(
        connection.scalars(select(table.c.id).where(table.c.number.not_in(linked)).order_by(table.c.id).limit(most))
    )
    if not new and _is_torn(connection):
        for of_linking in reversed((*schema.OF_LINKING, *schema.OF_GROWTH)):
            connection.execute(delete(of_linking))
        return link_some(connection, read, said, most)
    growth = grow(RecordShelf(connection, read), new)
    stories = tell(growth, said)
    before = _take_away(connection, growth)
    insert_stories(Numbering(connection), connection, stories)
    _note_ids(connection, before, stories)
    note_linked(connection)
    return len(new)


def _is_torn(connection: Connection) -> bool:
    """Whether a report that was linked is in no story, as another program may have left it."""
    count = select(func.count())
    in_stories = connection.scalar(count.select_from(schema.story_reports))
    return in_stories != connection.scalar(count.select_from(schema.reports))


def _take_away(connection: Connection, growth: Growth) -> list[Story]:
    """Deletes the stories that change; what they were."""
    before: list[Story] = []
    for told in growth.gone:
        row = connection.execute(select(schema.stories).where(schema.stories.c.id == told.id)).one()
        before.append(unpack(row.value, Story))
        for table in reversed(schema.OF_LINKING):
            connection.execute(delete(table).where(of_story(table, row.number)))
    return before


def _note_ids(connection: Connection, before: Sequence[Story], now: Sequence[Story]) -> None:
    """Notes for every id that goes which one holds most of what it stood for."""
    became = {
        **successors({one.id: one.reports for one in before}, {one.id: one.reports for one in now}),
        **successors(_events(before), _events(now)),
    }
    table = schema.earlier_ids
    alive = [one.id for one in now] + [one.id for story in now for one in story.happenings]
    for some in in_parts(sorted({*became, *alive})):
        connection.execute(delete(table).where(table.c.was.in_(some)))
    for was, later in sorted(became.items()):  # a chain is kept short: an id leads to the one that is there
        connection.execute(table.update().where(table.c.became == was).values(became=later))
    if became:
        connection.execute(insert(table), [{"was": was, "became": later} for was, later in sorted(became.items())])


def _events(stories: Iterable[Story]) -> dict[str, tuple[tuple[str, str], ...]]:
    return {one.id: one.events for story in stories for one in story.happenings}


def successors(before: Mapping[str, Sequence[object]], now: Mapping[str, Sequence[object]]) -> dict[str, str]:
    """For every id that is no more: the id that holds most of its members (ties: the smaller id); none if none does."""
    home: dict[object, list[str]] = {}
    for name, members in now.items():
        for member in members:
            home.setdefault(member, []).append(name)
    found: dict[str, str] = {}
    for name, members in before.items():
        votes = Counter(later for member in members for later in home.get(member, ()))
        if name not in now and votes:
            found[name] = min(votes, key=lambda later: (-votes[later], later))
    return found

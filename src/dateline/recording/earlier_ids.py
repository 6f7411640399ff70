"""Ids of stories and happenings that are no more lead to the ones that hold most of what they stood for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from dateline.model import Story
from dateline.recording import schema
from dateline.recording.numbering import in_parts

Members = Mapping[str, Sequence[object]]
"""Id -> what it stands for: the ids of a story's reports, or the (report, event) ids of a happening."""


def members_of(stories: Iterable[Story]) -> Members:
    """What the ids of some stories and of their happenings stand for."""
    found: dict[str, Sequence[object]] = {}
    for story in stories:
        found[story.id] = story.reports
        found.update((one.id, one.events) for one in story.happenings)
    return found


def members_kept(connection: Connection) -> Members:
    """The same of all stories of the record, by its columns: no story is unpacked for it."""
    stories, told, reports = schema.stories.c, schema.story_reports.c, schema.reports.c
    happenings, acts, events = schema.happenings.c, schema.happening_events.c, schema.events.c
    found: dict[str, list[object]] = defaultdict(list)
    of_stories = select(stories.id, reports.id).where(stories.number == told.story, told.report == reports.number)
    for name, report in connection.execute(of_stories):
        found[name].append(report)
    of_happenings = select(happenings.id, reports.id, events.id).where(
        happenings.number == acts.happening, acts.event == events.number, events.report == reports.number
    )
    for name, report, event in connection.execute(of_happenings):
        found[name].append((report, event))
    return found


def note_ids(connection: Connection, before: Members, now: Members) -> None:
    """Notes for every id that goes which one holds most of what it stood for."""
    became = successors(before, now)
    table = schema.earlier_ids
    for some in in_parts(sorted({*became, *now})):
        connection.execute(delete(table).where(table.c.was.in_(some)))
    for was, later in sorted(became.items()):  # a chain is kept short: an id leads to the one that is there
        connection.execute(table.update().where(table.c.became == was).values(became=later))
    if became:
        connection.execute(insert(table), [{"was": was, "became": later} for was, later in sorted(became.items())])


def successors(before: Members, now: Members) -> dict[str, str]:
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

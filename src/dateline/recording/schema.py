"""The tables: one schema for SQLite and PostgreSQL, made to be queried by people.

Columns hold what people filter on; every span is three columns `X_start`, `X_end`, `X_exact` (code points, half
open, and the words), so that `substr(text, X_start + 1, X_end - X_start) = X_exact`. The column `value` of the main
tables holds the whole value as canonical JSON. Ids are content hashes; nothing depends on the order of arrival.

Tables of one page (written once, with the page): pages, skipped, reports, doubts, furniture, entities, mentions,
places, times, statements, contents, events, participants, voices, counts, retellings.
Tables of linking (replaced as a whole): stories, story_reports, lineages, kinships, passages, happenings,
happening_events, accounts, exhibits, utterances, wordings.
Views: told_events, told_statements. Full text: reports_search.
"""

from __future__ import annotations

from sqlalchemy import DDL, Column, MetaData, Table, Text, event

from dateline.recording.columns import metadata
from dateline.recording.page_tables import (
    contents,
    counts,
    doubts,
    entities,
    events,
    furniture,
    mentions,
    pages,
    participants,
    places,
    reports,
    retellings,
    skipped,
    statements,
    times,
    voices,
)
from dateline.recording.story_tables import (
    accounts,
    exhibits,
    happening_events,
    happenings,
    kinships,
    lineages,
    passages,
    stories,
    story_reports,
    utterances,
    wordings,
)

__all__ = [
    "OF_LINKING",
    "OF_REPORT",
    "SCHEMA",
    "about",
    "accounts",
    "contents",
    "counts",
    "doubts",
    "entities",
    "events",
    "exhibits",
    "furniture",
    "happening_events",
    "happenings",
    "kinships",
    "lineages",
    "mentions",
    "metadata",
    "pages",
    "participants",
    "passages",
    "places",
    "reports",
    "retellings",
    "skipped",
    "statements",
    "stories",
    "story_reports",
    "times",
    "utterances",
    "voices",
    "wordings",
]

SCHEMA = 3
"""Version of these tables. A change that an older Dateline could not read or write raises it, and is a step of
`upgrading.py`."""

about = Table("about", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

OF_REPORT: tuple[Table, ...] = (
    doubts,
    furniture,
    entities,
    mentions,
    places,
    times,
    statements,
    contents,
    events,
    participants,
    voices,
    counts,
    retellings,
)
"""The tables that are written with a report, besides `reports` itself."""

OF_LINKING: tuple[Table, ...] = (
    stories,
    story_reports,
    lineages,
    kinships,
    passages,
    happenings,
    happening_events,
    accounts,
    exhibits,
    utterances,
    wordings,
)
"""The tables that linking replaces, parents first."""

_SQLITE_SEARCH = (
    "CREATE VIRTUAL TABLE reports_search USING fts5(title, text, content='reports', content_rowid='number')",
    "CREATE TRIGGER reports_searched AFTER INSERT ON reports BEGIN "
    "INSERT INTO reports_search(rowid, title, text) VALUES (new.number, new.title, new.text); END",
)
_POSTGRES_SEARCH = (
    "CREATE INDEX reports_search ON reports USING gin "  # a tsvector has no room for texts of a megabyte
    "(to_tsvector('english', coalesce(title, '') || ' ' || left(text, 200000)))"
)
_VIEW = (
    "VIEW told_{0} AS SELECT told.*, reports.title, reports.outlet, reports.agency, reports.published, "
    "story_reports.story, story_reports.lineage FROM {0} AS told JOIN reports ON reports.id = told.report "
    "LEFT JOIN story_reports ON story_reports.report = told.report"
)


def view_of(table: str) -> str:
    """The view of the events (statements) beside what one asks of them first: who printed and wrote it, when, in which
    story."""
    return _VIEW.format(table)


def _run_after(made: Table | MetaData, text: str, dialect: str) -> None:
    event.listen(made, "after_create", DDL(text).execute_if(dialect=dialect))  # type: ignore[no-untyped-call]


for _statement in _SQLITE_SEARCH:
    _run_after(reports, _statement, "sqlite")
_run_after(reports, _POSTGRES_SEARCH, "postgresql")
for _table in (events, statements):
    _run_after(metadata, f"CREATE {view_of(_table.name)}".replace("VIEW", "VIEW IF NOT EXISTS", 1), "sqlite")
    _run_after(metadata, f"CREATE OR REPLACE {view_of(_table.name)}", "postgresql")

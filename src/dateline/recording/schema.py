"""The tables: one schema for SQLite and PostgreSQL, made to be queried by people.

Columns hold what people filter on; every span is three columns `X_start`, `X_end`, `X_exact` (code points, half
open, and the words), so that `substr(text, X_start + 1, X_end - X_start) = X_exact`. The column `value` of the main
tables holds the whole value as canonical JSON. Ids are content hashes; nothing depends on the order of arrival.

Tables of one page (written once, with the page): pages, skipped, reports, doubts, furniture, entities, mentions,
places, times, statements, contents, events, participants, voices, counts, retellings.
Tables of linking (replaced where new reports touch them): stories, story_reports, lineages, kinships, passages,
happenings, happening_events, accounts, exhibits, utterances, wordings.
Tables of judging (docs/judging.md): judgements, which are only ever added, and verdicts, derived from them.
Tables by which linking grows (no results): sketches, sketch_keys, likenesses, earlier_ids. Made of
stories: briefs; of texts: figures.
Views: told_events, told_statements. Full text: reports_search.
"""

from __future__ import annotations

from sqlalchemy import DDL, Column, MetaData, Table, Text, event

from dateline.recording.columns import metadata
from dateline.recording.growth_tables import earlier_ids, likenesses, sketch_keys, sketches
from dateline.recording.judgement_tables import judgements, verdicts
from dateline.recording.page_tables import (
    actors,
    codings,
    contents,
    counts,
    doubts,
    entities,
    events,
    furniture,
    locations,
    mentions,
    pages,
    participants,
    places,
    reasons,
    reports,
    retellings,
    skipped,
    statements,
    times,
    voices,
)
from dateline.recording.search import SEARCHED, index_statements
from dateline.recording.story_tables import (
    account_lineages,
    accounts,
    briefs,
    exhibits,
    figures,
    happening_events,
    happenings,
    kinships,
    lineages,
    passages,
    stories,
    story_reports,
    utterance_lineages,
    utterances,
    wordings,
)
from dateline.recording.views import view_statements

__all__ = [
    "NOT_SAID",
    "OF_GROWTH",
    "OF_LINKING",
    "OF_REPORT",
    "PACKED",
    "SCHEMA",
    "about",
    "account_lineages",
    "accounts",
    "actors",
    "briefs",
    "codings",
    "contents",
    "counts",
    "doubts",
    "earlier_ids",
    "entities",
    "events",
    "exhibits",
    "figures",
    "furniture",
    "happening_events",
    "happenings",
    "judgements",
    "kinships",
    "likenesses",
    "lineages",
    "locations",
    "mentions",
    "metadata",
    "pages",
    "participants",
    "passages",
    "places",
    "reasons",
    "reports",
    "retellings",
    "sketch_keys",
    "sketches",
    "skipped",
    "statements",
    "stories",
    "story_reports",
    "times",
    "utterance_lineages",
    "utterances",
    "verdicts",
    "voices",
    "wordings",
]

SCHEMA = 7
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
    lineages,
    story_reports,
    kinships,
    passages,
    happenings,
    happening_events,
    accounts,
    account_lineages,
    exhibits,
    utterances,
    utterance_lineages,
    wordings,
)
"""The tables that linking replaces, parents first."""

OF_GROWTH: tuple[Table, ...] = (sketches, sketch_keys, likenesses)
"""The tables by which linking finds what new reports touch: made anew when a record is linked from the beginning."""

NOT_SAID: frozenset[Table] = frozenset((*OF_GROWTH, earlier_ids, briefs, figures))
"""Tables that are no part of what a record says: two records that differ in them alone are equal."""

PACKED = frozenset((("codings", "value"), ("stories", "value")))
"""Columns that hold a whole value of the model, packed."""


def _plain(column: str) -> str:
    return f"replace(replace(replace({column}, '[\"', ''), '\"]', ''), '\",\"', ', ')"


def label_statement(dialect: str) -> str:
    """What gives an event the words that stand for it where another row points to it. They take no room in SQLite."""
    words = "type || coalesce(': ' || {}, '') || coalesce(' → ' || {}, '')".format(
        _plain("actors"), _plain("recipients")
    )
    kept = "STORED" if dialect == "postgresql" else "VIRTUAL"
    return f"ALTER TABLE events ADD COLUMN label TEXT GENERATED ALWAYS AS ({words}) {kept}"


def _run_after(made: Table | MetaData, text: str, dialect: str) -> None:
    plain = text.replace("%", "%%")
    event.listen(made, "after_create", DDL(plain).execute_if(dialect=dialect))  # type: ignore[no-untyped-call]


for _dialect in ("sqlite", "postgresql"):
    _run_after(events, label_statement(_dialect), _dialect)
    for _name in SEARCHED:
        for _statement in index_statements(_name, _dialect):
            _run_after(metadata, _statement, _dialect)
    for _statement in view_statements(_dialect):
        _run_after(metadata, _statement, _dialect)

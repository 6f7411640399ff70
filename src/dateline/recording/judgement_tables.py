"""Tables of what people judged: the judgements, which are only ever added, and what holds of a record after them."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text, UniqueConstraint

from dateline.recording.columns import link, lists, metadata, number_column, report_column, texts

judgements = Table(
    "judgements",
    metadata,
    number_column(),
    Column("judged_at", Text, nullable=False),
    Column("judged_by", Text, nullable=False, index=True),
    Column("act", Text, nullable=False),  # accept, correct, reject, split, join, undo
    Column("kind", Text, nullable=False),  # event, statement, actor, happening, story, lineage
    Column("subject", Text, nullable=False, index=True),  # its id when it was judged
    Column("report_id", Text, index=True),  # content id: the report may be in another record
    *texts("why", "sample"),
    Column("undoes", Text, index=True),
    Column("id", Text, nullable=False, unique=True),
    Column("value", Text, nullable=False),  # the whole judgement as JSON
)

verdicts = Table(
    "verdicts",
    metadata,
    number_column(),
    report_column(index=True),
    Column("kind", Text, nullable=False),  # event, statement
    link("event", "events", index=True),
    link("statement", "statements", index=True),
    Column("judged", Text, nullable=False),  # accepted, corrected, rejected
    *texts("stale"),
    *texts("judged_by", "judged_at", "why"),
    *lists("reviewers"),
    *texts("corrected", "machine"),  # JSON: field -> value
    *texts("type", "mode", "told", "event_date", "stance"),
    Column("id", Text, nullable=False),
    UniqueConstraint("report", "kind", "id"),
)

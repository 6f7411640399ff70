"""Tables of linking: replaced as a whole, in one transaction."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, PrimaryKeyConstraint, Table, Text

from dateline.recording.columns import floats, integers, metadata, report_column, span, texts

stories = Table(
    "stories",
    metadata,
    Column("id", Text, primary_key=True),
    *texts("title", "earliest", "latest"),
    *integers("reports", "sources", "copies", "happenings", "utterances"),
    Column("value", Text, nullable=False),
)


def _story_column() -> Column[str]:
    return Column("story", Text, ForeignKey("stories.id"), nullable=False)


story_reports = Table(
    "story_reports",
    metadata,
    _story_column(),
    report_column(),
    *texts("lineage"),
    PrimaryKeyConstraint("story", "report"),
    Index("story_reports_report", "report"),
)

lineages = Table(
    "lineages",
    metadata,
    _story_column(),
    Column("id", Text),
    *texts("agency", "shown_by", "first", "outlets"),
    *integers("reports"),
    PrimaryKeyConstraint("story", "id"),
)

kinships = Table(
    "kinships",
    metadata,
    _story_column(),
    *texts("a", "b", "relation"),
    *floats("share_of_a", "share_of_b"),
    PrimaryKeyConstraint("story", "a", "b"),
)

passages = Table(
    "passages",
    metadata,
    _story_column(),
    *texts("a", "b"),
    *integers("ordinal"),
    Column("side", Text),  # a, b: the same words in each of the two reports
    report_column(),
    *span("passage"),
    PrimaryKeyConstraint("story", "a", "b", "ordinal", "side"),
)

happenings = Table(
    "happenings",
    metadata,
    _story_column(),
    Column("id", Text),
    *integers("ordinal"),
    Column("type", Text, index=True),
    *texts("mode", "told"),
    *integers("quad", "events", "sources"),
    *texts("who", "to_whom", "day", "place"),  # the account with most sources of each field
    PrimaryKeyConstraint("story", "id"),
)

happening_events = Table(
    "happening_events",
    metadata,
    _story_column(),
    Column("happening", Text),
    report_column(),
    Column("event", Text),
    PrimaryKeyConstraint("story", "happening", "report", "event"),
)

accounts = Table(
    "accounts",
    metadata,
    _story_column(),
    Column("happening", Text),
    *texts("field"),
    *integers("ordinal"),
    *texts("verdict", "value", "lineages"),
    *integers("sources"),
    PrimaryKeyConstraint("story", "happening", "field", "ordinal"),
)

exhibits = Table(
    "exhibits",
    metadata,
    _story_column(),
    Column("happening", Text),
    *texts("field"),
    *integers("account", "ordinal"),
    report_column(),
    *span("exhibit"),
    PrimaryKeyConstraint("story", "happening", "field", "account", "ordinal"),
)

utterances = Table(
    "utterances",
    metadata,
    _story_column(),
    Column("id", Text),
    *integers("ordinal"),
    *texts("speaker", "stance", "lineages"),
    *integers("sources"),
    PrimaryKeyConstraint("story", "id"),
)

wordings = Table(
    "wordings",
    metadata,
    _story_column(),
    Column("utterance", Text),
    *integers("version", "ordinal"),
    report_column(),
    Column("statement", Text),
    *span("wording"),
    PrimaryKeyConstraint("story", "utterance", "version", "ordinal"),
)

"""Tables of linking: the rows of a story are replaced as one, in one transaction."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from dateline.recording.columns import (
    floats,
    integers,
    link,
    lists,
    metadata,
    number_column,
    report_column,
    span,
    texts,
)

stories = Table(
    "stories",
    metadata,
    number_column(),
    *texts("title", "earliest"),
    Column("latest", Text, index=True),
    *integers("reports"),
    Column("sources", Integer, index=True),
    *integers("copies", "happenings", "utterances"),
    Column("id", Text, nullable=False, unique=True),
    Column("value", LargeBinary, nullable=False),
)


def _story_column() -> Column[int]:
    return link("story", "stories", key=True)


lineages = Table(
    "lineages",
    metadata,
    number_column(),
    _story_column(),
    *texts("agency"),
    link("shown_by", "reports"),
    link("first", "reports"),
    *lists("outlets"),
    *integers("reports"),
    Column("id", Text, nullable=False),
    UniqueConstraint("story", "id"),
)

story_reports = Table(
    "story_reports",
    metadata,
    _story_column(),
    report_column(index=True),
    link("lineage", "lineages", index=True),
    PrimaryKeyConstraint("story", "report"),
    sqlite_with_rowid=False,
)

kinships = Table(
    "kinships",
    metadata,
    number_column(),
    _story_column(),
    link("a", "reports", key=True, index=True),
    link("b", "reports", key=True, index=True),
    *texts("relation"),
    *floats("share_of_a", "share_of_b"),
    UniqueConstraint("story", "a", "b"),
)

passages = Table(
    "passages",
    metadata,
    link("kinship", "kinships", key=True),
    *integers("ordinal"),
    *span("a", "b"),  # the same words in each of the two reports
    PrimaryKeyConstraint("kinship", "ordinal"),
    sqlite_with_rowid=False,
)

happenings = Table(
    "happenings",
    metadata,
    number_column(),
    link("story", "stories", key=True, index=True),
    *texts("day"),
    Column("type", Text, index=True),
    *texts("mode", "told", "who", "to_whom", "place"),  # the account with most sources of each field
    *integers("sources", "events", "quad", "ordinal"),
    Column("id", Text, nullable=False),
)

happening_events = Table(
    "happening_events",
    metadata,
    link("happening", "happenings", key=True),
    link("event", "events", key=True, index=True),
    PrimaryKeyConstraint("happening", "event"),
    sqlite_with_rowid=False,
)

accounts = Table(
    "accounts",
    metadata,
    number_column(),
    link("happening", "happenings", key=True, index=True),
    *texts("field", "verdict", "value"),
    *integers("sources", "ordinal"),
)

account_lineages = Table(
    "account_lineages",
    metadata,
    link("account", "accounts", key=True),
    link("lineage", "lineages", key=True, index=True),
    PrimaryKeyConstraint("account", "lineage"),
    sqlite_with_rowid=False,
)

exhibits = Table(
    "exhibits",
    metadata,
    link("account", "accounts", key=True),
    *integers("ordinal"),
    report_column(),
    *span("exhibit"),
    PrimaryKeyConstraint("account", "ordinal"),
    sqlite_with_rowid=False,
)

utterances = Table(
    "utterances",
    metadata,
    number_column(),
    _story_column(),
    *texts("speaker", "stance"),
    *integers("sources", "ordinal"),
    Column("id", Text, nullable=False),
    UniqueConstraint("story", "id"),
)

utterance_lineages = Table(
    "utterance_lineages",
    metadata,
    link("utterance", "utterances", key=True),
    link("lineage", "lineages", key=True, index=True),
    PrimaryKeyConstraint("utterance", "lineage"),
    sqlite_with_rowid=False,
)

wordings = Table(
    "wordings",
    metadata,
    link("utterance", "utterances", key=True),
    *integers("version", "ordinal"),
    link("statement", "statements", key=True, index=True),
    report_column(),
    *span("wording"),
    PrimaryKeyConstraint("utterance", "version", "ordinal"),
    sqlite_with_rowid=False,
)

briefs = Table(
    "briefs",
    metadata,
    Column("story", Integer, ForeignKey("stories.number", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    *texts("made_by"),  # the version that put it together
    Column("value", LargeBinary, nullable=False),
)
"""No part of what a record says: made of a story and its reports, so that its page need not read them. A brief goes
with its story."""

figures = Table(
    "figures",
    metadata,
    Column("report", Integer, ForeignKey("reports.number", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    *texts("made_by"),  # the version that read them
    Column("value", LargeBinary),  # NULL where the text gives no number of whom something befell
)
"""The same of a report: the numbers that its words give, so that pages which compare them need not read texts."""

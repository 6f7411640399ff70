"""Tables of one page: written once, with the page, in one transaction."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
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

actors = Table(
    "actors",
    metadata,
    number_column(),
    Column("name", Text, nullable=False, index=True),
    Column("country", Text, index=True),
    *integers("cow", "gw"),
    *texts("sector"),
    *lists("sectors"),
    *texts("office"),
    Column("wikidata", Text, index=True),
    *texts("how"),
)

locations = Table(
    "locations",
    metadata,
    number_column(),
    Column("name", Text, nullable=False, index=True),
    *integers("geonames"),
    *floats("latitude", "longitude"),
    Column("country", Text, index=True),
    *texts("admin", "feature"),
)

reasons = Table("reasons", metadata, number_column(), Column("reason", Text, nullable=False, index=True))

pages = Table(
    "pages",
    metadata,
    number_column(),
    Column("id", Text, nullable=False, unique=True),
    Column("outcome", Text, nullable=False),  # report, skipped
    *texts("origin", "address", "media", "charset", "fetched"),
    *texts("given_id", "given_title", "given_outlet", "given_published"),
    *texts("made_by"),  # version, language pipeline and settings that read and coded it
    *texts("sha256"),
    *integers("size"),
    Column("content", LargeBinary),  # zlib, on top of the report; NULL where the source broke before any bytes came
)


def _page_number() -> Column[int]:
    return Column("number", Integer, ForeignKey("pages.number"), primary_key=True, autoincrement=False)


skipped = Table(
    "skipped",
    metadata,
    _page_number(),
    Column("id", Text, nullable=False, unique=True),
    Column("reason", Text, nullable=False, index=True),
    *texts("detail", "address", "given_id"),
)

reports = Table(
    "reports",
    metadata,
    _page_number(),
    Column("published", Text, index=True),
    Column("outlet", Text, index=True),
    *texts("agency", "title"),
    *lists("byline"),
    *texts("dateline_place"),
    *integers("characters", "statements", "events", "doubts"),
    *texts("language"),
    Column("uncoded", Text, index=True),  # why nothing of it was coded; NULL where it was
    *texts("published_time", "published_method", "declared", "window_from", "window_to", "anchor"),
    *texts("agency_how", "agency_words"),
    *span("agency", "dateline"),
    *texts("address", "fetched", "given_id"),
    *lists("notes"),
    Column("id", Text, nullable=False, unique=True),
    *texts("evidence_sha256"),  # of the text and of all words that spans of the report cut from it
    Column("text", Text, nullable=False),
)

codings = Table(
    "codings",
    metadata,
    Column("number", Integer, ForeignKey("reports.number"), primary_key=True, autoincrement=False),
    Column(
        "value", LargeBinary, nullable=False
    ),  # Coded, without the text, origin and furniture, which stand in columns
)

doubts = Table(
    "doubts",
    metadata,
    report_column(),
    *integers("ordinal"),
    *texts("reason", "witness_kind", "witness_value", "witness_words"),
    *texts("against_kind", "against_value", "against_words"),
    PrimaryKeyConstraint("report", "ordinal"),
    sqlite_with_rowid=False,
)

furniture = Table(
    "furniture",
    metadata,
    report_column(),
    *integers("ordinal"),
    *texts("kind", "text"),
    *integers("page_start"),
    PrimaryKeyConstraint("report", "ordinal"),
    sqlite_with_rowid=False,
)

entities = Table(
    "entities",
    metadata,
    number_column(),
    report_column(index=True),
    *integers("ordinal"),
    *texts("name", "kind"),
    *integers("mentions"),
    Column("id", Text, nullable=False),
)

mentions = Table(
    "mentions",
    metadata,
    link("entity", "entities", key=True),
    Column("part", Text),  # name, role
    *integers("ordinal"),
    *span("mention"),
    PrimaryKeyConstraint("entity", "part", "ordinal"),
    sqlite_with_rowid=False,
)

places = Table(
    "places",
    metadata,
    report_column(),
    *integers("ordinal"),
    link("location", "locations"),
    *floats("confidence"),
    link("how", "reasons"),
    *span("place"),
    PrimaryKeyConstraint("report", "ordinal"),
    sqlite_with_rowid=False,
)

times = Table(
    "times",
    metadata,
    report_column(),
    *integers("ordinal"),
    *texts("value", "kind", "earliest", "latest", "anchor"),
    *span("time"),
    PrimaryKeyConstraint("report", "ordinal"),
    sqlite_with_rowid=False,
)

statements = Table(
    "statements",
    metadata,
    number_column(),
    report_column(index=True),
    link("speaker", "actors", index=True),
    Column("stance", Text, index=True),
    *texts("quotation"),
    link("addressee", "actors"),
    link("within", "statements"),
    *texts("when_value", "when_earliest", "when_latest"),
    link("rule", "reasons"),
    *integers("ordinal"),
    link("speaker_entity", "entities"),
    link("addressee_entity", "entities"),
    *span("speaker", "cue", "content", "addressee", "when"),  # content: its first span; all stand in `contents`
    Column("id", Text, nullable=False),
)

contents = Table(
    "contents",
    metadata,
    link("statement", "statements", key=True),
    *integers("ordinal"),
    *span("content"),
    PrimaryKeyConstraint("statement", "ordinal"),
    sqlite_with_rowid=False,
)

events = Table(
    "events",
    metadata,
    number_column(),
    report_column(index=True),
    Column("event_date", Text, index=True),
    Column("type", Text, nullable=False, index=True),
    *texts("mode"),
    *lists("actors", "recipients"),
    Column("told", Text, nullable=False, index=True),
    *lists("said_by", "denied_by"),
    link("place", "locations", index=True),
    *floats("sure"),
    *lists("actor_countries", "recipient_countries", "contexts"),
    *texts("cameo"),
    *integers("quad"),
    *floats("score"),
    Column("nary", Boolean, nullable=False),
    *floats("told_score"),
    link("told_how", "reasons"),
    *texts(
        "when_value", "when_kind", "when_earliest", "when_latest", "when_anchor", "event_date_basis"
    ),  # event_date_basis: text, told that day, report
    link("rule", "reasons"),
    *integers("ordinal"),
    *span("evidence", "trigger", "told_cue", "when", "place"),
    Column("id", Text, nullable=False),
)

participants = Table(
    "participants",
    metadata,
    link("event", "events", key=True),
    Column("side", Text),  # actor, recipient
    *integers("ordinal"),
    link("actor", "actors", index=True),
    link("entity", "entities"),
    *span("name"),
    PrimaryKeyConstraint("event", "side", "ordinal"),
    sqlite_with_rowid=False,
)

voices = Table(
    "voices",
    metadata,
    link("event", "events", key=True),
    Column("side", Text),  # said, denied
    *integers("ordinal"),
    link("speaker", "actors", index=True),
    link("speaker_entity", "entities"),
    link("statement", "statements", index=True),
    *span("speaker", "cue"),
    PrimaryKeyConstraint("event", "side", "ordinal"),
    sqlite_with_rowid=False,
)

counts = Table(
    "counts",
    metadata,
    link("event", "events", key=True),
    *integers("ordinal"),
    *texts("kind"),
    *integers("low", "high"),
    *span("count"),
    PrimaryKeyConstraint("event", "ordinal"),
    sqlite_with_rowid=False,
)

retellings = Table(
    "retellings",
    metadata,
    link("event", "events", key=True),
    *integers("ordinal"),
    *span("mention"),
    PrimaryKeyConstraint("event", "ordinal"),
    sqlite_with_rowid=False,
)

"""Tables of one page: written once, with the page, in one transaction."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, PrimaryKeyConstraint, Table, Text

from dateline.recording.columns import actor, floats, integers, metadata, report_column, span, texts

pages = Table(
    "pages",
    metadata,
    Column("id", Text, primary_key=True),
    Column("outcome", Text, nullable=False),  # report, skipped
    *texts("origin", "address", "media", "charset", "fetched"),
    *texts("given_id", "given_title", "given_outlet", "given_published"),
    *texts("made_by"),  # version, language pipeline and settings that read and coded it
    *texts("sha256"),
    *integers("size"),
    Column("content", LargeBinary),  # zlib; NULL where the source broke before any bytes came
)

skipped = Table(
    "skipped",
    metadata,
    Column("id", Text, ForeignKey("pages.id"), primary_key=True),
    Column("reason", Text, nullable=False, index=True),
    *texts("detail", "address", "given_id"),
    Column("value", Text, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("number", Integer, primary_key=True),  # local to this file: only the full-text index speaks of it
    Column("id", Text, ForeignKey("pages.id"), nullable=False, unique=True),
    *texts("title", "outlet", "agency", "agency_how", "agency_words"),
    *span("agency"),
    *texts("byline", "dateline_place"),
    *span("dateline"),
    Column("published", Text, index=True),
    *texts("published_time", "published_method", "declared", "window_from", "window_to"),
    *integers("doubts"),
    *texts("anchor", "language", "address", "fetched", "given_id", "notes"),
    Column("uncoded", Text, index=True),  # why nothing of it was coded; NULL where it was
    *integers("characters", "statements", "events"),
    Column("text", Text, nullable=False),
    Column("value", Text, nullable=False),  # Report without its text and origin, which stand in columns
    Column("coding", Text, nullable=False),
)

doubts = Table(
    "doubts",
    metadata,
    report_column(),
    *integers("ordinal"),
    *texts("reason", "witness_kind", "witness_value", "witness_words"),
    *texts("against_kind", "against_value", "against_words"),
    PrimaryKeyConstraint("report", "ordinal"),
)

furniture = Table(
    "furniture",
    metadata,
    report_column(),
    *integers("ordinal"),
    *texts("kind", "text"),
    *integers("page_start"),
    PrimaryKeyConstraint("report", "ordinal"),
)

entities = Table(
    "entities",
    metadata,
    report_column(),
    Column("id", Text),
    *integers("ordinal"),
    Column("name", Text, index=True),
    *texts("kind"),
    *integers("mentions"),
    PrimaryKeyConstraint("report", "id"),
)

mentions = Table(
    "mentions",
    metadata,
    report_column(),
    Column("entity", Text),
    Column("part", Text),  # name, role
    *integers("ordinal"),
    *span("mention"),
    PrimaryKeyConstraint("report", "entity", "part", "ordinal"),
)

places = Table(
    "places",
    metadata,
    report_column(),
    *integers("ordinal"),
    Column("name", Text, index=True),
    *integers("geonames"),
    *floats("latitude", "longitude"),
    Column("country", Text, index=True),
    *texts("admin", "feature"),
    *floats("confidence"),
    *texts("how"),
    *span("place"),
    PrimaryKeyConstraint("report", "ordinal"),
)

times = Table(
    "times",
    metadata,
    report_column(),
    *integers("ordinal"),
    *texts("value", "kind", "earliest", "latest", "anchor"),
    *span("time"),
    PrimaryKeyConstraint("report", "ordinal"),
)

statements = Table(
    "statements",
    metadata,
    report_column(),
    Column("id", Text),
    *integers("ordinal"),
    *actor("speaker"),
    Column("stance", Text, index=True),
    *texts("quotation"),
    *span("cue", "content"),  # content: its first span; all of them stand in `contents`
    *actor("addressee"),
    *texts("within", "when_value", "when_earliest", "when_latest"),
    *span("when"),
    *texts("rule"),
    PrimaryKeyConstraint("report", "id"),
    Index("statements_speaker", "speaker"),
)

contents = Table(
    "contents",
    metadata,
    report_column(),
    Column("statement", Text),
    *integers("ordinal"),
    *span("content"),
    PrimaryKeyConstraint("report", "statement", "ordinal"),
)

events = Table(
    "events",
    metadata,
    report_column(),
    Column("id", Text),
    *integers("ordinal"),
    Column("type", Text, nullable=False, index=True),
    *texts("mode", "contexts", "cameo"),
    *integers("quad"),
    *floats("score"),
    *texts("actors", "actor_countries", "recipients", "recipient_countries"),
    Column("nary", Boolean, nullable=False),
    Column("told", Text, nullable=False, index=True),
    *floats("told_score"),
    *texts("told_how"),
    *span("told_cue"),
    *texts("said_by", "denied_by"),
    *texts("when_value", "when_kind"),
    Column("when_earliest", Text, index=True),
    *texts("when_latest", "when_anchor"),
    *span("when"),
    *texts("place"),
    *integers("place_geonames"),
    *floats("latitude", "longitude"),
    *texts("place_country", "place_admin", "place_feature"),
    *span("place", "evidence", "trigger"),
    *texts("rule"),
    *floats("sure"),
    Column("event_date", Text, index=True),
    *texts("event_date_basis"),  # text, told that day, report
    PrimaryKeyConstraint("report", "id"),
)

participants = Table(
    "participants",
    metadata,
    report_column(),
    Column("event", Text),
    Column("side", Text),  # actor, recipient
    *integers("ordinal"),
    *actor("name"),
    PrimaryKeyConstraint("report", "event", "side", "ordinal"),
    Index("participants_country", "name_country"),
)

voices = Table(
    "voices",
    metadata,
    report_column(),
    Column("event", Text),
    Column("side", Text),  # said, denied
    *integers("ordinal"),
    *actor("speaker"),
    *texts("statement"),
    *span("cue"),
    PrimaryKeyConstraint("report", "event", "side", "ordinal"),
)

counts = Table(
    "counts",
    metadata,
    report_column(),
    Column("event", Text),
    *integers("ordinal"),
    *texts("kind"),
    *integers("low", "high"),
    *span("count"),
    PrimaryKeyConstraint("report", "event", "ordinal"),
)

retellings = Table(
    "retellings",
    metadata,
    report_column(),
    Column("event", Text),
    *integers("ordinal"),
    *span("mention"),
    PrimaryKeyConstraint("report", "event", "ordinal"),
)

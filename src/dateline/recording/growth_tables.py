"""Tables by which linking finds what new reports touch, and the ids that stories had before. No results stand in them:
all but `earlier_ids` is made anew by linking from the beginning, and none of it is part of what a record says.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Integer, LargeBinary, PrimaryKeyConstraint, Table, Text

from dateline.recording.columns import link, metadata

sketches = Table(
    "sketches",
    metadata,
    link("report", "reports", key=True),
    Column("piece", Integer, index=True),  # the number of one report of those that are linked together
    Column("value", LargeBinary),
    PrimaryKeyConstraint("report"),
)

sketch_keys = Table(
    "sketch_keys",
    metadata,
    Column("key", BigInteger, nullable=False),
    Column("rank", BigInteger, nullable=False),  # the same for a report in every record
    link("report", "reports", key=True),
    PrimaryKeyConstraint("key", "rank", "report"),
    sqlite_with_rowid=False,
)

likenesses = Table(
    "likenesses",
    metadata,
    link("a", "reports", key=True),
    link("b", "reports", key=True, index=True),
    Column("weight", Float, nullable=False),
    Column("kinship", LargeBinary),
    PrimaryKeyConstraint("a", "b"),
    sqlite_with_rowid=False,
)

earlier_ids = Table(
    "earlier_ids",
    metadata,
    Column("was", Text, nullable=False, primary_key=True),
    Column("became", Text, nullable=False, index=True),
    sqlite_with_rowid=False,
)

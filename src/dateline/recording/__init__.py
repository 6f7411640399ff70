"""The record on disk: pages, reports, codings and stories in SQLite (a file) or PostgreSQL (a URL).

`Record.open` opens or makes one; `Record.add` keeps a page with all that was understood of it in one
transaction; `Record.replace_stories` puts what linking found in place of what it found before.
"""

from dateline.errors import Ambiguous, NoRecord, NotARecord, NotFound, RecordError
from dateline.recording.appearances import Appearance, Gathered
from dateline.recording.briefs import KeptBrief
from dateline.recording.canon import from_json, repack, to_json
from dateline.recording.counting import Counts
from dateline.recording.descriptions import describe_column, describe_table, tables_and_columns
from dateline.recording.findings import Finding
from dateline.recording.ids import Named
from dateline.recording.opening import holds_record
from dateline.recording.page_facts import PageFacts
from dateline.recording.record import Record
from dateline.recording.schema import SCHEMA, metadata
from dateline.recording.search import SEARCHED
from dateline.recording.verification import Misfit

__all__ = [
    "SCHEMA",
    "SEARCHED",
    "Ambiguous",
    "Appearance",
    "Counts",
    "Finding",
    "Gathered",
    "KeptBrief",
    "Misfit",
    "Named",
    "NoRecord",
    "NotARecord",
    "NotFound",
    "PageFacts",
    "Record",
    "RecordError",
    "describe_column",
    "describe_table",
    "from_json",
    "holds_record",
    "metadata",
    "repack",
    "tables_and_columns",
    "to_json",
]

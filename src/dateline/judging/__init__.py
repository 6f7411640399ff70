"""What people judged, as pure functions: which judgements stand, what holds of a record after them, and how a coding
and linking keep to it. Nothing here reads or writes a record; `recording` keeps the judgements, `reviewing` makes them.
"""

from __future__ import annotations

from dateline.judging.applying import apply
from dateline.judging.fields import EVENT_FIELDS, STATEMENT_FIELDS, fields_of, plain_fields, read_field
from dateline.judging.finding import Found, find_again, subject_of
from dateline.judging.standing import in_order, standing, undone_by
from dateline.judging.ties import Tied, ties
from dateline.judging.verdicts import Verdict, lost, verdicts

__all__ = [
    "EVENT_FIELDS",
    "STATEMENT_FIELDS",
    "Found",
    "Tied",
    "Verdict",
    "apply",
    "fields_of",
    "find_again",
    "in_order",
    "lost",
    "plain_fields",
    "read_field",
    "standing",
    "subject_of",
    "ties",
    "undone_by",
    "verdicts",
]

"""Judging a record: what people accept, correct, reject, split, join and take back, kept in it; and what it measures.

Every function takes an open `Record`, those that judge a `Reviewer`; the judgement that they give is on the disk
already. What was judged is read back by `Record.judgements`, `Record.verdicts` and, applied, by `Record.coded` and
`Record.one`.
"""

from __future__ import annotations

from dateline.reviewing.history import Entry, all_verdicts, history
from dateline.reviewing.lines import bring_in, judgement_line, read_lines
from dateline.reviewing.measuring import Precision, agreements, precision
from dateline.reviewing.parting import join, split
from dateline.reviewing.queue import Waiting, queue
from dateline.reviewing.sampling import Sample, draw, members
from dateline.reviewing.typed import choices_of, typed_fields
from dateline.reviewing.wording import read_value, read_values
from dateline.reviewing.writing import Judgeable, Reviewer, accept, correct, find, judgeable, now, reject, undo

__all__ = [
    "Entry",
    "Judgeable",
    "Precision",
    "Reviewer",
    "Sample",
    "Waiting",
    "accept",
    "agreements",
    "all_verdicts",
    "bring_in",
    "choices_of",
    "correct",
    "draw",
    "find",
    "history",
    "join",
    "judgeable",
    "judgement_line",
    "members",
    "now",
    "precision",
    "queue",
    "read_lines",
    "read_value",
    "read_values",
    "reject",
    "split",
    "typed_fields",
    "undo",
]

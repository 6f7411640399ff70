"""Judging a record: what people accept, correct, reject and take back, kept in it.

Every function takes an open `Record` and a `Reviewer`; the judgement that it gives is on the disk already. What was
judged is read back by `Record.judgements`, `Record.verdicts` and, applied, by `Record.coded` and `Record.one`.
"""

from __future__ import annotations

from dateline.reviewing.history import Entry, all_verdicts, history
from dateline.reviewing.parting import join, split
from dateline.reviewing.wording import read_value, read_values
from dateline.reviewing.writing import Judgeable, Reviewer, accept, correct, find, judgeable, now, reject, undo

__all__ = [
    "Entry",
    "Judgeable",
    "Reviewer",
    "accept",
    "all_verdicts",
    "correct",
    "find",
    "history",
    "join",
    "judgeable",
    "now",
    "read_value",
    "read_values",
    "reject",
    "split",
    "undo",
]

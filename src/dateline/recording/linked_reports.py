"""Which reports the stories of a record are made of, and what the record notes about it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select

from dateline.recording import schema


def digest_of(reports: Iterable[str]) -> str:
    """One hash for a set of report ids: the note under "linked" is that of the reports that were linked."""
    return hashlib.sha256("\n".join(sorted(reports)).encode()).hexdigest()


def select_linked() -> Select[Any]:
    """The ids of the reports that are in a story."""
    stood = select(schema.story_reports.c.report)
    return select(schema.reports.c.id).where(schema.reports.c.number.in_(stood))

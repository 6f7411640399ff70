"""What people judged, as pages show it: who decided what, when and why, with what the program says in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dateline.judging import Verdict

_QUIET = frozenset({"quad", "score", "event_date_basis"})
"""Fields that follow from others."""


@dataclass(frozen=True, slots=True)
class Change:
    """A corrected field: what the program says, and what a person says; "" stands for nothing."""

    field: str
    program: str
    judged: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """What holds of one event or statement. `said`: accepted, corrected or rejected; `by`, `at` (UTC), `why` of the
    last judgement, `reviewers` all whose judgement stands; `stale`: why it does not hold any more, "" where it does."""

    record: str
    kind: str
    said: str
    by: str
    at: str
    why: str
    reviewers: tuple[str, ...]
    changes: tuple[Change, ...]
    stale: str

    @property
    def holds(self) -> bool:
        """Whether the record is shown so."""
        return not self.stale


def ruling(verdict: Verdict) -> Ruling:
    """A verdict for a page."""
    changes = tuple(
        Change(name.replace("_", " "), in_words(verdict.machine.get(name)), in_words(value))
        for name, value in verdict.values.items()
        if name not in _QUIET
    )
    return Ruling(
        verdict.id, verdict.kind, verdict.said, verdict.by, verdict.at, verdict.why, verdict.reviewers, changes,
        verdict.stale,
    )  # fmt: skip


def in_words(value: Any) -> str:
    """The plain value of a field for a reader: its words, and what is known of them in brackets."""
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(in_words, value)))
    if isinstance(value, Mapping):
        return str(value["exact"]) if "exact" in value else _of_record(value)
    return "" if value is None else str(value)


def _of_record(value: Mapping[str, Any]) -> str:
    """An actor, a voice, a place, a time or a count."""
    words = in_words(value.get("span"))
    if "speaker" in value:
        return in_words(value["speaker"])
    if "low" in value:
        low, high = value["low"], value.get("high")
        return f"{value.get('kind', '')} {low if high in (None, low) else f'{low}–{high}'} ({words})".strip()
    if "value" in value:
        return f"{value['value']} ({words})" if words else str(value["value"])
    known = "/".join(filter(None, (value.get("country"), *value.get("sectors", ()))))
    words = words or str(value.get("name", ""))
    return f"{words} [{known}]" if known else words

"""What shows a line: words cut from one report, with its day."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EvidenceWords:
    """Evidence: `exact` is `text[start:end]` of the report `report` that `outlet` printed.

    `before` and `after` stand around it in its sentence, cut with an ellipsis where that is long. `source` is the
    letter of the independent source that the report belongs to.
    """

    report: str
    outlet: str
    source: str
    start: int
    end: int
    exact: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A date as it is known (`value`, ISO 8601, as long as what is known) and as a reader says it (`words`)."""

    value: str
    words: str


def number(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 page", "2 pages", "no copies"."""
    noun = one if count == 1 else (many or one + "s")
    return f"{count if count else 'no'} {noun}"

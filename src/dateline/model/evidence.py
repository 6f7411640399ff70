"""Evidence: where words stand, and names made of content alone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where words stand: code points `start` to `end`, half open, into the text of one report.

    Raises ValueError unless 0 <= start < end: a span without words shows nothing.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"no words between {self.start} and {self.end}")

    def cut(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


def content_id(kind: str, *facts: str | None) -> str:
    """A short name made of content alone: equal facts give an equal id, on any machine, in any order of work.

    `kind` is a letter that readers recognise (p page, s statement, e event, ...). 16 hex digits of SHA-256: the
    chance that two of a million values share one is below 1e-7.
    """
    parts = [b"\x00" if fact is None else b"\x01" + fact.encode("utf-8", "surrogatepass") for fact in (kind, *facts)]
    digest = hashlib.sha256(b"".join([len(part).to_bytes(8, "big") + part for part in parts]))
    return f"{kind}{digest.hexdigest()[:16]}"

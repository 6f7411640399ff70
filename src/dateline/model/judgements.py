"""What a person decides about a record: accepted, corrected, rejected, split, joined, taken back; never overwritten.

A judgement speaks of words, not of rows: it keeps the report's content id and the words that it was made on, with
their hash, so that it finds its record again after the report was coded or linked anew, or is shown as stale.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from dateline.model.evidence import Span, content_id

Act = Literal["accept", "correct", "reject", "split", "join", "undo"]
SubjectKind = Literal["event", "statement", "report", "naming", "actor", "happening", "story", "lineage"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words that a judgement stands on: where they stood in the report's text (code points, half open), themselves,
    and the SHA-256 of their UTF-8."""

    start: int
    end: int
    exact: str
    sha256: str

    @classmethod
    def of(cls, span: Span, text: str) -> Anchor:
        """The words of a span."""
        exact = span.cut(text)
        return cls(span.start, span.end, exact, words_hash(exact))

    @property
    def span(self) -> Span:
        """Where they stood."""
        return Span(self.start, self.end)

    @property
    def holds(self) -> bool:
        """Whether the words are those of the hash."""
        return self.end - self.start == len(self.exact) and words_hash(self.exact) == self.sha256


def words_hash(words: str) -> str:
    """SHA-256 of words, in hexadecimal."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Subject:
    """What a judgement is about.

    `id` is that of the record at that time (a report's content id, the key of a naming), `report` the report whose
    words it stands on, `type` what it was called: an event's type, a statement's stance. `words`: of an event its word
    and its clause, of a statement its contents and its cue.
    """

    kind: SubjectKind
    id: str
    report: str = ""
    type: str = ""
    words: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of one person.

    `at`: UTC, ISO 8601 with microseconds. `seen`: the fields as they were shown then, and `values` those that were
    corrected, each as the JSON of the model with the words of its spans. `parts`: of a split what shall stand apart, of
    a join what shall stand together. `undoes`: the id of the judgement that is taken back. `sample`: the name of the
    random sample that it belongs to, None where somebody chose the record.
    """

    act: Act
    subject: Subject
    by: str
    at: str
    why: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    seen: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple[tuple[Subject, ...], ...] = ()
    undoes: str | None = None
    sample: str | None = None

    @property
    def id(self) -> str:
        """The hash of all that it says: the same judgement, brought in twice, is one."""
        return content_id("j", msgspec.json.encode(self, order="sorted").decode("utf-8"))

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports whose words it stands on, each once."""
        members = (one.report for part in self.parts for one in part)
        return tuple(dict.fromkeys(name for name in (self.subject.report, *members) if name))

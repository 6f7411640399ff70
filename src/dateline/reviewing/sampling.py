"""A random sample of what the program coded, so that what is judged of it measures the program.

Every event (or statement) has a number: the hash of the seed and its id. A sample is all whose number is not above a
mark, and its name holds the mark, so that nothing is kept of it, anybody draws it again, and a record that grows has a
sample that grows by the same share.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.errors import UsageError
from dateline.model import Event, Statement
from dateline.recording import Record

_DIGITS = 12
_NAME = re.compile(r"(?P<kind>event|statement)(?::(?P<type>[^-]+))?-(?P<seed>\d+)-(?P<mark>[0-9a-f]{12})")


@dataclass(frozen=True, slots=True)
class Sample:
    """Which records belong to it: of one kind, of one type or of all (None), up to a mark."""

    kind: str
    type: str | None
    seed: int
    mark: str

    @property
    def name(self) -> str:
        """What `--sample` takes and every judgement of it holds."""
        return f"{self.kind}{f':{self.type}' if self.type else ''}-{self.seed}-{self.mark}"

    @classmethod
    def named(cls, name: str) -> Sample:
        """Raises UsageError where this is no name of a sample."""
        match = _NAME.fullmatch(name)
        if match is None:
            raise UsageError(f"{name} is no name of a sample. Draw one with: dateline judge sample --seed 1")
        return cls(match["kind"], match["type"], int(match["seed"]), match["mark"])

    def holds(self, one: Event | Statement) -> bool:
        """Whether a record, as the program coded it, belongs to the sample."""
        kind, type_ = kind_and_type(one)
        return kind == self.kind and self.type in (None, type_) and number_of(self.seed, one.id) <= self.mark


def kind_and_type(one: Event | Statement) -> tuple[str, str]:
    """event and its type, or statement and its stance."""
    return ("event", one.type) if isinstance(one, Event) else ("statement", one.stance)


def number_of(seed: int, name: str) -> str:
    """The number of a record, as hexadecimal digits."""
    return hashlib.sha256(f"dateline sample {seed} {name}".encode()).hexdigest()[:_DIGITS]


def draw(record: Record, size: int, seed: int, *, kind: str = "event", type_: str | None = None) -> Sample:
    """A sample of so many events (statements), of one type where it is given. Raises UsageError where none is there."""
    there = (one for one in every(record, kind) if type_ in (None, kind_and_type(one)[1]))
    numbers = sorted({number_of(seed, one.id) for one in there})
    if not numbers:
        raise UsageError(f"{record.where} has no {kind} {type_ or ''}".rstrip() + " to draw a sample of.")
    return Sample(kind, type_, seed, numbers[min(size, len(numbers)) - 1])


def every(record: Record, kind: str) -> Iterator[Event | Statement]:
    """Every event or statement as the program coded it, by report."""
    for coded in record.coded(judged=False):
        yield from coded.coding.events if kind == "event" else coded.coding.statements


def members(record: Record, sample: Sample) -> list[tuple[str, Event | Statement]]:
    """(report id, record) of all that belong to the sample, in the order of their numbers."""
    found = [
        (coded.report.id, one)
        for coded in record.coded(judged=False)
        for one in (coded.coding.events if sample.kind == "event" else coded.coding.statements)
        if sample.holds(one)
    ]
    return sorted(found, key=lambda pair: number_of(sample.seed, pair[1].id))

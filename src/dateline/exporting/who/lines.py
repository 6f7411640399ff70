"""A dossier: everything that a record tells of one person, state or body, as frozen plain values for every form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model import KnownActor

Section = Literal["did", "suffered", "said", "told", "accused", "denied", "was-denied", "planned"]

TITLES: tuple[tuple[Section, str], ...] = (
    ("did", "Did"),
    ("suffered", "Had done to them"),
    ("said", "Said"),
    ("told", "Was told or asked"),
    ("accused", "Was accused"),
    ("denied", "Denied"),
    ("was-denied", "Told of them and denied"),
    ("planned", "Planned or possible"),
)
"""The sections in their order, with what they are called."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The words of one report that show a line: `exact` is `text[start:end]` of the report. `outlet` printed it."""

    report: str
    outlet: str
    published: str | None
    address: str | None
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class DossierLine:
    """One thing done, said or told, over all reports that tell it.

    `id` is the happening's or the utterance's, else the event's or the statement's. `type` is PLOVER's type, or the
    stance of a statement. `day` is ISO, as long as it is known; `basis` what it rests on ("text", "told that day",
    "report"). `told` and `sure` are those of an event, "" and None for a statement. `who` are those who took part
    beside the person: other sides, hearers. `said_by`: who says that it happened; nobody where the reports tell it
    themselves. `sources` counts independent texts, `reports` pages. `words` has the words of each source, the earliest
    first.
    """

    section: Section
    id: str
    type: str
    mode: str | None
    line: str
    day: str | None
    basis: str | None
    told: str
    sure: float | None
    who: tuple[str, ...]
    said_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    place: str | None
    sources: int
    reports: int
    words: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """One way in which the person is named, how often, and why it is counted to them."""

    name: str
    country: str | None
    times: int
    why: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything by and to one actor. `asked`: the filters in words; `undated` lines have no day and were left out of a
    stretch of time. `others` bear a name like it and were not counted: (key, name, how often named).
    """

    key: str
    name: str
    kind: str
    country: str | None
    offices: tuple[str, ...]
    sure: float
    known_as: tuple[Known, ...]
    others: tuple[tuple[str, str, int], ...]
    asked: tuple[str, ...]
    sources: int
    reports: int
    lines: tuple[DossierLine, ...]
    undated: int = 0

    def of(self, section: Section) -> tuple[DossierLine, ...]:
        """The lines of one section, by day."""
        return tuple(line for line in self.lines if line.section == section)


def known_as(actor: KnownActor) -> tuple[Known, ...]:
    """The names that were put together, the commonest first."""
    return tuple(Known(one.name, one.country, one.times, one.why) for one in actor.joined)

"""What happened: the sentences that a brief opens with, its happenings, its timeline."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.exporting.lines.evidence import Day, EvidenceWords
from dateline.exporting.lines.fields import Detail, Value
from dateline.model import Told


@dataclass(frozen=True, slots=True)
class Telling:
    """One way in which a happening is told, and the sources that tell it so. A source counts once."""

    told: str
    words: str
    vouched: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeadLine:
    """A sentence that the brief opens with, whole, as `sources` print it. `also`: other sources that tell the same in
    other words; `happenings`: those that it tells of; `tags`: those of them whose coded tag its own words bear out;
    `days`: the days that its words mean, where they do not say so ("Wednesday").
    """

    words: EvidenceWords
    sources: tuple[str, ...]
    also: tuple[str, ...] = ()
    days: tuple[Day, ...] = ()
    happenings: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Happened:
    """One happening. `noun` is its type in plain words, `line` the noun with those who take part.

    `vouched`: "yes" where it is told as a fact, "open" where as planned or possible, "no" where contested;
    `telling`: every way in which it is told, with the sources that tell it so, the commonest first.
    `words` are the clauses that tell it, the best of each source first; `when` is None where no source tells. `sure` is
    that of the surest event that tells it.

    `heading` is the sentence of a source that tells it best, whole; `tag` what kind of thing it is, in plain words.
    `voices`: how many independent wordings there are; `origin`: whom all of them have it from, "" where not one party.
    `background`: told in passing, or of another time than the story.
    """

    id: str
    type: str
    mode: str | None
    noun: str
    line: str
    told: Told
    told_words: str
    vouched: str
    telling: tuple[Telling, ...]
    when: Day | None
    where: str | None
    sources: tuple[str, ...]
    agreement: str
    details: tuple[Detail, ...]
    words: tuple[EvidenceWords, ...]
    sure: float = 1.0
    tag: str = ""
    heading: EvidenceWords | None = None
    voices: int = 1
    origin: str = ""
    background: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the timeline. `others` are the days that other sources give; `rank` its place among the happenings."""

    day: Day
    happening: str
    line: str
    told_words: str
    vouched: str
    sources: tuple[str, ...]
    others: tuple[Value, ...]
    rank: int
    words: tuple[EvidenceWords, ...]
    tag: str = ""
    heading: EvidenceWords | None = None

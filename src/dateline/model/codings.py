"""What one report tells: who, where, when, statements, events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, Self

import msgspec

from dateline.model.evidence import Span
from dateline.model.offers import CodingOffers
from dateline.model.plain import Dictionary, InText, Words, as_json, as_plain, check_words, from_plain
from dateline.model.reports import Report

EntityKind = Literal["person", "organisation", "place", "group", "nationality", "facility", "other"]


@dataclass(frozen=True, slots=True)
class Entity(InText):
    """What several mentions in one report name: the fullest name, the kind, and every mention.

    `roles` are the words beside a mention that say what it is ("Kremlin spokesman", "the Russian leader").
    """

    id: str
    name: str
    kind: EntityKind
    mentions: tuple[Span, ...]
    roles: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor(InText):
    """Who acts, is acted upon or speaks, with the words that name them in this place.

    `country`: ISO 3166 alpha-3, or UNO, EUR, IGO, NGO, ISM, IMG, MNC, or None when the text and the
    tables do not tell. `sectors`: PLOVER sector codes, the first is the primary one. `office`: held at
    the report's date. `how`: what settled it, in words. A described source ("unnamed US officials")
    keeps its description as `name`.
    """

    name: str
    span: Span
    entity: str | None = None
    country: str | None = None
    cow: int | None = None
    gw: int | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    wikidata: str | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Place(InText):
    """A toponym and where it is: GeoNames id, WGS 84 degrees, ISO3 country, confidence in [0, 1].

    `feature`: country, capital, admin, city, sea, river, region, facility or unknown. Unresolved places
    keep their span and have no coordinates.
    """

    name: str
    span: Span
    geonames: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    admin: str | None = None
    feature: str = "unknown"
    confidence: float = 0.0
    how: str = ""


TimeKind = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class When(InText):
    """A time expression resolved: TimeML value, first and last day it covers, the words, and the anchor.

    `earliest` and `latest` are ISO days, None where the value is no interval of the calendar
    (PRESENT_REF, P3D). `anchor`: the date it was counted from; None when the words need none.
    """

    value: str
    kind: TimeKind
    span: Span
    earliest: str | None = None
    latest: str | None = None
    anchor: str | None = None


Stance = Literal[
    "says",
    "claims",
    "denies",
    "promises",
    "threatens",
    "warns",
    "demands",
    "proposes",
    "believes",
    "praises",
    "condemns",
    "declines",
    "confirms",
    "asks",
]
Quotation = Literal["direct", "mixed", "indirect"]


@dataclass(frozen=True, slots=True)
class Statement(InText):
    """Somebody says something: who, by which cue, in which words, to whom.

    `content` excludes the outer quotation marks; a quotation broken by its cue has two spans. `within`
    is the id of the statement in whose content this one is reported (A says that B denied).
    """

    id: str
    content: tuple[Span, ...]
    quotation: Quotation
    stance: Stance
    speaker: Actor | None = None
    cue: Span | None = None
    addressee: Actor | None = None
    within: str | None = None
    when: When | None = None
    rule: str = ""


Told = Literal["happened", "ongoing", "planned", "possible", "alleged", "denied", "did-not-happen", "habitual"]


class Factuality(msgspec.Struct, frozen=True, rename={"label": "told"}):
    """How a happening is told: the class, a score from -3 (certainly not) to 3 (certainly), and the cue's span.

    Event factuality, or veridicality. In JSON and in every column the label is called `told`, as records on disk
    and exports have it: a dataclass cannot be renamed so, hence the Struct (`msgspec.structs.replace` changes it).
    """

    label: Told
    score: float
    cue: Span | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Voice(InText):
    """One link of the chain of who says, or denies, that it happened."""

    speaker: Actor
    statement: str | None = None
    cue: Span | None = None


CountKind = Literal["dead", "injured", "detained", "abducted", "displaced", "protesters", "ordinal", "other"]


@dataclass(frozen=True, slots=True)
class Count(InText):
    """A number that the report gives for a happening; `low` and `high` differ for "at least", "dozens", ranges."""

    kind: CountKind
    low: int
    high: int | None
    span: Span


DateBasis = Literal["text", "told that day", "report"]
"""What the date of an event rests on: its own words; a day that words around it lend (a meeting, a speech, the
sentences before); or nothing but the date of the report."""


@dataclass(frozen=True, slots=True)
class Event(InText):
    """One happening as one report tells it, in PLOVER's terms, with a span for every field.

    `actors` holds every side of a meeting or a two-sided clash (`nary`), and then `recipients` is empty.
    `evidence` is the clause that tells it best, `mentions` every clause that does (evidence among them), `trigger`
    the word that carries the type. `said_by` is empty when the outlet tells it in its own voice. `rule` names the
    lexicon row or pattern that made the record. `sure` is the probability that the words tell an act of this type at
    all, in [0, 1]; 1 where rows of tables alone say so. How the act is told is `factuality`.

    `event_date` is a date for every row that can have one, as exact as it is known (ISO day, month or year), and
    `event_date_basis` what it rests on. Both are derived, from `when`, what is told around it and the report's date;
    what has words is `when`.
    """

    id: str
    type: str
    evidence: Span
    trigger: Span
    factuality: Factuality
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    nary: bool = False
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    quad: int = 0
    score: float = 0.0
    when: When | None = None
    where: Place | None = None
    counts: tuple[Count, ...] = ()
    said_by: tuple[Voice, ...] = ()
    denied_by: tuple[Voice, ...] = ()
    mentions: tuple[Span, ...] = ()
    rule: str = ""
    sure: float = 1.0
    event_date: str | None = None
    event_date_basis: DateBasis | None = None


class _OfReport:
    """Room beside the fields: it takes no part in equality, in the hash, or in what is written to disk."""

    __slots__ = ("_report",)
    _report: Report


@dataclass(frozen=True, slots=True)
class Coding(_OfReport, CodingOffers):
    """Everything understood of one report. `report` is the report's id; all spans cut that report's text.

    `uncoded`: why nothing was coded, in words ("language de"); "" where the report was coded. A coding that `code` or a
    record gives has its report at hand, so that it can show words; one made otherwise gets it by `with_report`.
    """

    report: str
    entities: tuple[Entity, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[When, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[str, ...] = ()
    uncoded: str = ""

    def at_least(self, sure: float) -> Coding:
        """The coding without the events that are less sure. Raises ValueError where `sure` is no probability."""
        least = as_probability(sure)
        kept = replace(self, events=tuple(event for event in self.events if event.sure >= least))
        return kept.with_report(self._report) if self.has_source else kept

    def with_report(self, report: Report) -> Coding:
        """The same coding with its report at hand. Raises ValueError where the report is another."""
        if report.id != self.report:
            raise ValueError(f"the coding is that of report {self.report}, not of {report.origin or report.id}.")
        bound = replace(self)
        object.__setattr__(bound, "_report", report)
        return bound

    @property
    def has_source(self) -> bool:
        """Whether the report is at hand."""
        return hasattr(self, "_report")

    @property
    def source(self) -> Report:
        """The report that was coded. Raises ValueError where it is not at hand."""
        if not self.has_source:
            raise ValueError("this coding has no report at hand to show its words. Give it: coding.with_report(report)")
        return self._report

    def to_dict(self) -> Dictionary:
        """Field by field, each span with its words. Raises ValueError where the report is not at hand."""
        plain: Dictionary = as_plain(self, Words(self.source.text))
        return plain

    def to_json(self) -> str:
        """The same as one line of JSON."""
        return as_json(self.to_dict())

    @classmethod
    def from_dict(cls, given: Dictionary, report: Report | None = None) -> Self:
        """The coding that `to_dict` was asked of; with its report, the words of every span are compared.

        Raises ValueError where the shape is another, or words do not stand in the report.
        """
        made = from_plain(given, cls)
        if report is None:
            return made
        check_words(given, report.text)
        return made.with_report(report)  # type: ignore[return-value]

    def __reduce__(self) -> tuple[Callable[..., Coding], tuple[tuple[Any, ...], Report | None]]:
        """Pickled with its report. Early releases of Python 3.11 put dataclasses' own `__getstate__` over a class's."""
        return _unpickle, (tuple(getattr(self, field.name) for field in fields(self)), getattr(self, "_report", None))


def _unpickle(values: tuple[Any, ...], report: Report | None) -> Coding:
    made = Coding(*values)
    return made if report is None else made.with_report(report)


def as_probability(value: float) -> float:
    """The value, if it is one from 0 to 1. Raises ValueError, which says how to write one."""
    if not 0 <= value <= 1:
        raise ValueError(f"{value:g} is no probability. Give a number from 0 to 1, as .8 for eight in ten.")
    return value


def probability(value: float, digits: int = 2) -> str:
    """A probability in so many digits, without a nought before the point: ".62", "1"."""
    shown = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return shown.removeprefix("0") or "0"


def sure_words(sure: float) -> str:
    """How sure a record is, where that is worth a word: "sure .62"; nothing where two digits say that it is."""
    shown = probability(sure)
    return "" if shown == "1" else f"sure {shown}"


@dataclass(frozen=True, slots=True)
class Coded:
    """A report with its coding: what linking takes. It unpacks: `for report, coding in record.coded()`."""

    report: Report
    coding: Coding

    def __iter__(self) -> Iterator[Any]:
        """The report, then the coding."""
        yield self.report
        yield self.coding

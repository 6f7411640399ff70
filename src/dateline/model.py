"""The nouns of Dateline: frozen values that every floor speaks, and that import nothing of ours.

A `Page` is read into a `Report` or a `Skipped`; a report is coded into a `Coding`; many reports with
their codings are linked into `Story` values. Every claim carries a `Span` into `Report.text`, in code
points, half open: `text[start:end]` is the evidence, always. Dates are ISO 8601 strings that are as
long as what is known ("2023-09" is a month); an unknown value is None, never a guess.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

# --------------------------------------------------------------------------- evidence


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
    digest = hashlib.sha256()
    for fact in (kind, *facts):
        part = b"\x00" if fact is None else b"\x01" + fact.encode("utf-8", "surrogatepass")
        digest.update(len(part).to_bytes(8, "big") + part)
    return f"{kind}{digest.hexdigest()[:16]}"


# --------------------------------------------------------------------------- page and report


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched, before anything is understood of it.

    `content` is the bytes as delivered (decoding is part of reading); `media` the content type without
    parameters, or None; `charset` the declared encoding. The `given_*` fields are what the user's own
    table says of the page. `origin` names the file, record or line it came from: it is for messages
    only and is no part of the identity.
    """

    content: bytes
    media: str | None = None
    charset: str | None = None
    address: str | None = None
    fetched: str | None = None
    given_id: str | None = None
    given_title: str | None = None
    given_outlet: str | None = None
    given_published: str | None = None
    origin: str = ""

    @property
    def id(self) -> str:
        """Hash of everything that can change what is understood: the same page twice is one page."""
        return content_id(
            "p",
            hashlib.sha256(self.content).hexdigest(),
            self.media,
            self.charset,
            self.address,
            self.fetched,
            self.given_id,
            self.given_title,
            self.given_outlet,
            self.given_published,
        )


PartKind = Literal["title", "paragraph"]
FurnitureKind = Literal[
    "navigation",
    "breadcrumb",
    "byline",
    "date-line",
    "credit",
    "contributor",
    "caption",
    "related",
    "sign-up",
    "reaction",
    "share",
    "comment",
    "legal",
    "advert",
    "repeat",
    "other",
]


@dataclass(frozen=True, slots=True)
class Part:
    """A typed stretch of the clean text. Parts follow one another and never overlap."""

    kind: PartKind
    span: Span


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stood on the page and is not the story. Nothing is thrown away.

    `page_start` is its offset in the decoded page where the page was text, None for HTML.
    """

    kind: FurnitureKind
    text: str
    page_start: int | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """The clean text from `span` stood at `page_start` in the decoded page, character for character."""

    span: Span
    page_start: int


@dataclass(frozen=True, slots=True)
class Credit:
    """Who wrote the text: an agency's short name (AP, AFP, Reuters, ...), how that is known, and the words.

    `span` points into the clean text where the credit stands there (a dateline); a byline or a rights
    line stands in the furniture, and then `words` alone shows it.
    """

    name: str
    how: Literal["dateline", "byline", "rights line", "contributor line", "address", "voice", "copies"]
    words: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A printed dateline ("MOSCOW (AP) —"): its span, and the place as printed (None if it names none)."""

    span: Span
    place: str | None


WitnessKind = Literal[
    "given", "structured data", "meta", "time element", "address", "date line", "dateline", "words", "fetched"
]


@dataclass(frozen=True, slots=True)
class Witness:
    """One thing on or about the page that speaks of its date: the value it gives and the words that give it."""

    kind: WitnessKind
    value: str
    words: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two witnesses that cannot both be right, or one that cannot be right at all, said in words."""

    reason: str
    witness: Witness
    against: Witness | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """When the text was first published, as far as can be known.

    `value`: ISO date as long as what is known, or None. `time`: ISO time with offset where the page
    gives one. `method`: in words, which witnesses settled it. `window`: earliest and latest day left
    open when `value` is None or refuted. `declared`: what the page claims, believed or not.
    """

    value: str | None = None
    time: str | None = None
    method: str = "nothing on the page gives a date"
    declared: str | None = None
    window: tuple[str | None, str | None] | None = None
    witnesses: tuple[Witness, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One outlet's account. `id` is the page's id; all spans of the report and its coding cut `text`.

    `outlet` printed it, `agency` wrote it (None: the page does not show another writer). `cuts` map the
    text back to the decoded page where the page was text. `anchor` is the day that relative dates in
    the text count from: `published.value` or, failing that, a reference date that the user gave.
    """

    id: str
    text: str
    parts: tuple[Part, ...]
    title: str | None = None
    outlet: str | None = None
    agency: Credit | None = None
    byline: tuple[str, ...] = ()
    dateline: PlaceLine | None = None
    published: Published = Published()
    anchor: str | None = None
    language: str = "en"
    address: str | None = None
    fetched: str | None = None
    given_id: str | None = None
    origin: str = ""
    furniture: tuple[Furniture, ...] = ()
    cuts: tuple[Cut, ...] = ()
    notes: tuple[str, ...] = ()

    def on_page(self, span: Span) -> tuple[Span, ...]:
        """The stretches of the decoded page that hold `span`'s words; empty where the page was not text."""
        out = []
        for cut in self.cuts:
            start, end = max(span.start, cut.span.start), min(span.end, cut.span.end)
            if start < end:
                shift = cut.page_start - cut.span.start
                out.append(Span(start + shift, end + shift))
        return tuple(out)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A page that is no report, with the reason in words. `id` is the page's id."""

    id: str
    reason: str
    detail: str = ""
    origin: str = ""
    given_id: str | None = None
    address: str | None = None


# --------------------------------------------------------------------------- who, where, when

EntityKind = Literal["person", "organisation", "place", "group", "nationality", "facility", "other"]


@dataclass(frozen=True, slots=True)
class Entity:
    """What several mentions in one report name: the fullest name, the kind, and every mention.

    `roles` are the words beside a mention that say what it is ("Kremlin spokesman", "the Russian leader").
    """

    id: str
    name: str
    kind: EntityKind
    mentions: tuple[Span, ...]
    roles: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
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
class Place:
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
class When:
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


# --------------------------------------------------------------------------- statements and events

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
class Statement:
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


@dataclass(frozen=True, slots=True)
class Factuality:
    """How a happening is told: the class, a score from -3 (certainly not) to 3 (certainly), and the cue's span."""

    told: Told
    score: float
    cue: Span | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """One link of the chain of who says, or denies, that it happened."""

    speaker: Actor
    statement: str | None = None
    cue: Span | None = None


CountKind = Literal["dead", "injured", "detained", "abducted", "displaced", "protesters", "ordinal", "other"]


@dataclass(frozen=True, slots=True)
class Count:
    """A number that the report gives for a happening; `low` and `high` differ for "at least", "dozens", ranges."""

    kind: CountKind
    low: int
    high: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """One happening as one report tells it, in PLOVER's terms, with a span for every field.

    `actors` holds every side of a meeting or a two-sided clash (`nary`), and then `recipients` is empty.
    `evidence` is the clause that tells it best, `mentions` every clause that does (evidence among them), `trigger`
    the word that carries the type. `said_by` is empty when the outlet tells it in its own voice. `rule` names the
    lexicon row or pattern that made the record.
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


@dataclass(frozen=True, slots=True)
class Coding:
    """Everything understood of one report. `report` is the report's id; all spans cut that report's text."""

    report: str
    entities: tuple[Entity, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[When, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coded:
    """A report with its coding: what linking takes."""

    report: Report
    coding: Coding


# --------------------------------------------------------------------------- across reports

Relation = Literal["copy", "update", "partial", "quote-only", "independent", "unrelated"]


@dataclass(frozen=True, slots=True)
class Passage:
    """The same words in two reports: their span in each."""

    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Kinship:
    """How the texts of two reports are related (`a` < `b`), with shares of each that stand in the other in [0, 1]."""

    a: str
    b: str
    relation: Relation
    share_of_a: float
    share_of_b: float
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage:
    """Reports that carry one underlying text: who wrote it, and which reports print it.

    `agency` is the writer's name where any member shows it; `shown_by` is that member. `first` is the
    member that is earliest as far as dates tell (ties: smallest id).
    """

    id: str
    reports: tuple[str, ...]
    first: str
    agency: str | None = None
    shown_by: str | None = None
    outlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Words in one report: what every line of a brief points to."""

    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class Account:
    """One value of one field of a happening, with the lineages that give it and the words."""

    value: str
    lineages: tuple[str, ...]
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a happening over all its sources. `verdict`: do those that give it agree, or differ?"""

    name: Literal["who", "to whom", "when", "where", "told", "counts", "said by", "denied by"]
    verdict: Literal["agree", "differ", "one source", "silent"]
    accounts: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened (or is said to have): the events of several reports that tell it.

    `events` are (report id, event id) pairs; `lineages` the independent texts among them. `told` is the
    class that most lineages give (ties: the more doubtful one).
    """

    id: str
    type: str
    events: tuple[tuple[str, str], ...]
    lineages: tuple[str, ...]
    told: Told
    fields: tuple[Field, ...]
    mode: str | None = None
    quad: int = 0


@dataclass(frozen=True, slots=True)
class Wording:
    """One outlet's wording of an utterance: the statement and its words."""

    report: str
    statement: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Utterance:
    """The same thing said once by one speaker, as worded by each report that gives it."""

    id: str
    speaker: str
    stance: Stance
    wordings: tuple[Wording, ...]
    lineages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Reports about the same happenings, and all that they tell together. Reports and lineages are sorted by id."""

    id: str
    title: str
    reports: tuple[str, ...]
    lineages: tuple[Lineage, ...]
    kinships: tuple[Kinship, ...] = ()
    happenings: tuple[Happening, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    earliest: str | None = None
    latest: str | None = None


def pages_in(lineages: Iterable[Lineage]) -> int:
    """How many reports the lineages hold together."""
    return sum(len(lineage.reports) for lineage in lineages)

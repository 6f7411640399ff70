"""A page, and the report or the skipped page that reading makes of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal, Self

from dateline.model.evidence import Span, content_id
from dateline.model.offers import ReportOffers
from dateline.model.plain import Dictionary, Words, as_json, as_plain, check_words, from_plain


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


CODED_LANGUAGES = frozenset(("en",))
"""Languages (ISO 639-1) whose reports are coded. Pages in others are read and kept all the same."""

PartKind = Literal["title", "paragraph"]
FurnitureKind = Literal[
    "navigation",
    "breadcrumb",
    "byline",
    "date-line",
    "credit",
    "contributor",
    "correction",
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
    """A typed stretch of the clean text. Parts follow one another and never overlap.

    `day`: the ISO day that stands above it where the report is made of posts, each with a day of its own (rolling
    reports): there "today" is that day, not the report's.
    """

    kind: PartKind
    span: Span
    day: str | None = None


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
class Report(ReportOffers):
    """One outlet's account. `id` is the page's id; all spans of the report and its coding cut `text`.

    `outlet` printed it, `agency` wrote it (None: the page does not show another writer). `cuts` map the
    text back to the decoded page where the page was text. `anchor` is the day that relative dates in
    the text count from: `published.value` or, failing that, a reference date that the user gave. `address` is where the
    page was fetched, `canonical` what the page itself gives as its address.
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
    canonical: str | None = None
    fetched: str | None = None
    given_id: str | None = None
    origin: str = ""
    furniture: tuple[Furniture, ...] = ()
    cuts: tuple[Cut, ...] = ()
    notes: tuple[str, ...] = ()

    def anchor_at(self, place: int) -> str | None:
        """The day that relative dates at this place of the text count from: its post's, else `anchor`."""
        return next(
            (part.day for part in self.parts if part.day and part.span.start <= place < part.span.end), self.anchor
        )

    @property
    def parsed_parts(self) -> tuple[Span, ...]:
        """What is parsed by itself, in order: each part, and a dateline apart from the paragraph that it opens
        ("PRISTINA - Kosovo police said" is said by the police)."""
        line = self.dateline.span if self.dateline is not None else None
        out: list[Span] = []
        for span in (part.span for part in self.parts):
            if line is not None and span.start <= line.start < line.end < span.end:
                out += [Span(span.start, line.end), Span(line.end, span.end)]
            else:
                out.append(span)
        return tuple(out)

    def on_page(self, span: Span) -> tuple[Span, ...]:
        """The stretches of the decoded page that hold `span`'s words; empty where the page was not text."""
        out = []
        for cut in self.cuts:
            start, end = max(span.start, cut.span.start), min(span.end, cut.span.end)
            if start < end:
                shift = cut.page_start - cut.span.start
                out.append(Span(start + shift, end + shift))
        return tuple(out)

    def to_dict(self) -> Dictionary:
        """Field by field, each span with its words."""
        plain: Dictionary = as_plain(self, Words(self.text))
        return plain

    def to_json(self) -> str:
        """The same as one line of JSON."""
        return as_json(self.to_dict())

    @classmethod
    def from_dict(cls, given: Dictionary) -> Self:
        """The report that `to_dict` was asked of. Raises ValueError where the shape is another, or where the words of a
        span are not those of its text."""
        made = from_plain(given, cls)
        check_words(given, made.text)
        return made


def why_uncoded(report: Report) -> str:
    """Why a report is not coded, in words; "" where it is."""
    return "" if report.language in CODED_LANGUAGES else f"language {report.language}"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A page that is no report, with the reason in words. `id` is the page's id."""

    id: str
    reason: str
    detail: str = ""
    origin: str = ""
    given_id: str | None = None
    address: str | None = None

    def to_dict(self) -> Dictionary:
        """Field by field."""
        plain: Dictionary = as_plain(self, Words(""))
        return plain

    def to_json(self) -> str:
        """The same as one line of JSON."""
        return as_json(self.to_dict())

    @classmethod
    def from_dict(cls, given: Dictionary) -> Self:
        """The value that `to_dict` was asked of. Raises ValueError where the shape is another."""
        return from_plain(given, cls)

"""A report's text with its spans marked in place: a page of its own, or what a notebook shows.

On the page the words lead to the card of their record, and each field of the card leads back to its words. One file: no
script, no request to anywhere.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType

from jinja2 import Environment
from markupsafe import Markup

from dateline.exporting import html
from dateline.exporting.marked_records import Card, CardField, anchor_of, cards_of, marks_of, masthead_cards
from dateline.exporting.marked_text import Mark, mark_text
from dateline.model import CODED_LANGUAGES, Coding, Report, Skipped, Span
from dateline.tables import shipped


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the page in order: a part of the text ("title", "paragraph") at its span, or a piece of furniture by
    its kind."""

    kind: str
    html: Markup | None = None
    text: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class MarkedReport:
    """A report as a page shows it: what it says of itself (pairs of a name and a value), a card for every record, the
    text and what was set aside in the order of the page, what was set aside at no known place, what the marks mean, and
    the styles by which a card and its words show each other."""

    masthead: tuple[tuple[str, str], ...]
    cards: tuple[Card, ...]
    pieces: tuple[Piece, ...]
    elsewhere: tuple[Piece, ...]
    legend: Markup
    linking: str


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field of a card as a page shows it: `words` are cut at `span` and shortened."""

    name: str
    value: str
    span: object
    words: str


def head(title: str) -> str:
    """How a page begins."""
    css = _file("marked_page.css") + _file("marks.css")
    return _environment().get_template("marked_head.html").render(title=_showable(title), **html.style_of(css)) + "\n"


def foot() -> str:
    """How a page ends."""
    words = "Made by Dateline from the pages alone. A record claims what its words show and no more; check the words."
    return f"<footer>{words}</footer>\n</body>\n</html>\n"


def page(report: Report, coding: Coding | None = None) -> str:
    """One report as a page of its own, to be written as UTF-8."""
    return head(report.title or report.origin or report.id) + article(report, coding) + foot()


def article(report: Report, coding: Coding | None = None, place: int = 1) -> str:
    """One report between the head of a page and its foot, the `place`th on it."""
    prefix = f"r{place}"
    made = mark_report(report, coding, prefix)
    return _environment().get_template("marked_report.html").render(
        report=report, prefix=prefix, cards=made.cards, pieces=made.pieces, elsewhere=made.elsewhere,
        shown=lambda field: show_field(field, report.text), masthead=made.masthead, legend=made.legend,
        uncoded=coding.uncoded if coding else "", anchor=lambda span: anchor_of(span, prefix),
        linking=Markup(made.linking),
    ) + "\n"  # fmt: skip


def mark_report(report: Report, coding: Coding | None, prefix: str, also: Sequence[Mark] = ()) -> MarkedReport:
    """The parts of a report's page; `prefix` stands before every id of it, `also` are marks beside those of records."""
    cards = (*(cards_of(coding) if coding else ()), *masthead_cards(report))
    pieces, elsewhere = _pieces(report, (*marks_of(cards, prefix), *also))
    noted = (("note", _showable(note)) for note in (coding.notes if coding else ()))
    return MarkedReport((*masthead(report), *noted), cards, pieces, elsewhere, _legend(cards), _linking(cards, prefix))


def show_field(field: CardField, text: str) -> ShownField:
    """A field of a card with its words in a report's text."""
    words = _shorten(field.span.cut(text)) if field.span else ""
    return ShownField(field.name, _showable(field.value), field.span, _showable(words))


def skipped_article(skipped: Skipped) -> str:
    """A page that is no report, with the reason."""
    shown = Markup('<article class="report"><h1><bdi>{}</bdi></h1><p>skipped: {}</p></article>\n')
    reason = f"{skipped.reason} ({skipped.detail})" if skipped.detail else skipped.reason
    return shown.format(_showable(skipped.origin or skipped.id), _showable(reason))


def fragment(report: Report, coding: Coding | None = None) -> str:
    """One report as a notebook shows it: no links, readable on light and on dark."""
    cards = cards_of(coding) if coding else masthead_cards(report)
    pieces, _ = _pieces(report, marks_of(cards), furniture=False)
    if coding and coding.uncoded:
        lines: tuple[tuple[str, str], ...] = (("not coded", coding.uncoded),)
    else:
        lines = () if coding else tuple(masthead(report))
    return _environment().get_template("marked_fragment.html").render(
        css=Markup(_file("marks.css")), legend=_legend(cards), pieces=pieces, masthead=lines,
        cards=[card for card in cards if card.kind in ("event", "statement")],
    )  # fmt: skip


def masthead(report: Report) -> Iterator[tuple[str, str]]:
    """What the page says of itself, and how that is known: pairs of a name and a value in words."""
    published = report.published
    agency = f"{report.agency.name} ({report.agency.how}: {report.agency.words})" if report.agency else ""
    window = " to ".join(one or "any day" for one in published.window) if published.window else ""
    lines = (
        ("printed by", report.outlet or ""),
        ("written by", agency),
        ("byline", ", ".join(report.byline)),
        ("dateline", (report.dateline.place or "") if report.dateline else ""),
        ("language", report.language if report.language not in CODED_LANGUAGES else ""),
        ("address", report.address or report.canonical or ""),
        ("published", f"{published.value or 'unknown'} ({published.method})"),
        ("declared", published.declared or "" if published.declared != published.value else ""),
        ("left open", window),
        *(("doubt", doubt.reason) for doubt in published.doubts),
        *(("note", note) for note in report.notes),
    )
    return ((name, _showable(value)) for name, value in lines if value)


def _pieces(
    report: Report, marks: Sequence[Mark], *, furniture: bool = True
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The text and what was set aside, in the order of the page; and what was set aside at no known place."""
    told = [
        (
            _start_on_page(report, part.span.start),
            Piece(part.kind, mark_text(report.text, part.span, marks), span=part.span),
        )
        for part in report.parts
    ]
    aside = [(one.page_start, Piece(one.kind, text=_showable(one.text))) for one in report.furniture if furniture]
    if any(start is None for start, _ in told):
        return tuple(piece for _, piece in told), tuple(piece for _, piece in aside)
    placed = [(start, piece) for start, piece in (*told, *aside) if start is not None]
    in_order = tuple(piece for _, piece in sorted(placed, key=lambda pair: pair[0]))
    return in_order, tuple(piece for start, piece in aside if start is None)


def _start_on_page(report: Report, start: int) -> int | None:
    cut = next((cut for cut in report.cuts if cut.span.start <= start < cut.span.end), None)
    return None if cut is None else cut.page_start + start - cut.span.start


def _linking(cards: Sequence[Card], prefix: str) -> str:
    """Styles by which a card and its words show each other when pointed at; numbers of ours alone stand in them."""
    ids = [f"{prefix}{card.number}" for card in cards]
    return "".join(
        f"body:has(#{one}:hover) .k-{one},body:has(#{one}:target) .k-{one}{{box-shadow:0 0 0 2px rgba(214,158,20,.75)}}"
        f"body:has(.k-{one}:hover) #{one}{{box-shadow:inset 3px 0 0 #d69e14}}"
        for one in ids
    )


def _legend(cards: Sequence[Card]) -> Markup:
    kinds = {card.kind for card in cards}
    shown = kinds & {"event", "statement", "place", "time"}
    return Markup(_environment().get_template("marked_legend.html").render(kinds=kinds)) if shown else Markup("")


def _shorten(words: str, most: int = 90) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _showable(words: str) -> str:
    return words.encode("utf-8", "replace").decode("utf-8")


@functools.cache
def _file(name: str) -> str:
    return (resources.files(__package__) / "templates" / name).read_text(encoding="utf-8")


def furniture_words(kind: str) -> str:
    """Why a piece of furniture was set aside, in words."""
    return _why_aside()[kind]


@functools.cache
def _why_aside() -> Mapping[str, str]:
    rows = shipped(__package__, "tables/furniture.tsv", ("kind", "words"))
    return MappingProxyType({row["kind"]: row["words"] for row in rows})


@functools.cache
def _environment() -> Environment:
    environment = html.environment().overlay()
    environment.filters = {**environment.filters, "furniture_words": furniture_words}
    return environment

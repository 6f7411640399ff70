"""What is marked in a report's text, and a card for each record that says what the marks mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from dateline.exporting.marked_text import Mark
from dateline.exporting.phrases import day, join_names, kind_of, stance_words, told_words, vouching_word
from dateline.model import (
    Actor,
    Coding,
    DateBasis,
    Event,
    Place,
    Report,
    Span,
    Statement,
    When,
    Witness,
    sure_words,
)

T = TypeVar("T", Place, When)
_SIGNS: Mapping[str, str] = MappingProxyType({"yes": "●", "open": "○", "no": "✕"})
_BASES: Mapping[DateBasis, str] = MappingProxyType(
    {"text": "its own words", "told that day": "the day of words around it", "report": "the day of the report alone"}
)


@dataclass(frozen=True, slots=True)
class CardField:
    """A field of a record: its name, its value in words, and where its words stand."""

    name: str
    value: str
    span: Span | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A record as a reader sees it. `number` is its name on the page ("E1"); `record` the id where it has one.

    `vouched` and `sign`: whether it is told as a fact ("yes", ●), as open ("open", ○) or contested ("no", ✕).
    """

    number: str
    kind: str
    title: str
    fields: tuple[CardField, ...]
    record: str = ""
    vouched: str = ""
    told: str = ""

    @property
    def sign(self) -> str:
        """The sign of how it is told; "" where that is no question."""
        return _SIGNS.get(self.vouched, "")


def cards_of(coding: Coding) -> tuple[Card, ...]:
    """A card for every event, statement, place and time, in the order of the text within each kind."""
    events = sorted(coding.events, key=lambda e: (e.trigger.start, e.id))
    statements = sorted(coding.statements, key=lambda s: (s.content[0].start, s.id))
    numbers = {s.id: f"S{n}" for n, s in enumerate(statements, 1)}
    return (
        *(_event(f"E{n}", event) for n, event in enumerate(events, 1)),
        *(_statement(numbers[said.id], said, numbers) for said in statements),
        *(_place(f"P{n}", place) for n, place in enumerate(_in_order(coding.places), 1)),
        *(_time(f"T{n}", when) for n, when in enumerate(_in_order(coding.times), 1)),
    )


def _in_order(values: Iterable[T]) -> list[T]:
    return sorted(values, key=lambda value: value.span)


def _event(number: str, event: Event) -> Card:
    kind, told = kind_of(event.type, event.mode), event.factuality
    sides = join_names([actor.name for actor in event.actors])
    others = join_names([actor.name for actor in event.recipients])
    title = f"{kind.noun}: {sides or 'nobody named'}{f' → {others}' if others else ''}"
    code = "/".join(part for part in (event.type, event.mode, event.cameo) if part)
    fields = [
        CardField("type", ", ".join(x for x in (code, sure_words(event.sure)) if x), event.trigger, "d-act"),
        CardField("told", f"{told_words(told.label)}{f' ({told.how})' if told.how else ''}", told.cue, "d-cue"),
        *_actors("who" if not event.nary else "between", event.actors),
        *_actors("to whom", event.recipients),
    ]
    if event.when:
        fields.append(CardField("when", _when_words(event.when), event.when.span, "d-time"))
    elif event.event_date:
        shown = day(event.event_date)
        fields.append(
            CardField("when", f"{shown.words if shown else ''} ({_BASES[event.event_date_basis or 'report']})")
        )
    if event.where:
        fields.append(CardField("where", _place_words(event.where), event.where.span, "d-place"))
    fields += [CardField(c.kind, f"{c.low}" if c.low == c.high else f"{c.low}–{c.high or ''}", c.span, "d-part")
               for c in event.counts]  # fmt: skip
    for name, voices in (("said by", event.said_by), ("denied by", event.denied_by)):
        fields += [CardField(name, _actor_words(v.speaker), v.speaker.span, "d-part") for v in voices]
    fields += [CardField("in the words", "", span, f"d-event d-{vouching_word(told.label)}")
               for span in (event.evidence, *(m for m in event.mentions if m != event.evidence))]  # fmt: skip
    return Card(number, "event", title, tuple(fields), event.id, vouching_word(told.label), told_words(told.label))


def _statement(number: str, said: Statement, numbers: dict[str, str]) -> Card:
    speaker = said.speaker.name if said.speaker else "somebody"
    vouched = "no" if said.stance == "denies" else ""
    kind = "d-said d-denied" if vouched else "d-said"
    fields = [CardField("said", "", span, kind) for span in said.content]
    fields += _actors("speaker", (said.speaker,) if said.speaker else ())
    fields.append(CardField("stance", f"{stance_words(said.stance)}, {said.quotation}", said.cue, "d-cue"))
    fields += _actors("to", (said.addressee,) if said.addressee else ())
    if said.when:
        fields.append(CardField("when", _when_words(said.when), said.when.span, "d-time"))
    if said.within in numbers:
        fields.append(CardField("reported in", numbers[said.within]))
    return Card(number, "statement", f"{speaker} {stance_words(said.stance)}", tuple(fields), said.id, vouched)


def _place(number: str, place: Place) -> Card:
    fields = (CardField("where", _place_words(place), place.span, "d-place"), *_known(("how", place.how)))
    return Card(number, "place", place.name, fields)


def _time(number: str, when: When) -> Card:
    counted = day(when.anchor)
    fields = (
        CardField("when", _when_words(when), when.span, "d-time"),
        *_known(("counted from", counted.words if counted else "")),
    )
    return Card(number, "time", _when_words(when), fields)


def _known(*pairs: tuple[str, str]) -> Iterator[CardField]:
    return (CardField(name, value) for name, value in pairs if value)


def _actors(name: str, actors: Sequence[Actor]) -> list[CardField]:
    return [CardField(name, _actor_words(actor), actor.span, "d-part") for actor in actors]


def _actor_words(actor: Actor) -> str:
    facts = ", ".join(x for x in (actor.country, *actor.sectors, actor.office) if x)
    return f"{actor.name} ({facts})" if facts else actor.name


def _place_words(place: Place) -> str:
    at = f"{place.latitude:.2f}, {place.longitude:.2f}" if place.latitude is not None else "not on the map"
    return ", ".join(x for x in (place.name, place.country, place.feature, at) if x)


def _when_words(when: When) -> str:
    shown = day(when.value)
    return shown.words if shown else when.value


def masthead_cards(report: Report) -> tuple[Card, ...]:
    """What the masthead was read from, where it stands in the text: title, dateline, credit, words of the date."""
    fields = [CardField("title", "", part.span, "d-part") for part in report.parts if part.kind == "title"]
    if report.dateline:
        fields.append(CardField("dateline", report.dateline.place or "", report.dateline.span, "d-place"))
    if report.agency and report.agency.span:
        fields.append(CardField("written by", report.agency.name, report.agency.span, "d-said"))
    told = {w.span: w for w in _witnesses(report) if w.span}
    fields += [CardField("date", witness.value, span, "d-time") for span, witness in told.items()]
    cards = (Card(f"M{n}", "masthead", field.name, (field,)) for n, field in enumerate(fields, 1) if field.span)
    return tuple(cards)


def _witnesses(report: Report) -> tuple[Witness, ...]:
    doubts = report.published.doubts
    return (*report.published.witnesses, *(d.witness for d in doubts), *(d.against for d in doubts if d.against))


def marks_of(cards: Sequence[Card], prefix: str | None = None) -> tuple[Mark, ...]:
    """One mark for every distinct span of the cards; with a `prefix` its words and its card lead to each other.

    Where records share a span its words lead to the first of them; the label behind it names all that are called so.
    """
    found: dict[Span, list[tuple[Card, CardField]]] = {}
    for card in cards:
        for field in card.fields:
            if field.span is not None:
                found.setdefault(field.span, []).append((card, field))
    return tuple(_mark(span, shown, prefix) for span, shown in sorted(found.items()))


def _mark(span: Span, shown: Sequence[tuple[Card, CardField]], prefix: str | None) -> Mark:
    kinds = dict.fromkeys(kind for _, field in shown for kind in field.kind.split())
    titles = dict.fromkeys(f"{card.number} {card.title} – {field.name}" for card, field in shown[:6])
    named = [card for card, field in shown if field.name in ("type", "said") and field.span == _last(card, field.name)]
    label = " ".join(dict.fromkeys(f"{card.number}{card.sign}" for card in named))
    mark = Mark(span, tuple(kinds), "; ".join(titles), label)
    if prefix is None:
        return mark
    of_cards = dict.fromkeys(f"k-{prefix}{card.number}" for card, _ in shown)
    kinds |= of_cards
    return replace(mark, kinds=tuple(kinds), anchor=anchor_of(span, prefix), link=f"#{prefix}{_chief(shown).number}")


def _chief(shown: Sequence[tuple[Card, CardField]]) -> Card:
    """Where the words of a span lead: to the record that they are called by, else to the first that uses them."""
    own = [card for card, field in shown if field is card.fields[0]]
    return own[0] if own else shown[0][0]


def _last(card: Card, name: str) -> Span | None:
    return [field.span for field in card.fields if field.name == name][-1]


def anchor_of(span: Span, prefix: str) -> str:
    """The id of the element that marks a span."""
    return f"{prefix}w{span.start}-{span.end}"

"""Dateline in a spaCy pipeline: `nlp.add_pipe("dateline")`, then `doc._.events`, `doc._.statements` and the rest.

`dateline` parses with the shipped encoder and codes; behind another pipeline `dateline_coding` codes what that one has
parsed. What is understood is kept in the Doc as JSON, so that it goes wherever the Doc goes: into another process, to
the disk. The values are made of it when they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec
import spacy.language
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from dateline import coding as rooms
from dateline.language import with_our_types
from dateline.language.component import Component
from dateline.model import Actor, Coding, Event, Page, Place, Report, Span, Statement, When, why_uncoded
from dateline.reading import read

_REPORT, _CODING = "dateline.report", "dateline.coding"


class ParseAndCode:
    """The component `dateline`: our parse of the Doc's tokens, and what is told in them."""

    def __init__(self, threads: int = 1, *, code: bool = True) -> None:
        self._parse = Component(threads=threads)
        self._code = code

    def __call__(self, doc: Doc) -> Doc:
        """A Doc of the same tokens with every layer."""
        parsed = self._parse(doc)
        if self._code:
            keep(parsed, parsed)
            # The encoder's evidence is no JSON and cannot leave this process; coding has read it.
            parsed.user_data = {**doc.user_data, **{key: parsed.user_data[key] for key in (_REPORT, _CODING)}}
        return parsed


class Code:
    """The component `dateline_coding`: what is told in a Doc that other components have parsed and tagged."""

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc, with what is told in it. Raises ValueError where it has no parse."""
        if len(doc) and not doc.has_annotation("DEP"):
            raise ValueError(
                "dateline_coding reads a parse, and this Doc has none. Put it behind a parser, a tagger, a lemmatizer "
                'and an entity recognizer; or take our own parse: nlp.add_pipe("dateline")'
            )
        parsed = with_our_types(doc.copy())
        keep(doc, parsed)
        return doc


@spacy.language.Language.factory("dateline", default_config={"threads": 1, "code": True})
def make(nlp: spacy.language.Language, name: str, threads: int, code: bool) -> ParseAndCode:  # noqa: ARG001
    """The factory that spaCy calls; the signature is spaCy's."""
    return ParseAndCode(threads, code=code)


@spacy.language.Language.factory("dateline_coding")
def make_coding(nlp: spacy.language.Language, name: str) -> Code:  # noqa: ARG001
    """The factory that spaCy calls; the signature is spaCy's."""
    return Code()


def keep(doc: Doc, parsed: Doc) -> None:
    """Codes `parsed`, which has the tokens of `doc`, and keeps in `doc` what is told there."""
    page = Page(doc.text.encode("utf-8", "replace"), charset="utf-8", given_published=_published(doc))
    report = read(page, as_is=True)
    if not isinstance(report, Report):  # no word in it
        report = Report(page.id, doc.text, ())
    reason = why_uncoded(report)
    found = Coding(report.id, uncoded=reason) if reason or not report.parts else rooms.code(report, parsed)
    doc.user_data[_REPORT] = msgspec.json.encode(replace(report, text="")).decode()
    doc.user_data[_CODING] = msgspec.json.encode(found).decode()


def _published(doc: Doc) -> str | None:
    """The day that was set as `doc._.published`, or stands under "published" in the context of `as_tuples`."""
    given: object = doc._.published
    if given is None and isinstance(doc._context, Mapping):
        given = doc._context.get("published")
    if given is None:
        return None
    if isinstance(given, str):
        try:  # a year or a month counts too
            date.fromisoformat("-".join([*given[:10].split("-"), "01", "01"][:3]))
        except ValueError as error:
            raise ValueError(f"{given} is no date. Write it as 2023-09-15.") from error
        return given
    if isinstance(given, date):
        return given.isoformat()[:10]
    raise TypeError(f"{given!r} is no publication date. Give an ISO date, as '2023-09-15', or a datetime.date.")


# ------------------------------------------------------------------ what a Doc knows


def report_of(doc: Doc) -> Report | None:
    """The Doc as a report; None where the component has not seen it."""
    known = doc.user_data.get(_REPORT)
    return None if known is None else replace(_report(known), text=doc.text)


def coding_of(doc: Doc) -> Coding | None:
    """The Doc's coding, its report at hand; None where the component has not seen it."""
    known, report = doc.user_data.get(_CODING), report_of(doc)
    return None if known is None or report is None else _coding(known).with_report(report)


@lru_cache(maxsize=64)
def _report(known: str) -> Report:
    return msgspec.json.decode(known, type=Report)


@lru_cache(maxsize=64)
def _coding(known: str) -> Coding:
    return msgspec.json.decode(known, type=Coding)


def _held(doc: Doc) -> Coding:
    """The coding as it is kept: without its report, which few questions need."""
    known = doc.user_data.get(_CODING)
    return Coding("") if known is None else _coding(known)


def _cut(doc: Doc, span: Span, label: str = "", name: str = "") -> SpacySpan:
    found = doc.char_span(span.start, span.end, label=label, span_id=name, alignment_mode="expand")
    assert found is not None  # every span of a coding has words, and every word is a token
    return found


def events(doc: Doc) -> tuple[SpacySpan, ...]:
    """The clause of each event, labelled with its type."""
    return tuple(_cut(doc, event.evidence, event.type, event.id) for event in _held(doc).events)


def statements(doc: Doc) -> tuple[SpacySpan, ...]:
    """The words of each statement, labelled with its stance; a quotation that its cue breaks is one Span over both."""
    return tuple(
        _cut(doc, Span(said.content[0].start, said.content[-1].end), said.stance, said.id)
        for said in _held(doc).statements
    )


def places(doc: Doc) -> tuple[SpacySpan, ...]:
    """The words of each toponym, labelled with what it is ("city")."""
    return tuple(_cut(doc, place.span, place.feature, _name(place)) for place in _held(doc).places)


def times(doc: Doc) -> tuple[SpacySpan, ...]:
    """The words of each time, labelled as TimeML does ("DATE")."""
    return tuple(_cut(doc, when.span, when.kind, _name(when)) for when in _held(doc).times)


def _name(value: Place | When) -> str:
    kind = "place" if isinstance(value, Place) else "time"
    return f"{kind} {value.span.start}-{value.span.end}"


# ------------------------------------------------------------------ what a Span knows


def event_of(span: SpacySpan) -> Event | None:
    """The event of a Span of `doc._.events`; None for any other."""
    return next((event for event in _held(span.doc).events if event.id == span.id_), None)


def statement_of(span: SpacySpan) -> Statement | None:
    """The statement of a Span of `doc._.statements`; None for any other."""
    return next((said for said in _held(span.doc).statements if said.id == span.id_), None)


def place_of(span: SpacySpan) -> Place | None:
    """The place of a Span of `doc._.places`; None for any other."""
    return next((place for place in _held(span.doc).places if _name(place) == span.id_), None)


def when_of(span: SpacySpan) -> When | None:
    """The time of a Span of `doc._.times`; None for any other."""
    return next((when for when in _held(span.doc).times if _name(when) == span.id_), None)


def _sides(span: SpacySpan, read_side: Callable[[Event], Iterable[Actor]]) -> tuple[SpacySpan, ...]:
    event = event_of(span)
    return tuple(_cut(span.doc, actor.span) for actor in read_side(event)) if event else ()


def actors_of(span: SpacySpan) -> tuple[SpacySpan, ...]:
    """The words for each actor of an event."""
    return _sides(span, lambda event: event.actors)


def recipients_of(span: SpacySpan) -> tuple[SpacySpan, ...]:
    """The words for each recipient of an event."""
    return _sides(span, lambda event: event.recipients)


def speaker_of(span: SpacySpan) -> SpacySpan | None:
    """The words for who makes a statement."""
    said = statement_of(span)
    return _cut(span.doc, said.speaker.span) if said and said.speaker else None


def cue_of(span: SpacySpan) -> SpacySpan | None:
    """The cue of a statement."""
    said = statement_of(span)
    return _cut(span.doc, said.cue) if said and said.cue else None


def _extend(kind: type[Doc] | type[SpacySpan], **getters: Callable[[Any], object]) -> None:
    for name, getter in getters.items():
        if not kind.has_extension(name):
            kind.set_extension(name, getter=getter)


if not Doc.has_extension("published"):
    Doc.set_extension("published", default=None)
_extend(Doc, events=events, statements=statements, places=places, times=times, coding=coding_of, report=report_of)
_extend(
    SpacySpan, event=event_of, statement=statement_of, place=place_of, when=when_of, actors=actors_of,
    recipients=recipients_of, speaker=speaker_of, cue=cue_of,
)  # fmt: skip

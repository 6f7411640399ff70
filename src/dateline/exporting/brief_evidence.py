"""Cutting the words that show a line, with the sentence around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from dateline.exporting.lines import EvidenceWords
from dateline.exporting.phrases import letter
from dateline.linking.casts import Cast
from dateline.linking.sentences import sentences_of
from dateline.model import Coded, Event, Exhibit, Lineage, Report, Span, Statement, Story

_CONTEXT = 160
"""Code points kept on either side of the words: a long sentence, without its neighbours."""
_CLAUSE = 16
"""Code points from which words are a clause, not a name."""
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class BriefEvidence:
    """The reports of one story as the lines of its brief need them.

    `letters` gives the letter of every report's source, `lineages` that of every lineage; `ranked` is their order.
    `order` is the place of every report: source by source, the source's first page first. `coded` holds each report
    with all that was understood of it; `cast` tells who is who in them all, `sentences` where those of each stand.
    """

    reports: Mapping[str, Report]
    coded: Mapping[str, Coded]
    statements: Mapping[tuple[str, str], Statement]
    events: Mapping[tuple[str, str], Event]
    ranked: tuple[Lineage, ...]
    letters: Mapping[str, str]
    lineages: Mapping[str, str]
    order: Mapping[str, int]
    cast: Cast
    sentences: Mapping[str, tuple[Span, ...]]

    def words(self, exhibit: Exhibit) -> EvidenceWords:
        """The exhibit's words in their sentence. ValueError if the span reaches beyond the text."""
        report, span = self.reports[exhibit.report], exhibit.span
        if span.end > len(report.text):
            raise ValueError(f"{span} reaches beyond the text of {report.id}")
        start, end = _sentence(report, span)
        return EvidenceWords(
            report=report.id,
            outlet=outlet_of(report),
            source=self.letters.get(report.id, ""),
            start=span.start,
            end=span.end,
            exact=span.cut(report.text),
            before=_tail(report.text[start : span.start]),
            after=_head(report.text[span.end : end]),
        )

    def show_all(self, exhibits: Iterable[Exhibit]) -> tuple[EvidenceWords, ...]:
        """Every exhibit once, source by source, the source's first page first; a copy says nothing new."""
        place = self.order
        found = sorted(
            dict.fromkeys(exhibits), key=lambda one: (place.get(one.report, len(place)), one.report, one.span)
        )
        out: list[EvidenceWords] = []
        for exhibit in found:
            words = self.words(exhibit)
            if not any(_says_nothing_new(words, kept) for kept in out):
                out.append(words)
        return tuple(_round_robin(out))

    def denied_in(self, report: str, statement: str) -> tuple[Span, ...]:
        """The clauses of what a statement denies, where the coding knows the events that it denies."""
        events = (event for (page, _), event in self.events.items() if page == report)
        found = (one.evidence for one in events if any(voice.statement == statement for voice in one.denied_by))
        return tuple(sorted(set(found)))

    def sources(self, lineages: Iterable[str]) -> tuple[str, ...]:
        """The letters of the lineages, in the order of the sources."""
        return tuple(self.lineages[self.ranked[place].id] for place in self.places(lineages))

    def places(self, lineages: Iterable[str]) -> tuple[int, ...]:
        """The places of the lineages among the sources, 0 the first."""
        asked = set(lineages)
        return tuple(place for place, one in enumerate(self.ranked) if one.id in asked)


def gather_evidence(story: Story, coded: Sequence[Coded]) -> BriefEvidence:
    """The evidence for one story. ValueError if a report of the story is not among `coded`."""
    by_id = {one.report.id: one for one in coded}
    missing = [name for name in story.reports if name not in by_id]
    if missing:
        raise ValueError(f"the story {story.id} needs reports that were not given: {', '.join(missing)}")
    chosen = [by_id[name] for name in story.reports]
    reports = {one.report.id: one.report for one in chosen}
    ranked = tuple(sorted(story.lineages, key=lambda one: _rank(one, reports)))
    names = {lineage.id: letter(place) for place, lineage in enumerate(ranked)}
    return BriefEvidence(
        reports=reports,
        coded={one.report.id: one for one in chosen},
        statements={(one.coding.report, st.id): st for one in chosen for st in one.coding.statements},
        events={(one.coding.report, event.id): event for one in chosen for event in one.coding.events},
        ranked=ranked,
        letters={report: names[lineage.id] for lineage in ranked for report in lineage.reports},
        lineages=names,
        order={name: place for place, name in enumerate(_list_reports(ranked))},
        cast=Cast(chosen),
        sentences={name: sentences_of(report) for name, report in reports.items()},
    )


def _list_reports(ranked: Iterable[Lineage]) -> Iterator[str]:
    for lineage in ranked:
        yield lineage.first
        yield from (name for name in lineage.reports if name != lineage.first)


def _says_nothing_new(words: EvidenceWords, kept: EvidenceWords) -> bool:
    """Whether a page of the same source shows the same words already, or the same clause cut a little differently."""
    if words.source != kept.source:
        return False
    short, long = sorted((words.exact, kept.exact), key=len)
    return short == long or (len(short) >= _CLAUSE and short in long)


class Printed(Protocol):
    """What says who printed a page: a report, or a row of the record with the same columns."""

    @property
    def id(self) -> str: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def address(self) -> str | None: ...
    @property
    def given_id(self) -> str | None: ...
    @property
    def origin(self) -> str: ...


def outlet_of(report: Printed) -> str:
    """Who printed it: the outlet, or failing that the host of its address, the user's id, the file, the page's id."""
    return publisher_of(report) or report.given_id or _file(report) or f"page {report.id[:9]}"


def publisher_of(report: Printed) -> str:
    """The outlet or the host of the address; "" where neither is known: a file's name is no publisher."""
    host = ""
    if report.address:
        try:
            host = urlsplit(report.address).hostname or ""
        except ValueError:  # not an address: then the next best name
            host = ""
    return report.outlet or host.removeprefix("www.")


def _file(report: Printed) -> str:
    """The name of the file it came from, without its folders: where a file lies says nothing of the page."""
    return report.origin.replace("\\", "/").rsplit("/", 1)[-1]


def _rank(lineage: Lineage, reports: Mapping[str, Report]) -> tuple[int, str, str]:
    first = reports.get(lineage.first)
    return -len(lineage.reports), (first.published.value if first else None) or "9999", lineage.id


def _round_robin(words: Sequence[EvidenceWords]) -> Iterable[EvidenceWords]:
    """One exhibit of every source before the second of any: the first lines then show most voices."""
    seen: dict[str, int] = {}
    turns = []
    for one in words:
        seen[one.source] = seen.get(one.source, 0) + 1
        turns.append(seen[one.source])
    return [one for _, one in sorted(zip(turns, words, strict=True), key=lambda pair: pair[0])]


def _sentence(report: Report, span: Span) -> tuple[int, int]:
    """Where the sentence around `span` begins and ends, never beyond its paragraph."""
    part = next((one.span for one in report.parts if one.span.contains(span)), None)
    low, high = (part.start, part.end) if part else (span.start, span.end)
    start, end = low, high
    for stop in _SENTENCE_END.finditer(report.text, low, high):
        if stop.end() <= span.start:
            start = stop.end()
        elif stop.start() >= span.end - 1:
            end = stop.end()
            break
    return start, max(end, span.end)


def _tail(text: str) -> str:
    if len(text) <= _CONTEXT:
        return text.lstrip()
    return "… " + text[-_CONTEXT:].split(" ", 1)[-1]


def _head(text: str) -> str:
    if len(text) <= _CONTEXT:
        return text.rstrip()
    return text[:_CONTEXT].rsplit(" ", 1)[0] + " …"

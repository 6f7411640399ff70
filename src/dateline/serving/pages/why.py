"""Why a sentence tells what it tells, and why not more: every word that was seen as an act, and what became of it."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import cast

from dateline.coding import Sighting, why
from dateline.model import Report, Span, why_uncoded
from dateline.running.steps import language
from dateline.serving import addresses
from dateline.serving.jobs import result_of
from dateline.serving.pages.report import ReportPage, report
from dateline.serving.params import Params
from dateline.serving.shelf import Moment

_LONGEST = 60_000
"""Code points of a report whose reasons are looked for while somebody waits."""
_PATIENCE = 1.5
"""Seconds that a page waits for the reasons before it says that they are being looked for."""
_ONE_AT_A_TIME = threading.Lock()  # the parser takes all the room that one has


@dataclass(frozen=True, slots=True)
class Reason:
    """A word: what it was seen as, what proposed it, and the event it became or what stopped it."""

    start: int
    end: int
    word: str
    lemma: str
    type: str
    proposed_by: str
    rule: str
    event: str | None
    stopped_by: str


@dataclass(frozen=True, slots=True)
class SentenceReasons:
    """A sentence and its words that were seen as acts."""

    start: int
    end: int
    text: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons of a report, sentence by sentence, or of the sentences that an address asks for. `remark`: why there
    are none. `pending`: they are still being looked for; ask again."""

    id: str
    title: str
    address: str
    at: tuple[int, int] | None
    sentences: tuple[SentenceReasons, ...]
    remark: str
    pending: bool = False


def reasons(moment: Moment, params: Params) -> Why:
    """The reasons of the coder, found anew by this Dateline with its own tables."""
    page: ReportPage = report(moment, params)
    text = page.coded.report
    remark = why_uncoded(text)
    if len(text.text) > _LONGEST:
        remark = f"the report is longer than {_LONGEST:,} characters. Ask in a terminal: dateline code --why"
    found: tuple[SentenceReasons, ...] = ()
    pending = False
    if not remark:
        job = moment.shelf.jobs.ask(("why", text.id), lambda _: _find(text))
        pending = not job.wait(_PATIENCE)
        found = () if pending else cast("tuple[SentenceReasons, ...]", result_of(job))
    shown = tuple(one for one in found if page.at is None or (one.start < page.at[1] and page.at[0] < one.end))
    return Why(text.id, text.title or text.id, addresses.report(text.id), page.at, shown, remark, pending)


def _find(text: Report) -> tuple[SentenceReasons, ...]:
    with _ONE_AT_A_TIME:
        doc = language("dateline").parse(text.text, text.parsed_parts)
        sightings = why(text, doc)
    out = []
    for sentence in doc.sents:
        if not sentence.text.strip():
            continue
        span = Span(sentence.start_char, sentence.end_char)
        held = tuple(_reason(one, text.text) for one in sightings if span.overlaps(one.span))
        out.append(SentenceReasons(span.start, span.end, " ".join(sentence.text.split()), held))
    return tuple(out)


def _reason(one: Sighting, text: str) -> Reason:
    return Reason(
        one.span.start, one.span.end, one.span.cut(text), one.lemma, one.type, one.proposed_by, one.rule, one.event,
        one.reason.words if one.reason else "",
    )  # fmt: skip

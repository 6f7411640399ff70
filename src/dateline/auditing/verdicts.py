"""What the words say of a row: supported, told otherwise, of other sides, day or place, a copy, or nothing at all.

What the coder does not see is "no words" or "unsure", never "false": a row may be right where the text at hand is short
or the reading of it fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from dateline.auditing.matching import Fit, Named, Tolerance, fit
from dateline.auditing.theirs import TheirRow
from dateline.linking import find_text_reuse, lineages
from dateline.model import Actor, Coded, Event, Span

Verdict = Literal[
    "supported", "told otherwise", "other sides", "other day", "other place", "copy", "unsure", "no words", "no text"
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
LEAST_SURE = 0.35
"""Below this an event that fits leaves a row unsure."""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a text that shows something, and what: "evidence", "actor", "recipient", "day", "place", "told"."""

    what: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the words say of one row. `reason` in a sentence; `event` the id of the event that fits best, `words` what
    shows it. `told`: how that event is told; `found`: what the words have in place of what the row says, by field.
    `copy_of`: the number of the earlier row of one text and one coding, whose verdict is `verdict_of_first`.
    """

    row: TheirRow
    verdict: Verdict
    reason: str
    event: str = ""
    type: str = ""
    told: str = ""
    sure: float | None = None
    found: Mapping[str, str] | None = None
    copy_of: int | None = None
    verdict_of_first: str = ""
    report: str = ""
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class TextOfRow:
    """The text that a row is held against, coded; or why there is none, in words."""

    coded: Coded | None
    why_none: str = ""


def answer_rows(
    rows: Sequence[TheirRow], texts: Sequence[TextOfRow], within: Tolerance | None = None
) -> tuple[Answer, ...]:
    """An answer for every row, in their order; `texts` are those of the rows. Order of the rows decides only which of
    two copies is the first."""
    answers = [answer(row, text, within or Tolerance()) for row, text in zip(rows, texts, strict=True)]
    return tuple(_mark_copies(answers, texts))


def answer(row: TheirRow, text: TextOfRow, within: Tolerance) -> Answer:
    """What the words of its text say of one row, and what of the row could not be read."""
    found = _answer(row, text, within)
    unread = "".join(f"; its {one} cannot be read" for one in row.unread)
    return replace(found, reason=found.reason + unread) if unread else found


def _answer(row: TheirRow, text: TextOfRow, within: Tolerance) -> Answer:
    if row.fault:
        return Answer(row, "unsure", row.fault)
    if text.coded is None:
        return Answer(row, "no text", text.why_none)
    report, coding = text.coded.report, text.coded.coding
    if coding.uncoded:
        return Answer(row, "unsure", f"its text was not coded: {coding.uncoded}", report=report.id)
    if not (row.source.given or row.target.given):
        return Answer(row, "unsure", "the row names no side", report=report.id)
    named = Named.in_text(text.coded)
    fits = [fit(row, event, named, within) for event in coding.events]
    same = sorted((one for one in fits if one.act == "same"), key=lambda one: one.weight, reverse=True)
    near = sorted((one for one in fits if one.act == "near"), key=lambda one: one.weight, reverse=True)
    return _judge(row, text.coded, same, near)


def _judge(row: TheirRow, coded: Coded, same: Sequence[Fit], near: Sequence[Fit]) -> Answer:
    """The best event of the row's type decides; one of a type that is taken for it leaves the row unsure."""
    whole = next((one for one in same if one.whole), None)
    if whole is not None:
        return _supporting(row, coded, whole)
    own = next((one for one in same if _is_about(one)), None)
    nearby = next((one for one in near if one.sides), None)
    both = nearby is not None and None not in (nearby.source, nearby.target)
    if own is not None and (own.sides is not False or not both):
        return _differing(row, coded, own)
    if nearby is not None:
        told = "" if not nearby.told else f", told as {nearby.told},"
        reason = f"the words tell it as {nearby.event.type}{told} and not as {row.types[0]}"
        return _make(row, coded, nearby, "unsure", reason)
    other = f"; they tell {_tell(same[0].event)}" if same else ""
    reason = f"no words of the text tell {row.types[0]} of these sides{other}"
    return Answer(row, "no words", reason, report=coded.report.id)


def _supporting(row: TheirRow, coded: Coded, one: Fit) -> Answer:
    sure = one.event.sure
    if sure < LEAST_SURE:
        return _make(
            row, coded, one, "unsure", f"the words may tell {_tell(one.event)}, but that is sure {sure:.2f} only"
        )
    return _make(row, coded, one, "supported", f"the words tell {_tell(one.event)}")


def _is_about(one: Fit) -> bool:
    """Whether an event of the row's type may be what the row is about: a side of the row is in it, on either side."""
    return one.sides is None or True in (one.source, one.target) or one.turned


def _differing(row: TheirRow, coded: Coded, one: Fit) -> Answer:
    if one.sides is False:
        reason = "the words have the sides the other way round" if one.turned else "the words name other sides"
        return _make(row, coded, one, "other sides", f"{reason}: {_tell(one.event)}")
    if one.told:
        return _make(row, coded, one, "told otherwise", f"the words tell it as {one.told}: {_tell(one.event)}")
    if one.day is False:
        return _make(row, coded, one, "other day", f"the words have another day: {_day(one.event)}")
    if one.place is False:
        place = one.event.where.name if one.event.where else ""
        reason = f"the words have another place: {place}" if place else f"the words nowhere name {row.place.country}"
        return _make(row, coded, one, "other place", reason)
    return _make(row, coded, one, "unsure", f"the words do not tell who: {_tell(one.event)}")


# ------------------------------------------------------------------ what is shown


def _make(row: TheirRow, coded: Coded, one: Fit, verdict: Verdict, reason: str) -> Answer:
    event = one.event
    return Answer(
        row=row,
        verdict=verdict,
        reason=reason,
        event=event.id,
        type=event.type,
        told=event.factuality.label,
        sure=event.sure,
        found={
            "actors": "; ".join(actor.name for actor in event.actors),
            "recipients": "; ".join(actor.name for actor in event.recipients),
            "day": _day(event),
            "place": event.where.name if event.where else "",
        },
        report=coded.report.id,
        words=tuple(_words(event, coded.report.text)),
    )


def _words(event: Event, text: str) -> Iterator[Words]:
    def cut(what: str, span: Span | None) -> Iterator[Words]:
        if span is not None:
            yield Words(what, span.start, span.end, span.cut(text))

    yield from cut("evidence", event.evidence)
    for what, actors in (("actor", event.actors), ("recipient", event.recipients)):
        for actor in actors:
            yield from cut(what, actor.span)
    yield from cut("day", event.when.span if event.when else None)
    yield from cut("place", event.where.span if event.where else None)
    yield from cut("told", event.factuality.cue)


def _tell(event: Event) -> str:
    who, whom = _names(event.actors), _names(event.recipients)
    return f"{event.type}, {who or 'nobody named'}{f' → {whom}' if whom else ''}"


def _names(actors: Sequence[Actor]) -> str:
    return ", ".join(actor.name for actor in actors)


def _day(event: Event) -> str:
    return (event.when.value if event.when else event.event_date) or ""


# ------------------------------------------------------------------ copies


def _mark_copies(answers: Sequence[Answer], texts: Sequence[TextOfRow]) -> Iterator[Answer]:
    """A row of one text (or a copy or update of it), one coding and one verdict with an earlier row is a copy."""
    coded = {one.coded.report.id: one.coded for one in texts if one.coded is not None}
    line_of = _lines([coded[name] for name in sorted(coded)])
    first: dict[tuple[object, ...], Answer] = {}
    for one, text in zip(answers, texts, strict=True):
        if one.row.fault or text.coded is None:
            yield one
            continue
        row = one.row
        where = (row.place.name.casefold(), row.place.latitude, row.place.longitude)
        key = (line_of[text.coded.report.id], row.code, str(row.source).casefold(), str(row.target).casefold(), where)
        before = first.setdefault(key, one)
        if before is one:
            yield one
            continue
        copied = replace(one, copy_of=before.row.number, verdict_of_first=before.verdict)
        reason = f"the same coding of one text as row {before.row.number}, which is: {before.verdict}"
        yield replace(copied, verdict="copy", reason=reason) if one.verdict == before.verdict else copied


def _lines(coded: Sequence[Coded]) -> dict[str, str]:
    """Of which lineage every text is. A sentence is too short for passages to tell: equal words are one text too."""
    by_words = {" ".join(one.report.text.casefold().split()): one.report for one in coded}
    reports = sorted(by_words.values(), key=lambda one: one.id)
    found = lineages(reports, find_text_reuse(reports)) if len(reports) > 1 else ()
    line_of = {name: line.id for line in found for name in line.reports}
    words_of = {one.report.id: by_words[" ".join(one.report.text.casefold().split())].id for one in coded}
    return {name: line_of.get(other, other) for name, other in words_of.items()}

"""Lines of the pages of review: a record that may be judged, and a judgement that was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.exporting.phrases import happening_line, kind_of, stance_words, told_words, vouching_word
from dateline.judging import Verdict, undone_by
from dateline.model import Coded, Event, Judgement, Statement
from dateline.recording import Record
from dateline.reviewing import judgeable
from dateline.serving import addresses
from dateline.serving.rulings import Ruling, in_words, ruling
from dateline.serving.words import Words, cut_text

_WHOLES = ("story", "lineage", "happening", "actor")
_PARTS = {"story": "pages", "lineage": "pages", "happening": "events", "actor": "names"}
"""What wholes are made of."""


@dataclass(frozen=True, slots=True)
class RecordLine:
    """An event or a statement as it is shown now, with what was judged of it. `sure` is None of a statement."""

    id: str
    kind: str
    address: str
    line: str
    told_words: str
    vouched: str
    day: str | None
    sure: float | None
    words: Words
    ruling: Ruling | None


@dataclass(frozen=True, slots=True)
class LogLine:
    """A judgement and what became of it: in force, taken back, stale, takes back; `note` says by or of which, or why.
    `values`: the corrected fields in words; `subject` what it is about, `address` the page on which that is judged."""

    id: str
    act: str
    kind: str
    subject: str
    address: str
    by: str
    at: str
    why: str
    state: str
    note: str
    values: tuple[tuple[str, str], ...]
    words: str
    sample: str | None

    @property
    def undoable(self) -> bool:
        """Whether it can be taken back."""
        return self.state != "taken back"


def record_line(coded: Coded, name: str, record: Record, verdict: Verdict | None = None) -> RecordLine:
    """One record of a report that is given as the program coded it."""
    found = judgeable(coded, name, record)
    shown = found.shown or found.record
    report = coded.report
    span = shown.evidence if isinstance(shown, Event) else shown.content[0]
    words = cut_text(report.text, span.start, span.end, report.id, report.outlet or f"page {report.id[:9]}")
    told = shown.factuality.label if isinstance(shown, Event) else ""
    return RecordLine(
        id=name,
        kind=found.kind,
        address=addresses.judge_record(name),
        line=_line(shown),
        told_words=told_words(told) if told else "",
        vouched=vouching_word(told) if told else "",
        day=shown.event_date if isinstance(shown, Event) else None,
        sure=shown.sure if isinstance(shown, Event) else None,
        words=words,
        ruling=ruling(verdict) if verdict else None,
    )


def _line(one: Event | Statement) -> str:
    if isinstance(one, Statement):
        said = stance_words(one.stance, one.quotation)
        return f"{one.speaker.name if one.speaker else 'Somebody'} {said}"
    doing, done = ([actor.name for actor in side] for side in (one.actors, one.recipients))
    return happening_line(kind_of(one.type, one.mode), doing, done, nary=one.nary)


def record_lines(record: Record, pairs: Iterable[tuple[str, str]]) -> tuple[RecordLine, ...]:
    """(report id, record id) -> lines in the same order; each report is read once."""
    held: dict[str, tuple[Coded, dict[str, Verdict]]] = {}
    out = []
    for report, name in pairs:
        if report not in held:
            verdicts = {one.id: one for one in record.verdicts(report)}
            held[report] = record.one(report, judged=False), verdicts
        coded, of = held[report]
        out.append(record_line(coded, name, record, of.get(name)))
    return tuple(out)


def log_line(one: Judgement, state: str, record: str, note: str = "") -> LogLine:
    """A judgement with what became of it. `record`: the id of what it judges now."""
    subject = one.subject
    here = (
        addresses.judge_whole(subject.kind, subject.id) if subject.kind in _WHOLES else addresses.judge_record(record)
    )
    values = tuple((name.replace("_", " "), in_words(value) or "nothing") for name, value in one.values.items())
    words = subject.words[-1].exact if subject.words else _parts(one)
    return LogLine(
        one.id, one.act, subject.kind, record, here, one.by, one.at, one.why, state, note, values, words, one.sample
    )


def _parts(one: Judgement) -> str:
    """How many were parted from how many, or came together."""
    sizes = [str(len(part)) for part in one.parts]
    noun = _PARTS.get(one.subject.kind, "parts")
    if one.act == "split":
        return f"{' apart from '.join(sizes)} {noun}" if sizes else ""
    return f"{sum(len(part) for part in one.parts)} {noun} as one" if sizes else ""


def log_of(every: Sequence[Judgement], name: str, verdict: Verdict | None, unmet: str = "") -> tuple[LogLine, ...]:
    """The judgements on one thing, the last first; what the later ones took back is among them."""
    stand = {one.id for one in verdict.judgements} if verdict else set()
    gone = undone_by(every)
    on_it = [one for one in every if one.id in stand or one.subject.id == name or one.undoes in stand]
    stale = verdict.stale if verdict else unmet
    return tuple(_of_one(one, name, gone.get(one.id, ""), stale) for one in reversed(on_it))


def _of_one(one: Judgement, name: str, gone: str, stale: str) -> LogLine:
    if gone:
        return log_line(one, "taken back", name, gone)
    if one.act == "undo":
        return log_line(one, "takes back", name, one.undoes or "")
    return log_line(one, "stale" if stale else "in force", name, stale)


def last_of(every: Sequence[Judgement], by: str) -> LogLine | None:
    """What somebody judged last and did not take back."""
    gone = undone_by(every)
    own = [one for one in every if one.by == by and one.act != "undo" and one.id not in gone]
    return log_line(own[-1], "in force", own[-1].subject.id) if own else None

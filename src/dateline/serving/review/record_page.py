"""The page on which an event or a statement is judged: what is shown, what the program says, who judged it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.recording import Record
from dateline.reviewing import choices_of, find, typed_fields
from dateline.serving import addresses
from dateline.serving.lines import opening
from dateline.serving.params import Params
from dateline.serving.review.lines import LogLine, RecordLine, log_of, record_line
from dateline.serving.shelf import Moment

_LONG = frozenset({"evidence", "content"})


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field as a person types it: what is shown now, and what the program says. `choices`: the words it may have."""

    name: str
    shown: str
    program: str
    choices: tuple[str, ...]
    long: bool

    @property
    def corrected(self) -> bool:
        """Whether a person says otherwise than the program."""
        return self.shown != self.program


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A record to be judged. `report` is the address of its words, `happening` that of the page of its happening."""

    record: RecordLine
    title: str
    report: str
    rejected: bool
    fields: tuple[FieldLine, ...]
    history: tuple[LogLine, ...]
    sample: str


def record_page(moment: Moment, params: Params) -> RecordPage:
    """The page of the event or statement whose id stands in the path. Raises NotFound, Ambiguous."""
    record: Record = moment.record
    one = find(record, params.path["id"])
    name, report = one.record.id, one.coded.report
    verdict = next((each for each in record.verdicts(report.id) if each.id == name), None)
    line = record_line(one.coded, name, record, verdict)
    program = typed_fields(one.record, report.text)
    shown = typed_fields(one.shown or one.record, report.text)
    choices = choices_of(record, one.kind)
    return RecordPage(
        record=line,
        title=report.title or opening(report.text),
        report=addresses.report(report.id, line.words.start, line.words.end),
        rejected=one.shown is None,
        fields=tuple(
            FieldLine(field, value, program[field], _with(choices.get(field, ()), value), field in _LONG)
            for field, value in shown.items()
        ),
        history=log_of(record.judgements(), name, verdict),
        sample=params.one("sample"),
    )


def _with(choices: tuple[str, ...], value: str) -> tuple[str, ...]:
    return choices if not choices or value in choices else (value, *choices)

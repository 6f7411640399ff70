"""The pages of what to judge: the queue, the least sure and weightiest first; and a random sample."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from dateline.errors import UsageError
from dateline.judging import standing
from dateline.recording import Record
from dateline.reviewing import Sample, draw, members
from dateline.reviewing.queue import weigh
from dateline.serving.params import Params
from dateline.serving.questions import ask
from dateline.serving.review.lines import LogLine, RecordLine, last_of, record_lines
from dateline.serving.shelf import Moment

SHOWN = 12
_MOST = 5_000
_WAITING = (
    "SELECT events.id, reports.id AS report, events.sure, happenings.sources AS told_by, stories.sources AS whole "
    "FROM events JOIN reports ON reports.number = events.report "
    "LEFT JOIN story_reports ON story_reports.report = events.report "
    "LEFT JOIN lineages ON lineages.number = story_reports.lineage "
    "LEFT JOIN stories ON stories.number = story_reports.story "
    "LEFT JOIN happening_events ON happening_events.event = events.number "
    "LEFT JOIN happenings ON happenings.number = happening_events.happening "
    "LEFT JOIN verdicts ON verdicts.event = events.number AND verdicts.stale IS NULL "
    "WHERE verdicts.number IS NULL AND (lineages.number IS NULL OR lineages.first = reports.number)"
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A record that waits: why it stands where it does."""

    record: RecordLine
    sources: int
    story_sources: int
    weight: float


@dataclass(frozen=True, slots=True)
class QueuePage:
    """What to judge next. `waiting`: how many in all; `sample`: the name of the random sample, "" for the queue, and
    `size` how many it has; `last`: what this person judged last."""

    waiting: int
    items: tuple[Weighed, ...]
    sample: str
    size: int
    last: LogLine | None


def queue_page(moment: Moment, params: Params) -> QueuePage:
    """The queue: what nobody has judged. The same order as `reviewing.queue`, asked of columns."""
    rows = ask(moment.connection, _WAITING)
    first = heapq.nsmallest(SHOWN, rows, key=lambda row: (-_weight(row), row.report, row.id))
    lines = record_lines(moment.record, ((row.report, row.id) for row in first))
    items = tuple(
        Weighed(line, row.told_by or 1, row.whole or 1, _weight(row)) for line, row in zip(lines, first, strict=True)
    )
    return QueuePage(len(rows), items, "", 0, last_of(moment.record.judgements(), params.one("by")))


def _weight(row: Row[Any]) -> float:
    return round(weigh(row.sure, row.told_by or 1, row.whole or 1), 4)


def sample_page(moment: Moment, params: Params) -> QueuePage:
    """A random sample: what of it the one who asks has not judged. Named by `sample`, or drawn by `size` and `seed`.
    Raises UsageError."""
    record, by = moment.record, params.one("by")
    sample = Sample.named(params.one("sample")) if params.one("sample") else _draw(record, params)
    held = members(record, sample)
    every = record.judgements()
    done = {one.subject.id for one in standing(every) if one.sample == sample.name and by in ("", one.by)}
    left = [(report, one.id) for report, one in held if one.id not in done]
    items = tuple(Weighed(line, 0, 0, 0.0) for line in record_lines(record, left[:SHOWN]))
    return QueuePage(len(left), items, sample.name, len(held), last_of(every, by))


def _draw(record: Record, params: Params) -> Sample:
    return draw(
        record, _number(params, "size", "100"), _number(params, "seed", "1"),
        kind=params.chosen("kind", ("event", "statement")), type_=params.one("type") or None,
    )  # fmt: skip


def _number(params: Params, name: str, otherwise: str) -> int:
    given = params.one(name, otherwise)
    if not (given.isascii() and given.isdecimal()) or not 0 < int(given[:9]) <= _MOST:
        raise UsageError(f"{name}={given} is no number from 1 to {_MOST}.")
    return int(given)

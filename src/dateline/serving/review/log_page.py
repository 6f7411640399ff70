"""The page of every judgement, with what became of it; it is also where they leave and come in."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.reviewing import history
from dateline.serving.paging import Paging, paging
from dateline.serving.params import Params
from dateline.serving.review.lines import LogLine, log_line
from dateline.serving.shelf import Moment

_SIZE = 40


@dataclass(frozen=True, slots=True)
class LogPage:
    """Judgements, the last first. `stale`: only those that do not hold any more; `stale_count` how many these are;
    `to_link`: stories and happenings do not follow them yet."""

    lines: tuple[LogLine, ...]
    paging: Paging
    stale: bool
    stale_count: int
    reviewers: tuple[str, ...]
    of: str
    to_link: bool


def log_page(moment: Moment, params: Params) -> LogPage:
    """The log, of one person (`of`) or only what is stale (`stale=yes`)."""
    found = history(moment.record)
    stale, of = params.one("stale") == "yes", params.one("of")
    wanted = [
        one for one in reversed(found) if (not stale or one.state == "stale") and (not of or one.judgement.by == of)
    ]
    shown = paging(params, "/judge/log", _SIZE, len(wanted))
    chosen = wanted[shown.first - 1 : shown.first - 1 + _SIZE]
    return LogPage(
        lines=tuple(log_line(one.judgement, one.state, one.record, one.note) for one in chosen),
        paging=shown,
        stale=stale,
        stale_count=sum(one.state == "stale" for one in found),
        reviewers=tuple(sorted({one.judgement.by for one in found})),
        of=of,
        to_link=moment.record.stale,
    )

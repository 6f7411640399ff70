"""What the page of a story shows of its brief, put together once and kept in the record beside the story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.exporting.brief import brief
from dateline.exporting.lines import Changed, Dispute, LeadLine, NumberRow, Quoted
from dateline.model import Coded, Story
from dateline.recording import KeptBrief, Record
from dateline.version import __version__

MOST = 150
"""Reports of a story whose brief is kept: as many as linking puts into one story."""
_AT_ONCE = 20
MADE_BY = f"{__version__} 4"
"""The version, and that of the form in which briefs are kept."""


@dataclass(frozen=True, slots=True)
class PageBrief:
    """The parts of a brief that a page shows beside what it has from columns, as `lines` has them."""

    lead: tuple[LeadLine, ...] = ()
    changes: tuple[Changed, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    numbers: tuple[NumberRow, ...] = ()
    quotations: tuple[Quoted, ...] = ()


def page_brief(story: Story, coded: list[Coded]) -> PageBrief:
    """The brief of a story, of which a page shows these parts."""
    made = brief(story, coded)
    return PageBrief(made.lead, made.changes, made.disputes, made.numbers, made.quotations)


def read_kept_brief(record: Record, story: str) -> PageBrief | None:
    """The brief of a story that is kept; None where there is none that this version can read."""
    return record.kept_brief(story, MADE_BY, PageBrief)


def keep_briefs(
    record: Record,
    watch: Callable[[int, int], object] = lambda _done, _whole: None,
    said: Callable[[str], object] = lambda _: None,
) -> int:
    """Makes and keeps the briefs that a record lacks, those of the stories that were linked last first; how many.

    `watch` is told how many are done of how many, `said` hears of which story none can be made, and why.

    Some at a time, so that a run that is stopped goes on where it was. A story that changes meanwhile is left for the
    next time.
    """
    wanted, kept = record.unbriefed(MADE_BY, MOST), 0
    for at in range(0, len(wanted), _AT_ONCE):
        made = [one for name in wanted[at : at + _AT_ONCE] if (one := _make(record, name, said)) is not None]
        kept += record.keep_briefs(MADE_BY, made)
        watch(min(at + _AT_ONCE, len(wanted)), len(wanted))
    return kept


def _make(record: Record, name: str, said: Callable[[str], object]) -> KeptBrief | None:
    with record.snapshot() as moment:
        basis = moment.brief_basis(name)
        if basis is None:
            return None
        story = moment.story(name)
        coded = [moment.one(report) for report in story.reports]
    try:
        return KeptBrief(name, basis, page_brief(story, coded))
    except ValueError as error:  # words beyond their text: the record is damaged, and the story is told without
        said(f"no brief can be made of story {name}: {error}. Its page is shown without")
        return None

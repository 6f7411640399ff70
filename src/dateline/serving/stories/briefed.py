"""What the brief of a story knows beside its columns: the lead, what changed, disputes, numbers, quotations.

Linking keeps it with the story. A record that was not linked since has none: then it is put together from whole
reports, which takes time with their number, in a thread, once a version of the record.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from dateline.errors import UsageError
from dateline.exporting.kept_briefs import PageBrief, page_brief, read_kept_brief
from dateline.exporting.lines import Changed, Dispute, LeadLine, NumberRow, Quoted
from dateline.serving.jobs import result_of
from dateline.serving.shelf import Moment, Shelf

MOST = 60
"""Reports of a story whose brief is put together where none is kept; one of 41 takes 1.6 s of processor time."""
_PATIENCE, _SECONDS = 2.0, 60.0
_LOG = logging.getLogger("dateline.serving")


@dataclass(frozen=True, slots=True)
class Briefed:
    """The parts of a brief as `dateline.exporting.lines` has them. `state`: "ready", "waiting" where it is being put
    together still, "too large" where the story has more reports than a page puts together, "none" where its words
    cannot be shown."""

    state: str
    lead: tuple[LeadLine, ...] = ()
    changes: tuple[Changed, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    numbers: tuple[NumberRow, ...] = ()
    quotations: tuple[Quoted, ...] = ()


def brief_of(moment: Moment, story: str, reports: int, patience: float = _PATIENCE) -> Briefed:
    """The brief of a story: as it is kept, or as it is put together, if it is ready within `patience` seconds."""
    if (kept := read_kept_brief(moment.record, story)) is not None:
        return _ready(kept)
    if reports > MOST:
        return Briefed("too large")
    try:
        job = moment.shelf.jobs.ask(("brief", moment.shelf.version(), story), _work(moment.shelf, story))
    except UsageError:  # too many wait: the page is whole without it, and asks again when it is looked at again
        return Briefed("waiting")
    if not job.wait(patience):
        return Briefed("waiting")
    found = result_of(job)
    assert isinstance(found, Briefed)
    return found


def _ready(made: PageBrief) -> Briefed:
    return Briefed("ready", made.lead, made.changes, made.disputes, made.numbers, made.quotations)


def _work(shelf: Shelf, name: str) -> Callable[[object], Briefed]:
    def work(_: object) -> Briefed:
        with shelf.moment(_SECONDS) as moment:
            story = moment.record.story(name)
            coded = [moment.record.one(report) for report in story.reports]
        try:
            return _ready(page_brief(story, coded))
        except ValueError:
            _LOG.exception("no brief can be made of story %s", name)
            return Briefed("none")

    return work

"""What the brief of a story knows beside its columns: the lead, what changed, disputes, numbers, quotations.

`dateline link --briefs` keeps it with the story. Where none is kept it is put together from whole reports, which takes
time with their number, in a thread, when somebody first asks for it, and remembered for as long as the story stays as
it is, whatever else is written to the record.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from dateline.errors import UsageError
from dateline.exporting.kept_briefs import MOST, PageBrief, page_brief, read_kept_brief
from dateline.exporting.lines import Changed, Dispute, LeadLine, NumberRow, Quoted
from dateline.serving.jobs import result_of
from dateline.serving.shelf import Moment, Shelf

_SECONDS = 60.0
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


class _Overtaken(Exception):
    """The story, or what is judged, changed before its brief was begun."""


def brief_of(moment: Moment, story: str, reports: int) -> Briefed:
    """The brief of a story: as it is kept, or as it is put together, if it is ready within the patience of a page."""
    if (kept := read_kept_brief(moment.record, story)) is not None:
        return _ready(kept)
    if reports > MOST:
        return Briefed("too large")
    basis = _basis(moment, story)
    try:
        job = moment.shelf.briefs.ask((story, basis), _work(moment.shelf, story, basis))
    except UsageError:  # too many wait: the page is whole without it, and asks again when it is looked at again
        return Briefed("waiting")
    if not job.wait(moment.shelf.patience):
        return Briefed("waiting")
    try:
        found = result_of(job)
    except _Overtaken:
        return Briefed("waiting")
    assert isinstance(found, Briefed)
    return found


def _basis(moment: Moment, story: str) -> bytes | None:
    """What its brief is made of, in short: two moments that agree in this have one brief."""
    basis = moment.record.brief_basis(story)
    return None if basis is None else sha256(basis[0] + b" %d" % basis[1]).digest()


def _ready(made: PageBrief) -> Briefed:
    return Briefed("ready", made.lead, made.changes, made.disputes, made.numbers, made.quotations)


def _work(shelf: Shelf, name: str, basis: bytes | None) -> Callable[[object], Briefed]:
    def work(_: object) -> Briefed:
        with shelf.moment(_SECONDS) as moment:
            if _basis(moment, name) != basis:
                raise _Overtaken
            story = moment.record.story(name)
            coded = [moment.record.one(report) for report in story.reports]
        try:
            return _ready(page_brief(story, coded))
        except ValueError:
            _LOG.exception("no brief can be made of story %s", name)
            return Briefed("none")

    return work

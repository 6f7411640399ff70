"""Pages into a record, and the record linked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.errors import RunError
from dateline.model import Coded, Coding, Page, Report, Skipped
from dateline.running.faults import FOR_THE_MACHINE, skip_again
from dateline.running.inside import Step
from dateline.running.limits import Settings, ontology_in
from dateline.running.steps import Outcome, understand
from dateline.running.workers import understand_pages

if TYPE_CHECKING:  # a worker imports this package too, and has no use for the database's library
    from dateline.recording import Counts, Record


@dataclass(frozen=True, slots=True)
class Summary:
    """What one run did: `pages` = `reports` + the sums of `skipped` and `again` (reason, number) + `already` there.

    `again`: what failed for the machine's sake; the record has it among what is skipped, and the next run tries it
    again. `retried`: how many of the pages stood so in the record before. `record` counts everything in the record
    afterwards. `uncoded`: the reports that were read and not coded.
    """

    pages: int
    reports: int
    skipped: tuple[tuple[str, int], ...]
    already: int
    record: Counts
    uncoded: tuple[tuple[str, int], ...] = ()
    again: tuple[tuple[str, int], ...] = ()
    retried: int = 0


class Stopped(KeyboardInterrupt):
    """A run was stopped by the user: `summary` is what it did up to then."""

    def __init__(self, summary: Summary) -> None:
        super().__init__()
        self.summary = summary


def add(
    record: Record,
    pages: Iterable[Page | Skipped],
    settings: Settings,
    heard: Callable[[], object] = lambda: None,
    *,
    linking: bool = True,
    again: bool = False,
    phase: Callable[[str], object] = lambda _: None,
    said: Callable[[str], object] = lambda _: None,
    step: Step = understand,
) -> Summary:
    """Reads and codes every page that the record does not have, keeps each as soon as it is done, then links.

    A page that an earlier run left for the machine's sake (`faults.FOR_THE_MACHINE`) is tried again; with `again` every
    page that was skipped.

    `heard` is called once for every page, kept or there before; `phase` with words for what goes on next, `said` with
    what linking left out. Stopped at any moment, the record holds each page that was kept whole; run again, it comes
    to what an unbroken run gives.
    A record holds one ontology: types of two would be counted together. Raises RecordError and RunError, and Stopped
    in place of KeyboardInterrupt.
    """
    _one_ontology(record, settings)
    tally = _Tally(record, heard, again)
    try:
        for outcome in understand_pages(tally.new(pages), settings, step):
            tally.keep(outcome, settings.maker)
        if linking:
            phase("Linking")
            link(record, said, by_name=False)
    except KeyboardInterrupt:
        raise Stopped(tally.summary()) from None
    return tally.summary()


class _Tally:
    """Keeps what comes, and counts it."""

    def __init__(self, record: Record, heard: Callable[[], object], again: bool) -> None:
        self._record, self._heard, self._again = record, heard, again
        self._before: dict[str, str] = {}  # what is tried again, and why it was left
        self._left: set[str] = set()  # what this run has left: once a run is enough
        self._reports = self._already = self._retried = 0
        self._skipped, self._to_try, self._uncoded = Counter[str](), Counter[str](), Counter[str]()

    def new(self, pages: Iterable[Page | Skipped]) -> Iterator[Page | Skipped]:
        """The pages that are to be understood."""
        for page in pages:
            if self._record.seen(page) and not self._is_tried_again(page.id):
                self._already += 1
                self._heard()
            else:
                yield page

    def _is_tried_again(self, page_id: str) -> bool:
        reason = self._record.why_skipped(page_id)
        if reason is None or page_id in self._left or not (self._again or reason in FOR_THE_MACHINE):
            return False
        self._before[page_id] = reason
        return True

    def keep(self, outcome: Outcome, maker: str) -> None:
        """Keeps one outcome."""
        result = outcome.result
        before = self._before.pop(result.id, None)
        if isinstance(result, Skipped):
            result = skip_again(result, before)
            self._left.add(result.id)
        if not self._record.add(outcome.page, result, outcome.coding, made_by=maker, instead=before is not None):
            self._already += 1
        else:
            self._retried += before is not None
            self._count(result, outcome.coding)
        self._heard()

    def _count(self, result: Report | Skipped, coding: Coding | None) -> None:
        if isinstance(result, Skipped):
            counter = self._to_try if result.reason in FOR_THE_MACHINE else self._skipped
            counter[result.reason] += 1
            return
        self._reports += 1
        if coding is not None and coding.uncoded:
            self._uncoded[coding.uncoded] += 1

    def summary(self) -> Summary:
        """What was done up to now."""
        skipped, to_try, uncoded = (
            tuple(sorted(counter.items())) for counter in (self._skipped, self._to_try, self._uncoded)
        )
        total = self._reports + self._skipped.total() + self._to_try.total() + self._already
        counts = self._record.counts()
        return Summary(total, self._reports, skipped, self._already, counts, uncoded, to_try, self._retried)


def _one_ontology(record: Record, settings: Settings) -> None:
    others = {ontology_in(maker) for maker, _ in record.makers()} - {ontology_in(settings.maker)}
    if others:
        held = ", ".join(sorted(f"ontology {digest}" if digest else "PLOVER as shipped" for digest in others))
        wanted = f"ontology {settings.ontology.digest}" if settings.ontology else "PLOVER as shipped"
        raise RunError(
            f"{record.where} was coded with {held}; this run would code with {wanted}, and events of two ontologies "
            "cannot be counted together. Name another record with --record, or give the ontology that made this one."
        )


def link(
    record: Record,
    said: Callable[[str], object] = lambda _: None,
    watch: Callable[[int], object] = lambda _: None,
    *,
    by_name: bool = True,
) -> bool:
    """Links the reports that came in since the last time with all others; True if there were any.

    `said` hears in words what linking left out, `watch` how many reports are linked, or read to be linked at once.
    `by_name`: somebody asks for just this, and each report is looked at. Several processes may link one record at the
    same time.
    """
    linked = _link(record, said, watch, by_name=by_name)
    record.keep_figures()
    return linked


def _link(record: Record, said: Callable[[str], object], watch: Callable[[int], object], *, by_name: bool) -> bool:
    if not (record.stale or (by_name and record.misnoted)):
        return False
    heard = record.judgements_to_link()  # before the codings are read: what comes in between is linked the next time
    if not heard:
        record.link_new(said, watch)
        return True
    from dateline.linking import link as linked  # loads scipy: only where there is something to link

    coded = tuple(_watched(record.coded(), watch))
    record.replace_stories(linked(coded, said, record.ties().judged), unless_fuller=True, heard=heard)
    return True


def _watched(coded: Iterable[Coded], watch: Callable[[int], object]) -> Iterator[Coded]:
    for number, one in enumerate(coded, 1):
        watch(number)
        yield one

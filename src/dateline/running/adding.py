"""Pages into a record, and the record linked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.errors import RunError
from dateline.model import Page, Skipped
from dateline.running.limits import Settings, ontology_in
from dateline.running.steps import understand
from dateline.running.workers import Step, understand_pages

if TYPE_CHECKING:  # a worker imports this package too, and has no use for the database's library
    from dateline.recording import Counts, Record


@dataclass(frozen=True, slots=True)
class Summary:
    """What one run did: `pages` = `reports` + the sum of `skipped` (reason, number) + `already` there before.

    `record` counts everything in the record afterwards. `uncoded`: the reports that were read and not coded.
    """

    pages: int
    reports: int
    skipped: tuple[tuple[str, int], ...]
    already: int
    record: Counts
    uncoded: tuple[tuple[str, int], ...] = ()


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
    phase: Callable[[str], object] = lambda _: None,
    said: Callable[[str], object] = lambda _: None,
    step: Step = understand,
) -> Summary:
    """Reads and codes every page that the record does not have, keeps each as soon as it is done, then links.

    `heard` is called once for every page, kept or there before; `phase` with words for what goes on next, `said` with
    what linking left out. Stopped at any moment, the record holds each page that was kept whole; run again, it comes
    to what an unbroken run gives.
    A record holds one ontology: types of two would be counted together. Raises RecordError and RunError, and Stopped
    in place of KeyboardInterrupt.
    """
    _one_ontology(record, settings)
    already = 0

    def new() -> Iterator[Page | Skipped]:
        nonlocal already
        for page in pages:
            if record.seen(page):
                already += 1
                heard()
            else:
                yield page

    reports = 0
    skipped, uncoded = Counter[str](), Counter[str]()

    def summary() -> Summary:
        total = reports + skipped.total() + already
        left = tuple(sorted(uncoded.items()))
        return Summary(total, reports, tuple(sorted(skipped.items())), already, record.counts(), left)

    try:
        for outcome in understand_pages(new(), settings, step):
            if not record.add(outcome.page, outcome.result, outcome.coding, made_by=settings.maker):
                already += 1
            elif isinstance(outcome.result, Skipped):
                skipped[outcome.result.reason] += 1
            else:
                reports += 1
                if outcome.coding is not None and outcome.coding.uncoded:
                    uncoded[outcome.coding.uncoded] += 1
            heard()
        if linking:
            phase("Linking")
            link(record, said)
    except KeyboardInterrupt:
        raise Stopped(summary()) from None
    return summary()


def _one_ontology(record: Record, settings: Settings) -> None:
    others = {ontology_in(maker) for maker, _ in record.makers()} - {ontology_in(settings.maker)}
    if others:
        held = ", ".join(sorted(f"ontology {digest}" if digest else "PLOVER as shipped" for digest in others))
        wanted = f"ontology {settings.ontology.digest}" if settings.ontology else "PLOVER as shipped"
        raise RunError(
            f"{record.where} was coded with {held}; this run would code with {wanted}, and events of two ontologies "
            "cannot be counted together. Name another record with --record, or give the ontology that made this one."
        )


def link(record: Record, said: Callable[[str], object] = lambda _: None) -> bool:
    """Links the reports that came in since the last time with all others; True if there were any.

    `said` hears in words what linking left out. Several processes may link one record at the same time.
    """
    if not record.stale:
        return False
    record.link_new(said)
    return True

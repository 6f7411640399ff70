"""The sources of a brief: each independent text once, with every page that prints it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.exporting.lines.evidence import Day, EvidenceWords


@dataclass(frozen=True, slots=True)
class Printing:
    """One page of a source: where it was printed, when, and what is doubtful about that.

    `relation` says in words how its text stands to the source's first page; "" for that page itself. `refuted`:
    the page declares a date that its text contradicts. `text_from`: the earliest sure date of any page with the
    same text, where this page has none of its own. `between`: the days that its words leave open. `placed`: the day of
    a page whose own date is refuted or missing, by what it shares with dated pages; `placed_why`: the steps to it.
    """

    report: str
    outlet: str
    title: str | None
    address: str | None
    published: Day | None
    method: str
    declared: Day | None
    refuted: bool
    text_from: Day | None
    between: tuple[Day | None, Day | None] | None
    doubts: tuple[str, ...]
    relation: str
    credit: str | None
    words: tuple[EvidenceWords, ...]
    authors: tuple[str, ...] = ()
    placed: Day | None = None
    placed_why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BriefSource:
    """One independent text: a letter for this brief, who wrote it, how that is known, and every page that prints it."""

    letter: str
    lineage: str
    writer: str
    how: str
    outlets: tuple[str, ...]
    printings: tuple[Printing, ...]

    @property
    def copies(self) -> int:
        """How many pages say the same again."""
        return len(self.printings) - 1

"""The record: what is added stays, whole; what linking finds is replaced as one.

`Record` is the face of the floor: each method opens a connection and asks the module that answers its question.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from dateline.errors import NotFound
from dateline.judging import Tied, Verdict, in_order, ties, verdicts
from dateline.model import Coded, Coding, Judgement, Naming, Page, Report, Skipped, Story
from dateline.recording import briefs, coded_reports, findings, pages, schema
from dateline.recording.appearances import Gathered, gather, namings
from dateline.recording.briefs import KeptBrief
from dateline.recording.copying import copy_record, count_rows
from dateline.recording.counting import Counts, count_all
from dateline.recording.dumping import dump_lines
from dateline.recording.findings import Finding, Searched
from dateline.recording.ids import Named, named
from dateline.recording.judgements import (
    add_judgements,
    judgements_of_linking,
    read_judgements,
    rejected_events,
    without_events,
    write_verdicts,
)
from dateline.recording.linked_reports import is_misnoted, is_stale
from dateline.recording.moments import OpenRecord
from dateline.recording.numbering import Numbering
from dateline.recording.offers import RecordOffers
from dateline.recording.opening import lock_linking
from dateline.recording.packing import pack_file
from dateline.recording.page_facts import PageFacts, page_facts
from dateline.recording.stories import find_story, largest_story, replace_stories, story_ids, story_of
from dateline.recording.verification import Misfit, find_misfits

T = TypeVar("T")


class Record(OpenRecord, RecordOffers):
    """A record, open. Use it with `with`, or close it. Every method may raise RecordError with what to do next."""

    # ------------------------------------------------------------------ pages

    def add(
        self,
        page: Page | Skipped | None,
        outcome: Report | Skipped,
        coding: Coding | None = None,
        *,
        made_by: str = "",
        instead: bool = False,
    ) -> bool:
        """Keeps a page with everything understood of it, in one transaction; True if it was new.

        A page that is there already is left as it is (its origin becomes the smaller of the two names, so that the
        order of arrival does not show); with `instead` one that was skipped makes room for what it came to this time,
        and that is new. `page` is None, or the Skipped itself, where the source broke before any bytes
        came; `made_by` says which version, pipeline and settings understood it. Raises ValueError if the ids of page,
        outcome and coding differ or a report has no coding.
        """
        page = None if isinstance(page, Skipped) else page
        pages.check_parts(page, outcome, coding)
        identity, origin = outcome.id, page.origin if page else outcome.origin
        instead = instead and self.why_skipped(identity) is not None
        if not instead and self._note_seen(identity, origin):
            return False
        row = pages.row_of(page, outcome, made_by)
        try:
            with self._writing() as connection:
                if instead:
                    row |= {"origin": min(origin, pages.remove_skipped(connection, identity, origin))}
                pages.write_page(connection, row, outcome, coding)
        except Exception as error:
            if isinstance(error.__cause__, IntegrityError) and self._note_seen(identity, origin):
                return False  # another process added the same page in between
            raise
        return True

    def has(self, page_id: str) -> bool:
        """Whether the page is in the record."""
        with self._reading() as connection:
            return pages.origin_of(connection, page_id) is not None

    def seen(self, page: Page | Skipped) -> bool:
        """Whether the page is in the record; if so, its origin becomes the smaller of the two names."""
        return self._note_seen(page.id, page.origin)

    def _note_seen(self, page_id: str, origin: str) -> bool:
        with self._reading() as connection:
            noted = pages.origin_of(connection, page_id)
        if noted is not None and origin < noted:
            with self._writing() as connection:
                pages.write_origin(connection, page_id, origin)
        return noted is not None

    def why_skipped(self, page_id: str) -> str | None:
        """The reason for which the page was skipped; None where it was not, or is not in the record."""
        with self._reading() as connection:
            return pages.why_skipped(connection, page_id)

    def skipped(self) -> Iterator[Skipped]:
        """Every page that is no report, sorted by id."""
        last = ""
        while True:
            with self._reading() as connection:
                found = pages.skipped_after(connection, last)
            yield from found
            if len(found) < pages.SKIPPED_AT_ONCE:
                return
            last = found[-1].id

    def makers(self) -> tuple[tuple[str, int], ...]:
        """Which versions, pipelines and settings (`made_by` of `add`) understood how many pages, sorted."""
        with self._reading() as connection:
            return pages.makers(connection)

    def page(self, page_id: str) -> Page:
        """The page as it was added. Raises NotFound."""
        with self._reading() as connection:
            found = pages.page_of(connection, page_id)
        if found is None:
            raise NotFound(f"there is no page {page_id} in {self.where}")
        return found

    def page_facts(self) -> Iterator[PageFacts]:
        """What is kept of every page besides its bytes, sorted by id."""
        with self._reading() as connection:
            yield from page_facts(connection)

    # ------------------------------------------------------------------ reports

    def coded(self, *, sure: float = 0.0, judged: bool = True) -> Iterator[Coded]:
        """Every report with its coding, sorted by id; without the events that are less sure than `sure`.

        `judged`: as people corrected it, without what they rejected; else as the program coded it. Raises ValueError
        where `sure` is no probability.
        """
        last = ""
        while True:
            with self._reading() as connection:
                ids, found = coded_reports.coded_after(connection, last, judged=judged)
            for one in found:
                yield Coded(one.report, one.coding.at_least(sure))
            if len(ids) < coded_reports.AT_ONCE:
                return
            last = ids[-1]

    def one(self, report_id: str, *, judged: bool = True) -> Coded:
        """One report with its coding; `judged` as of `coded`. Raises NotFound."""
        if (found := self._one_if_there(report_id, judged=judged)) is None:
            raise NotFound(f"there is no report {report_id} in {self.where}")
        return found

    def _one_if_there(self, report_id: str, *, judged: bool = False) -> Coded | None:
        with self._reading() as connection:
            return coded_reports.coded_of(connection, report_id, judged=judged)

    def report(self, report_id: str) -> Report:
        """One report. Raises NotFound."""
        return self.one(report_id).report

    def uncoded(self, start: str) -> Coded | None:
        """The first report whose id begins with `start` and that was read and not coded; None if there is none."""
        with self._reading() as connection:
            return coded_reports.first_uncoded(connection, start)

    # ------------------------------------------------------------------ what is found

    def find(self, start: str) -> tuple[Finding, ...]:
        """The statements and events whose id begins with `start`."""
        with self._reading() as connection:
            return findings.find_by_id(connection, start)

    def named(self, start: str) -> tuple[Named, ...]:
        """Everything whose id begins with `start`: reports, skipped pages, what was coded, what linking found."""
        with self._reading() as connection:
            return tuple(named(connection, start))

    def search(self, words: str, among: Searched = "reports", *, most: int = 100) -> tuple[Finding, ...]:
        """The reports (statements, events) in which all these words stand, by their stems: those that fit best first.

        Words between double quotes stand side by side. Of a statement its words and its speaker are searched, of an
        event its evidence and its sides.
        """
        with self._reading() as connection:
            return findings.find_by_words(connection, words, among, most)

    def namings(self) -> dict[Naming, int]:
        """Every way in which somebody is named, with how often: what `linking.join_namings` takes."""
        with self._reading() as connection:
            return namings(connection)

    def gather(self, wanted: Collection[Naming]) -> Gathered:
        """All events and statements in which these namings appear, with what they are told of."""
        with self._reading() as connection:
            return gather(connection, wanted)

    # ------------------------------------------------------------------ linking

    @property
    def misnoted(self) -> bool:
        """Whether other reports are noted as linked than are in stories, as another program may leave it."""
        with self._reading() as connection:
            return is_misnoted(connection)

    @property
    def stale(self) -> bool:
        """Whether reports, or judgements that change what is linked, came in after the last linking (or none was)."""
        with self._reading() as connection:
            return is_stale(connection, judgements_of_linking(connection))

    def replace_stories(
        self, stories: Iterable[Story], *, unless_fuller: bool = False, heard: Collection[str] | None = None
    ) -> bool:
        """Puts these stories in place of the old ones, in one transaction, and notes which reports they hold, and what
        became of ids that go.

        With `unless_fuller` stories that another process made meanwhile of these reports and more stay: then False.
        `heard`: the ids of the judgements that linking kept to (`judgements_to_link`), where more may have come since.
        """
        wanted = sorted(stories, key=lambda story: story.id)
        with self._writing() as connection:
            return replace_stories(connection, wanted, unless_fuller=unless_fuller, heard=heard)

    def link_new(
        self, said: Callable[[str], object] = lambda _: None, watch: Callable[[int], object] = lambda _: None
    ) -> int:
        """Links the reports that are not linked yet with those that are; how many it were.

        Only what they touch is read and written. The stories are those of all reports linked at once, whatever came
        first. Some reports at a time, each time in one transaction, so that others can write in between and a run that
        is stopped goes on where it was. `said` hears in words what linking left out, `watch` how many are linked. A
        record with judgements that change what is linked is left as it is: it is linked at once
        (`dateline.running.link`).
        """
        from dateline.recording.linking_new import AT_ONCE, link_some  # loads scipy: only where it is needed

        total = 0
        while True:
            with self._writing() as connection:
                lock_linking(connection)
                number = link_some(connection, said)
            total += number
            watch(total)
            if number < AT_ONCE:
                return total

    def keep_figures(self) -> int:
        """Reads the texts that came in since the last time for the numbers that pages compare, and keeps these; how
        many texts. Some at a time, each time in one transaction: a run that is stopped goes on where it was.
        """
        from dateline.recording import figures  # loads scipy: only where it is needed

        total = 0
        while True:
            with self._reading() as connection:
                if not figures.is_behind(connection):
                    return total
            with self._writing() as connection:
                lock_linking(connection)
                total += figures.keep_some(connection)

    def judgements_to_link(self) -> tuple[str, ...]:
        """The ids of the judgements in force that change what is linked, sorted."""
        with self._reading() as connection:
            return tuple(judgements_of_linking(connection))

    def stories(self) -> Iterator[Story]:
        """The stories of the last linking: most reports first, then by id."""
        with self._reading() as connection:
            ids, rejected = story_ids(connection), rejected_events(connection)
        for name in ids:
            with self._reading() as connection:
                found = story_of(connection, name)
            if found is not None:
                yield without_events(found, rejected)

    def story(self, which: str) -> Story:
        """The story whose id is or begins with `which`; "largest" is the one with most reports.

        The whole id of a story that has changed since leads to the one that holds most of its reports.

        Raises NotFound, or Ambiguous if several begin so.
        """
        with self._reading() as connection:
            if which == "largest":
                return largest_story(connection, self.where)
            return find_story(connection, which, self.where)

    # ------------------------------------------------------------------ briefs

    def unbriefed(self, made_by: str, most: int) -> list[str]:
        """The ids of stories of at most `most` reports of which no brief of this version is kept, the last
        linked first."""
        with self._reading() as connection:
            return briefs.unbriefed(connection, made_by, most)

    def brief_basis(self, story: str) -> tuple[bytes, int] | None:
        """What a brief of a story is made of now, for `keep_briefs`; None where the story is no more."""
        with self._reading() as connection:
            return briefs.basis_of(connection, story)

    def kept_brief(self, story: str, made_by: str, kind: type[T]) -> T | None:
        """The brief of a story that this version made, as a value of this kind; None where none is kept."""
        with self._reading() as connection:
            return briefs.read_brief(connection, made_by, story, kind)

    def keep_briefs(self, made_by: str, made: Iterable[KeptBrief]) -> int:
        """Keeps briefs in one transaction; how many. Those of stories that changed meanwhile are left out."""
        with self._writing() as connection:
            return briefs.write_briefs(connection, made_by, made)

    # ------------------------------------------------------------------ judging

    def judgements(self) -> tuple[Judgement, ...]:
        """All that was judged, what was taken back among it, in the order in which it was made."""
        with self._reading() as connection:
            return tuple(in_order(read_judgements(connection)))

    def event_types(self) -> dict[tuple[str, str | None], tuple[int, float]]:
        """(type, mode) of the events that are there -> quad class and score."""
        table = schema.events
        query = select(table.c.type, table.c.mode, table.c.quad, table.c.score).distinct()
        with self._reading() as connection:
            rows = connection.execute(query.order_by(table.c.type, table.c.mode, table.c.quad, table.c.score))
            return {(row.type, row.mode): (row.quad, row.score) for row in rows}

    def keep_judgements(self, judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
        """Adds judgements in one transaction and gives those that are new. Nothing is ever changed or taken out.

        They may speak of reports that are not in the record: when these come in, the judgements hold.
        """
        with self._writing() as connection:
            numbering = Numbering(connection)
            new = add_judgements(numbering, judgements)
            touched = sorted({one.subject.report for one in new if one.subject.report})
            write_verdicts(numbering, coded_reports.coded_in_turn(connection, touched))
            briefs.forget_briefs(connection, touched)
        return tuple(in_order(new))

    def ties(self) -> Tied:
        """What was split and joined, as linking keeps to it."""
        every = self.judgements()
        return ties([one for one in every if one.act in ("split", "join", "undo")], self._one_if_there)

    def verdicts(self, report_id: str) -> tuple[Verdict, ...]:
        """What holds of the events and statements of a report that were judged. Raises NotFound."""
        with self._reading() as connection:
            said = read_judgements(connection, [report_id])
        return verdicts(self.one(report_id, judged=False), said)

    # ------------------------------------------------------------------ the whole

    def counts(self) -> Counts:
        """How much there is of everything."""
        with self._reading() as connection:
            return count_all(connection)

    def rows(self) -> dict[str, int]:
        """How many rows every table has, by name."""
        with self._reading() as connection:
            return count_rows(connection)

    def pack(self) -> None:
        """Gives room in the file back that many small writes left. In PostgreSQL it does nothing."""
        if self._engine.dialect.name == "sqlite":
            pack_file(Path(self.where))

    def copy_to(self, path: Path) -> None:
        """Copies the whole record into a new SQLite file, as it stands now (of a snapshot: as it stood then)."""
        with self._reading() as connection:
            copy_record(connection, path)

    def verify(self) -> Iterator[Misfit]:
        """Re-cuts every span, re-hashes every page, checks every reference; yields what does not fit."""
        with self._reading() as connection:
            yield from find_misfits(connection)

    def dump(self) -> Iterator[str]:
        """Every row of every table that says something, as a line of JSON, sorted: equal records give equal lines."""
        with self._reading() as connection:
            yield from dump_lines(connection)

"""The record: what is added stays, whole; what linking finds is replaced as one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

from sqlalchemy import Connection, Row, Table, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from dateline.errors import Ambiguous, NotFound
from dateline.judging import Tied, Verdict, apply, in_order, ties, verdicts
from dateline.model import Coded, Coding, Furniture, Judgement, Naming, Page, Report, Skipped, Story
from dateline.recording import schema
from dateline.recording.appearances import Gathered, gather, namings
from dateline.recording.briefs import (
    KeptBrief,
    all_briefs,
    basis_of,
    forget_briefs,
    read_brief,
    restore_briefs,
    unbriefed,
    write_briefs,
)
from dateline.recording.canon import unpack, unpack_field, unpack_json
from dateline.recording.copying import copy_record, count_rows
from dateline.recording.database_errors import explain_errors
from dateline.recording.earlier_ids import members_kept, members_of, note_ids
from dateline.recording.engine import engine_for
from dateline.recording.ids import Named, named
from dateline.recording.judgements import (
    add_judgements,
    judged_reports,
    judgements_of_linking,
    read_judgements,
    rejected_events,
    without_events,
    write_verdicts,
)
from dateline.recording.keys import natural_columns, select_natural
from dateline.recording.linked_reports import is_misnoted, is_stale, note_linked, select_linked
from dateline.recording.numbering import Numbering, insert_page, insert_stories
from dateline.recording.offers import RecordOffers
from dateline.recording.opening import lock_linking, reading, reading_one_moment, settle, writing
from dateline.recording.packing import pack_file
from dateline.recording.page_facts import PageFacts, page_facts
from dateline.recording.page_rows import page_row
from dateline.recording.page_values import furniture_of, read_page
from dateline.recording.search import find_numbers
from dateline.recording.verification import Misfit, find_misfits

T = TypeVar("T")
_CHUNK = 100  # reports held at a time while walking through all of them
_COLUMNS = select(schema.reports.c.number, schema.reports.c.id, schema.reports.c.text, schema.codings.c.value)


_KINDS: dict[str, tuple[Literal["statement", "event", "report"], Table]] = {
    "reports": ("report", schema.reports),
    "statements": ("statement", schema.statements),
    "events": ("event", schema.events),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the record holds: `pages` = `reports` + the sum of `skipped` (reason, number).

    `uncoded` (reason, number) are reports that were read and not coded. `copies` = linked reports - `lineages`.
    Stories, lineages and happenings are those of the last linking; `stale` says that pages came after it.
    """

    pages: int
    reports: int
    skipped: tuple[tuple[str, int], ...]
    statements: int
    events: int
    stories: int
    lineages: int
    copies: int
    happenings: int
    stale: bool
    uncoded: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a statement or an event stands: its kind, its id and its report's id. A report stands in itself."""

    kind: Literal["statement", "event", "report"]
    id: str
    report: str


class Record(RecordOffers):
    """A record, open. Use it with `with`, or close it. Every method may raise RecordError with what to do next."""

    # ------------------------------------------------------------------ opening

    def __init__(self, where: str | Path, *, create: bool = True, read_only: bool = False) -> None:
        """Opens the record in a file (SQLite) or behind a postgresql:// URL; makes it if `create` and it is new.

        One that an older Dateline made is brought up to date; if `read_only` the database refuses every write, and such
        a record is refused too. Raises NoRecord if there is none and `create` is false,
        NotARecord if something else stands there or a newer Dateline made it, RecordError if it cannot be opened.
        """
        self._engine, self.where = engine_for(where, create=create and not read_only, read_only=read_only)
        self._moment: Connection | None = None  # what a snapshot reads by
        try:
            settle(self._engine, self.where, create=create, read_only=read_only)
        except BaseException:
            self.close()
            raise

    @classmethod
    def open(cls, where: str | Path, *, create: bool = True) -> Self:
        """The same as `Record(where)`, by its verb."""
        return cls(where, create=create)

    def close(self) -> None:
        """Gives the connections back. What was added is on the disk already."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._moment is not None:
            with explain_errors(self.where):
                yield self._moment
            return
        with reading(self._engine, self.where) as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Self]:
        """The record as it stands now, to be read only: whatever others add or link meanwhile, it stays that of one
        moment. Other processes are not kept from writing.
        """
        with reading_one_moment(self._engine, self.where) as connection:
            held = copy(self)
            held._moment = connection
            yield held

    @property
    def reader(self) -> Connection:
        """What a snapshot reads by: for questions to the columns that no method asks. Raises ValueError elsewhere."""
        if self._moment is None:
            raise ValueError("only a snapshot of a record has one connection. Write: with record.snapshot() as moment")
        return self._moment

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with writing(self._engine, self.where) as connection:
            yield connection

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
        identity = page.id if page else outcome.id
        if outcome.id != identity or (isinstance(outcome, Report) and (coding is None or coding.report != identity)):
            raise ValueError(f"page {identity}, outcome {outcome.id} and its coding do not belong together")
        if isinstance(outcome, Report) and page is None:
            raise ValueError(f"report {identity} comes without its page")
        origin = page.origin if page else outcome.origin
        instead = instead and self.why_skipped(identity) is not None
        if not instead and self._note_seen(identity, origin):
            return False
        row = self._page_row(page, outcome, made_by)
        try:
            with self._writing() as connection:
                numbering = Numbering(connection)
                if instead:
                    row |= {"origin": min(origin, _remove_skipped(connection, identity, origin))}
                insert_page(numbering, row, outcome, coding)
                if isinstance(outcome, Report) and coding is not None and judged_reports(connection, [outcome.id]):
                    write_verdicts(numbering, [Coded(outcome, coding)])
        except Exception as error:
            if isinstance(error.__cause__, IntegrityError) and self._note_seen(identity, origin):
                return False  # another process added the same page in between
            raise
        return True

    @staticmethod
    def _page_row(page: Page | None, outcome: Report | Skipped, made_by: str) -> dict[str, object]:
        kind = "report" if isinstance(outcome, Report) else "skipped"
        if page is not None:
            return page_row(page, kind, made_by, hashlib.sha256(page.content).hexdigest())
        empty = Page(b"", address=outcome.address, given_id=outcome.given_id, origin=outcome.origin)
        bare: dict[str, object] = {"id": outcome.id, "sha256": None, "size": None, "content": None}
        return page_row(empty, kind, made_by, "") | bare

    def has(self, page_id: str) -> bool:
        """Whether the page is in the record."""
        with self._reading() as connection:
            return connection.scalar(select(schema.pages.c.id).where(schema.pages.c.id == page_id)) is not None

    def seen(self, page: Page | Skipped) -> bool:
        """Whether the page is in the record; if so, its origin becomes the smaller of the two names."""
        return self._note_seen(page.id, page.origin)

    def why_skipped(self, page_id: str) -> str | None:
        """The reason for which the page was skipped; None where it was not, or is not in the record."""
        with self._reading() as connection:
            found: str | None = connection.scalar(select(schema.skipped.c.reason).where(schema.skipped.c.id == page_id))
            return found

    def _note_seen(self, page_id: str, origin: str) -> bool:
        with self._reading() as connection:
            row = connection.execute(select(schema.pages.c.origin).where(schema.pages.c.id == page_id)).first()
        if row is None:
            return False
        if origin < row.origin:
            with self._writing() as connection:
                connection.execute(update(schema.pages).where(schema.pages.c.id == page_id).values(origin=origin))
        return True

    def makers(self) -> tuple[tuple[str, int], ...]:
        """Which versions, pipelines and settings (`made_by` of `add`) understood how many pages, sorted."""
        made_by = schema.pages.c.made_by
        with self._reading() as connection:
            found = connection.execute(select(made_by, func.count()).group_by(made_by))
            return tuple(sorted((maker or "", number) for maker, number in found))

    def page(self, page_id: str) -> Page:
        """The page as it was added. Raises NotFound."""
        with self._reading() as connection:
            row = connection.execute(select(schema.pages).where(schema.pages.c.id == page_id)).first()
            if row is None or row.content is None:
                raise NotFound(f"there is no page {page_id} in {self.where}")
            return read_page(connection, row)

    # ------------------------------------------------------------------ reports

    def coded(self, *, sure: float = 0.0, judged: bool = True) -> Iterator[Coded]:
        """Every report with its coding, sorted by id; without the events that are less sure than `sure`.

        `judged`: as people corrected it, without what they rejected; else as the program coded it. Raises ValueError
        where `sure` is no probability.
        """
        last = ""
        while True:
            query = self._select_coded().where(schema.reports.c.id > last).order_by(schema.reports.c.id).limit(_CHUNK)
            ids, found = self._read_coded(query, judged)
            for one in found:
                yield Coded(one.report, one.coding.at_least(sure))
            if len(ids) < _CHUNK:
                return
            last = ids[-1]

    def one(self, report_id: str, *, judged: bool = True) -> Coded:
        """One report with its coding; `judged` as of `coded`. Raises NotFound."""
        _, found = self._read_coded(self._select_coded().where(schema.reports.c.id == report_id), judged)
        for one in found:
            return one
        raise NotFound(f"there is no report {report_id} in {self.where}")

    def report(self, report_id: str) -> Report:
        """One report. Raises NotFound."""
        return self.one(report_id).report

    def uncoded(self, start: str) -> Coded | None:
        """The first report whose id begins with `start` and that was read and not coded; None if there is none."""
        table = schema.reports
        wanted = table.c.id.startswith(start, autoescape=True) & table.c.uncoded.is_not(None)
        _, found = self._read_coded(self._select_coded().where(wanted).order_by(table.c.id).limit(1))
        return next(found, None)

    def skipped(self) -> Iterator[Skipped]:
        """Every page that is no report, sorted by id."""
        table = schema.skipped
        query = select(table, schema.pages.c.origin).join(schema.pages, schema.pages.c.number == table.c.number)
        last = ""
        while True:
            with self._reading() as connection:
                rows = connection.execute(query.where(table.c.id > last).order_by(table.c.id).limit(_CHUNK)).all()
            for row in rows:
                yield Skipped(row.id, row.reason, row.detail, row.origin, row.given_id, row.address)
            if len(rows) < _CHUNK:
                return
            last = rows[-1].id

    @staticmethod
    def _select_coded() -> Any:
        pages, codings, number = schema.pages, schema.codings, schema.reports.c.number
        joined = _COLUMNS.add_columns(pages.c.origin).join(codings, codings.c.number == number)
        return joined.join(pages, pages.c.number == number)

    def _read_coded(self, query: Any, judged: bool = True) -> tuple[list[str], Iterator[Coded]]:
        """The ids that a query finds, and what they have: made one by one, when they are asked for."""
        with self._reading() as connection:
            rows = connection.execute(query).all()
            furniture = furniture_of(connection, [row.number for row in rows])
            ids = [row.id for row in rows]
            said = _by_report(read_judgements(connection, ids)) if judged else {}
        return ids, (_as_judged(_coded(row, furniture[row.number]), said.get(row.id, ())) for row in rows)

    def find(self, start: str) -> tuple[Finding, ...]:
        """The statements and events whose id begins with `start`."""
        out: list[Finding] = []
        kinds: tuple[tuple[Literal["statement", "event"], Table], ...] = (
            ("statement", schema.statements),
            ("event", schema.events),
        )
        with self._reading() as connection:
            for kind, table in kinds:
                report = schema.reports.c.id.label("report_id")
                query = select(table.c.id, report).join(schema.reports, schema.reports.c.number == table.c.report)
                wanted = query.where(table.c.id.startswith(start, autoescape=True))
                found = connection.execute(wanted.order_by(table.c.id, report))
                out += [Finding(kind, row.id, row.report_id) for row in found]
        return tuple(out)

    def named(self, start: str) -> tuple[Named, ...]:
        """Everything whose id begins with `start`: reports, skipped pages, what was coded, what linking found."""
        with self._reading() as connection:
            return tuple(named(connection, start))

    def search(
        self, words: str, among: Literal["statements", "events", "reports"] = "reports", *, most: int = 100
    ) -> tuple[Finding, ...]:
        """The reports (statements, events) in which all these words stand, by their stems: those that fit best first.

        Words between double quotes stand side by side. Of a statement its words and its speaker are searched, of an
        event its evidence and its sides.
        """
        kind, table = _KINDS[among]
        reports = schema.reports
        with self._reading() as connection:
            numbers = find_numbers(connection, among, words, most)
            query = select(table.c.number, table.c.id, reports.c.id.label("report_id")).select_from(table)
            if table is not reports:
                query = query.join(reports, reports.c.number == table.c.report)
            found = {row.number: row for row in connection.execute(query.where(table.c.number.in_(numbers)))}
        return tuple(Finding(kind, found[number].id, found[number].report_id) for number in numbers)

    # ------------------------------------------------------------------ who appears

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
        linked = {report for story in wanted for report in story.reports}
        with self._writing() as connection:
            lock_linking(connection)
            if unless_fuller and linked < set(connection.scalars(select_linked())):
                return False
            briefs, before = all_briefs(connection), members_kept(connection)
            for table in reversed((*schema.OF_LINKING, *schema.OF_GROWTH)):
                connection.execute(delete(table))
            insert_stories(Numbering(connection), connection, wanted)
            note_ids(connection, before, members_of(wanted))
            restore_briefs(connection, briefs)
            note_linked(connection, judgements_of_linking(connection) if heard is None else heard)
        return True

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
        from dateline.recording.linking_new import AT_ONCE, Readers, link_some  # loads scipy: only where it is needed

        total = 0
        while True:
            with self._writing() as connection:
                lock_linking(connection)
                read = Readers(partial(self._by_ids, connection), partial(self._reports_by_ids, connection))
                number = link_some(connection, read, said)
            total += number
            watch(total)
            if number < AT_ONCE:
                return total

    def _by_ids(self, connection: Connection, names: Sequence[str]) -> Iterator[Coded]:
        rows = connection.execute(self._select_coded().where(schema.reports.c.id.in_(names))).all()
        furniture = furniture_of(connection, [row.number for row in rows])
        return (_coded(row, furniture[row.number]) for row in rows)

    def _reports_by_ids(self, connection: Connection, names: Sequence[str]) -> Iterator[Report]:
        rows = connection.execute(self._select_coded().where(schema.reports.c.id.in_(names))).all()
        furniture = furniture_of(connection, [row.number for row in rows])
        return (_with_words(unpack_field(row.value, "report", Report), row, furniture[row.number]) for row in rows)

    def judgements_to_link(self) -> tuple[str, ...]:
        """The ids of the judgements in force that change what is linked, sorted."""
        with self._reading() as connection:
            return tuple(judgements_of_linking(connection))

    def stories(self) -> Iterator[Story]:
        """The stories of the last linking: most reports first, then by id."""
        table = schema.stories
        query = select(table.c.id).order_by(table.c.reports.desc(), table.c.sources.desc(), table.c.id)
        with self._reading() as connection:
            ids = list(connection.scalars(query))
            rejected = rejected_events(connection)
        for story_id in ids:
            with self._reading() as connection:
                value = connection.scalar(select(table.c.value).where(table.c.id == story_id))
            if value is not None:
                yield without_events(unpack(value, Story), rejected)

    def story(self, which: str) -> Story:
        """The story whose id is or begins with `which`; "largest" is the one with most reports.

        The whole id of a story that has changed since leads to the one that holds most of its reports.

        Raises NotFound, or Ambiguous if several begin so.
        """
        if which == "largest":
            for story in self.stories():
                return story
            raise NotFound(f"there is no story in {self.where}. Add pages with: dateline add SOURCE")
        table = schema.stories
        query = select(table.c.id, table.c.value).where(table.c.id.startswith(which, autoescape=True))
        with self._reading() as connection:
            rows = connection.execute(query.order_by(table.c.id).limit(5)).all()
            rejected = rejected_events(connection)
        if not rows and (later := self._later_id(which)):
            return self.story(later)
        if not rows:
            raise NotFound(f"there is no story {which} in {self.where}. See them all with: dateline stories")
        if len(rows) > 1:
            raise Ambiguous(f"{which} is the start of {', '.join(row.id for row in rows)} ... Give more of the id.")
        return without_events(unpack(rows[0].value, Story), rejected)

    # ------------------------------------------------------------------ briefs

    def unbriefed(self, made_by: str, most: int) -> list[str]:
        """The ids of stories of at most `most` reports of which no brief of this version is kept, the last
        linked first."""
        with self._reading() as connection:
            return unbriefed(connection, made_by, most)

    def brief_basis(self, story: str) -> tuple[bytes, int] | None:
        """What a brief of a story is made of now, for `keep_briefs`; None where the story is no more."""
        with self._reading() as connection:
            return basis_of(connection, story)

    def kept_brief(self, story: str, made_by: str, kind: type[T]) -> T | None:
        """The brief of a story that this version made, as a value of this kind; None where none is kept."""
        with self._reading() as connection:
            return read_brief(connection, made_by, story, kind)

    def keep_briefs(self, made_by: str, made: Iterable[KeptBrief]) -> int:
        """Keeps briefs in one transaction; how many. Those of stories that changed meanwhile are left out."""
        with self._writing() as connection:
            return write_briefs(connection, made_by, made)

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
            touched = {one.subject.report for one in new if one.subject.report}
            write_verdicts(numbering, self._as_coded(connection, sorted(touched)))
            forget_briefs(connection, sorted(touched))
        return tuple(in_order(new))

    def ties(self) -> Tied:
        """What was split and joined, as linking keeps to it."""
        every = self.judgements()
        return ties([one for one in every if one.act in ("split", "join", "undo")], self._read_if_there)

    def _read_if_there(self, report_id: str) -> Coded | None:
        try:
            return self.one(report_id, judged=False)
        except NotFound:
            return None

    def verdicts(self, report_id: str) -> tuple[Verdict, ...]:
        """What holds of the events and statements of a report that were judged. Raises NotFound."""
        with self._reading() as connection:
            said = read_judgements(connection, [report_id])
        return verdicts(self.one(report_id, judged=False), said)

    def _as_coded(self, connection: Connection, ids: list[str]) -> Iterator[Coded]:
        """These reports, where they are in the record, as the program codes them."""
        for name in ids:
            row = connection.execute(self._select_coded().where(schema.reports.c.id == name)).first()
            if row is not None:
                yield _coded(row, furniture_of(connection, [row.number])[row.number])

    def _later_id(self, was: str) -> str | None:
        """The id that holds most of what an earlier id stood for."""
        table = schema.earlier_ids
        with self._reading() as connection:
            return connection.scalar(select(table.c.became).where(table.c.was == was))

    # ------------------------------------------------------------------ the whole

    def counts(self) -> Counts:
        """How much there is of everything."""
        with self._reading() as connection:

            def number(table: Table) -> int:
                return connection.scalar(select(func.count()).select_from(table)) or 0

            reason = schema.skipped.c.reason
            skipped = connection.execute(select(reason, func.count()).group_by(reason).order_by(reason)).all()
            left = schema.reports.c.uncoded
            uncoded = connection.execute(
                select(left, func.count()).where(left.is_not(None)).group_by(left).order_by(left)
            ).all()
            reports, lineages = number(schema.reports), number(schema.lineages)
            linked = number(schema.story_reports)
            return Counts(
                pages=number(schema.pages),
                reports=reports,
                skipped=tuple((words, count) for words, count in skipped),
                statements=number(schema.statements),
                events=number(schema.events),
                stories=number(schema.stories),
                lineages=lineages,
                copies=linked - lineages,
                happenings=number(schema.happenings),
                uncoded=tuple((words, count) for words, count in uncoded),
                stale=is_stale(connection, judgements_of_linking(connection)),
            )

    def page_facts(self) -> Iterator[PageFacts]:
        """What is kept of every page besides its bytes, sorted by id."""
        with self._reading() as connection:
            yield from page_facts(connection)

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
            said = (table for table in schema.metadata.tables.values() if table not in schema.NOT_SAID)
            for table in sorted(said, key=lambda table: table.name):
                yield from sorted(_dump_lines(connection, table))


def _coded(row: Row[Any], furniture: tuple[Furniture, ...]) -> Coded:
    whole = unpack(row.value, Coded)
    report = _with_words(whole.report, row, furniture)
    return Coded(report, whole.coding.with_report(report))


def _with_words(report: Report, row: Row[Any], furniture: tuple[Furniture, ...]) -> Report:
    """The report with what stands in columns of its own."""
    return replace(report, text=row.text, origin=row.origin, furniture=furniture)


def _by_report(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    found: dict[str, list[Judgement]] = {}
    for one in judgements:
        found.setdefault(one.subject.report, []).append(one)
    return found


def _as_judged(coded: Coded, judgements: Collection[Judgement]) -> Coded:
    return apply(coded, verdicts(coded, judgements)) if judgements else coded


def _dump_lines(connection: Connection, table: Table) -> Iterator[str]:
    query, names = select_natural(table)
    packed = {name for name in names if (table.name, name) in schema.PACKED}
    for row in connection.execute(query):
        plain: dict[str, Any] = {name: [] for name in natural_columns(table)}
        for name, value in zip(names, row, strict=True):
            if isinstance(value, bytes):
                value = unpack_json(value).decode("utf-8") if name in packed else value.hex()
            plain[name].append(value)
        shown = {name: values[0] if len(values) == 1 else values for name, values in plain.items()}
        yield json.dumps([table.name, shown], ensure_ascii=False, sort_keys=True)


def _remove_skipped(connection: Connection, page_id: str, origin: str) -> str:
    """Takes a skipped page out; the origin that it had, or `origin` where there was none."""
    pages, skipped = schema.pages, schema.skipped
    query = select(pages.c.number, pages.c.origin).join(skipped, skipped.c.number == pages.c.number)
    row = connection.execute(query.where(pages.c.id == page_id)).first()
    if row is None:
        return origin
    for table in (skipped, pages):
        connection.execute(delete(table).where(table.c.number == row.number))
    return row.origin or ""

"""The record: what is added stays, whole; what linking finds is replaced as one."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, Self

from sqlalchemy import Connection, Row, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from dateline.errors import Ambiguous, NotFound
from dateline.model import Coded, Coding, Page, Report, Skipped, Story
from dateline.recording import schema
from dateline.recording.canon import from_json
from dateline.recording.copying import copy_record, count_rows
from dateline.recording.database_errors import explain_errors
from dateline.recording.engine import engine_for
from dateline.recording.linked_rows import story_rows
from dateline.recording.offers import RecordOffers
from dateline.recording.opening import read_note, reading, reading_one_moment, settle, writing
from dateline.recording.page_facts import PageFacts, page_facts
from dateline.recording.page_rows import page_row, report_row, report_rows, skipped_row
from dateline.recording.verification import Misfit, find_misfits, page_of

_CHUNK = 100  # reports held at a time while walking through all of them
_COLUMNS = select(schema.reports.c.id, schema.reports.c.text, schema.reports.c.value, schema.reports.c.coding)


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
    """Where a statement or an event stands: its kind, its id and its report's id."""

    kind: Literal["statement", "event"]
    id: str
    report: str


class Record(RecordOffers):
    """A record, open. Use it with `with`, or close it. Every method may raise RecordError with what to do next."""

    # ------------------------------------------------------------------ opening

    def __init__(self, where: str | Path, *, create: bool = True) -> None:
        """Opens the record in a file (SQLite) or behind a postgresql:// URL; makes it if `create` and it is new.

        One that an older Dateline made is brought up to date. Raises NoRecord if there is none and `create` is false,
        NotARecord if something else stands there or a newer Dateline made it, RecordError if it cannot be opened.
        """
        self._engine, self.where = engine_for(where, create=create)
        self._moment: Connection | None = None  # what a snapshot reads by
        try:
            settle(self._engine, self.where, create=create)
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
    ) -> bool:
        """Keeps a page with everything understood of it, in one transaction; True if it was new.

        A page that is there already is left as it is (its origin becomes the smaller of the two names, so that the
        order of arrival does not show). `page` is None, or the Skipped itself, where the source broke before any bytes
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
        if self._note_seen(identity, origin):
            return False
        row = self._page_row(page, outcome, made_by)
        try:
            with self._writing() as connection:
                connection.execute(insert(schema.pages), row)
                if isinstance(outcome, Skipped):
                    connection.execute(insert(schema.skipped), skipped_row(outcome))
                elif coding is not None:
                    connection.execute(insert(schema.reports), report_row(outcome, coding))
                    self._insert(connection, schema.OF_REPORT, report_rows(outcome, coding))
        except Exception as error:
            if isinstance(error.__cause__, IntegrityError) and self._note_seen(identity, origin):
                return False  # another process added the same page in between
            raise
        return True

    @staticmethod
    def _page_row(page: Page | None, outcome: Report | Skipped, made_by: str) -> dict[str, object]:
        kind = "report" if isinstance(outcome, Report) else "skipped"
        if page is not None:
            squeezed, digest = zlib.compress(page.content, 6), hashlib.sha256(page.content).hexdigest()
            return page_row(page, kind, made_by, squeezed, digest)
        empty = Page(b"", address=outcome.address, given_id=outcome.given_id, origin=outcome.origin)
        bare: dict[str, object] = {"id": outcome.id, "sha256": None, "size": None, "content": None}
        return page_row(empty, kind, made_by, b"", "") | bare

    @staticmethod
    def _insert(connection: Connection, tables: Sequence[Table], rows: Any) -> None:
        for table in tables:
            if of_table := rows.get(table.name):
                connection.execute(insert(table), of_table)

    def has(self, page_id: str) -> bool:
        """Whether the page is in the record."""
        with self._reading() as connection:
            return connection.scalar(select(schema.pages.c.id).where(schema.pages.c.id == page_id)) is not None

    def seen(self, page: Page | Skipped) -> bool:
        """Whether the page is in the record; if so, its origin becomes the smaller of the two names."""
        return self._note_seen(page.id, page.origin)

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
        return page_of(row)

    # ------------------------------------------------------------------ reports

    def coded(self, *, sure: float = 0.0) -> Iterator[Coded]:
        """Every report with its coding, sorted by id; without the events that are less sure than `sure`.

        Raises ValueError where `sure` is no probability.
        """
        last = ""
        while True:
            query = self._select_coded().where(schema.reports.c.id > last).order_by(schema.reports.c.id).limit(_CHUNK)
            with self._reading() as connection:
                rows = connection.execute(query).all()
            for one in map(self._read_coded, rows):
                yield Coded(one.report, one.coding.at_least(sure))
            if len(rows) < _CHUNK:
                return
            last = rows[-1].id

    def one(self, report_id: str) -> Coded:
        """One report with its coding. Raises NotFound."""
        with self._reading() as connection:
            row = connection.execute(self._select_coded().where(schema.reports.c.id == report_id)).first()
        if row is None:
            raise NotFound(f"there is no report {report_id} in {self.where}")
        return self._read_coded(row)

    def report(self, report_id: str) -> Report:
        """One report. Raises NotFound."""
        return self.one(report_id).report

    def uncoded(self, start: str) -> Coded | None:
        """The first report whose id begins with `start` and that was read and not coded; None if there is none."""
        table = schema.reports
        wanted = table.c.id.startswith(start, autoescape=True) & table.c.uncoded.is_not(None)
        with self._reading() as connection:
            row = connection.execute(self._select_coded().where(wanted).order_by(table.c.id).limit(1)).first()
        return None if row is None else self._read_coded(row)

    def skipped(self) -> Iterator[Skipped]:
        """Every page that is no report, sorted by id."""
        table = schema.skipped
        query = select(table.c.id, table.c.value, schema.pages.c.origin).join(
            schema.pages, schema.pages.c.id == table.c.id
        )
        last = ""
        while True:
            with self._reading() as connection:
                rows = connection.execute(query.where(table.c.id > last).order_by(table.c.id).limit(_CHUNK)).all()
            for row in rows:
                yield replace(from_json(row.value, Skipped), origin=row.origin)
            if len(rows) < _CHUNK:
                return
            last = rows[-1].id

    @staticmethod
    def _select_coded() -> Any:
        pages = schema.pages
        return _COLUMNS.add_columns(pages.c.origin).join(pages, pages.c.id == schema.reports.c.id)

    @staticmethod
    def _read_coded(row: Row[Any]) -> Coded:
        report = replace(from_json(row.value, Report), text=row.text, origin=row.origin)
        return Coded(report, from_json(row.coding, Coding).with_report(report))

    def find(self, start: str) -> tuple[Finding, ...]:
        """The statements and events whose id begins with `start`."""
        out: list[Finding] = []
        kinds: tuple[tuple[Literal["statement", "event"], Table], ...] = (
            ("statement", schema.statements),
            ("event", schema.events),
        )
        with self._reading() as connection:
            for kind, table in kinds:
                query = select(table.c.id, table.c.report).where(table.c.id.startswith(start, autoescape=True))
                found = connection.execute(query.order_by(table.c.id, table.c.report))
                out += [Finding(kind, row.id, row.report) for row in found]
        return tuple(out)

    # ------------------------------------------------------------------ linking

    def _digest(self, connection: Connection) -> str:
        ids = sorted(connection.scalars(select(schema.reports.c.id)))
        return hashlib.sha256("\n".join(ids).encode()).hexdigest()

    @property
    def stale(self) -> bool:
        """Whether reports came in after the last linking (or there was none)."""
        with self._reading() as connection:
            return read_note(connection, "linked") != self._digest(connection)

    def replace_stories(self, stories: Iterable[Story]) -> None:
        """Puts these stories in place of the old ones, in one transaction."""
        wanted = sorted(stories, key=lambda story: story.id)

        with self._writing() as connection:

            @lru_cache(maxsize=256)
            def text(report: str) -> str:
                found: str | None = connection.scalar(
                    select(schema.reports.c.text).where(schema.reports.c.id == report)
                )
                if found is None:
                    raise NotFound(f"a story speaks of report {report}, which is not in {self.where}")
                return found

            for table in reversed(schema.OF_LINKING):
                connection.execute(delete(table))
            for story in wanted:
                self._insert(connection, schema.OF_LINKING, story_rows(story, text))
            connection.execute(delete(schema.about).where(schema.about.c.key == bindparam("name")), {"name": "linked"})
            connection.execute(insert(schema.about), {"key": "linked", "value": self._digest(connection)})

    def stories(self) -> Iterator[Story]:
        """The stories of the last linking: most reports first, then by id."""
        table = schema.stories
        query = select(table.c.id).order_by(table.c.reports.desc(), table.c.sources.desc(), table.c.id)
        with self._reading() as connection:
            ids = list(connection.scalars(query))
        for story_id in ids:
            with self._reading() as connection:
                value = connection.scalar(select(table.c.value).where(table.c.id == story_id))
            if value is not None:
                yield from_json(value, Story)

    def story(self, which: str) -> Story:
        """The story whose id is or begins with `which`; "largest" is the one with most reports.

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
        if not rows:
            raise NotFound(f"there is no story {which} in {self.where}. See them all with: dateline stories")
        if len(rows) > 1:
            raise Ambiguous(f"{which} is the start of {', '.join(row.id for row in rows)} ... Give more of the id.")
        return from_json(rows[0].value, Story)

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
                stale=read_note(connection, "linked") != self._digest(connection),
            )

    def page_facts(self) -> Iterator[PageFacts]:
        """What is kept of every page besides its bytes, sorted by id."""
        with self._reading() as connection:
            yield from page_facts(connection)

    def rows(self) -> dict[str, int]:
        """How many rows every table has, by name."""
        with self._reading() as connection:
            return count_rows(connection)

    def copy_to(self, path: Path) -> None:
        """Copies the whole record into a new SQLite file, as it stands now (of a snapshot: as it stood then)."""
        with self._reading() as connection:
            copy_record(connection, path)

    def verify(self) -> Iterator[Misfit]:
        """Re-cuts every span, re-hashes every page, checks every reference; yields what does not fit."""
        with self._reading() as connection:
            yield from find_misfits(connection)

    def dump(self) -> Iterator[str]:
        """Every row of every table as a line of JSON, sorted: equal records give equal lines."""
        with self._reading() as connection:
            for table in sorted(schema.metadata.tables.values(), key=lambda table: table.name):
                columns = [
                    column for column in table.columns if not (table is schema.reports and column.key == "number")
                ]
                lines = []
                for row in connection.execute(select(*columns)):
                    named = zip((column.name for column in columns), row, strict=True)
                    plain = {name: value.hex() if isinstance(value, bytes) else value for name, value in named}
                    lines.append(json.dumps([table.name, plain], ensure_ascii=False, sort_keys=True))
                yield from sorted(lines)

"""Rows with natural keys become rows with the numbers of this database, and go into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text

from dateline.errors import NotFound
from dateline.model import Coded, Coding, Report, Skipped, Story
from dateline.recording import schema
from dateline.recording.canon import compress, pack
from dateline.recording.evidence import evidence_hash
from dateline.recording.keys import NATURAL, NUMBERED, OF_LOOKUPS, key_of, select_natural, targets_of
from dateline.recording.linked_rows import story_rows
from dateline.recording.page_rows import Row, report_row, report_rows, searched_words, skipped_row
from dateline.recording.page_values import known_of
from dateline.recording.search import index_rows

_AT_ONCE = 400  # values in one question to the database

Numbers = dict[Any, int]
"""Natural key → number."""


_LAST_NUMBERS = select(*(select(func.max(one.c.number)).scalar_subquery().label(one.name) for one in NUMBERED))


class Numbering:
    """The numbers of one transaction that writes: which row has which, and which are free.

    Nobody else may give numbers at the same time. SQLite has one writer; PostgreSQL is asked for a lock, which is
    held until the transaction ends.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._known: dict[str, Numbers] = {}
        self._free: dict[str, int] = {}
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('dateline ' || current_schema()))"))

    def next(self, table: Table) -> int:
        """A number that no row of the table has."""
        if not self._free:
            last = self.connection.execute(_LAST_NUMBERS).one()
            self._free = {name: (most or 0) + 1 for name, most in last._mapping.items()}
        number = self._free[table.name]
        self._free[table.name] += 1
        return number

    def known(self, table: Table) -> Numbers:
        """The numbers of rows that were met in this transaction, by their natural keys."""
        return self._known.setdefault(table.name, {})

    def insert(self, tables: Sequence[Table], rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        """Writes rows of these tables, parents first, and what they share with other reports.

        Raises NotFound if a row points to what is in no row of the database.
        """
        self._insert_lookups(tables, rows)
        for table in tables:
            if table.name in NATURAL:
                for row in rows.get(table.name, ()):
                    number = row["number"] if "number" in row else self.next(table)
                    self.known(table)[key_of(table, row)] = number
        for table in tables:
            if of_table := rows.get(table.name):
                self.connection.execute(insert(table), [self._numbered(table, row) for row in of_table])

    def forget(self, *tables: Table) -> None:
        """Lets go of what `known` remembers of these tables."""
        for table in tables:
            self._known.pop(table.name, None)

    def _numbered(self, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for name, target, needed in targets_of(table):
            if name == "number":
                out[name] = row[name] if name in row else self.known(table)[key_of(table, row)]
            elif target is None or row[name] is None:
                out[name] = row[name]
            else:
                out[name] = self._number_of(target, row[name], needed=needed)
        return out

    def _number_of(self, table: Table, key: Any, *, needed: bool) -> int | None:
        number = self.known(table).get(key)
        if number is None and needed:
            named = key if isinstance(key, str) else key[-1]
            raise NotFound(f"{named} is not in {table.name} of this record, and something points to it")
        return number

    def meet(self, table: Table, condition: Any) -> None:
        """Finds the numbers of rows that stand in the database already: of all for which the condition holds."""
        query, _ = select_natural(table, ("number", *NATURAL[table.name]))
        known = self.known(table)
        for number, *key in self.connection.execute(query.where(condition)):
            known[key[0] if len(key) == 1 else tuple(key)] = number

    def _insert_lookups(self, tables: Iterable[Table], rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        for lookup in OF_LOOKUPS:
            wanted = {
                row[name]: None
                for table in tables
                for name, target, _ in targets_of(table)
                if target is lookup
                for row in rows.get(table.name, ())
                if row[name] is not None
            }
            known = self.known(lookup)
            new = [key for key in wanted if key not in known]
            if not new:
                continue
            names = [column.name for column in lookup.columns if column.name != "number"]
            first = lookup.c[names[0]]
            for some in in_parts(sorted({key[0] for key in new})):
                for row in self.connection.execute(select(lookup).where(first.in_(some))):
                    known[tuple(row[1:])] = row[0]
            missing = [key for key in new if key not in known]
            for key in missing:
                known[key] = self.next(lookup)
            if missing:
                values = [{"number": known[key], **dict(zip(names, key, strict=True))} for key in missing]
                self.connection.execute(insert(lookup), values)


def in_parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The values in lots that fit into one question to the database."""
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]


def insert_page(numbering: Numbering, page: Row, outcome: Report | Skipped, coding: Coding | None) -> None:
    """Writes a page with everything understood of it: a report with its coding, or why it is none.

    The row of the page holds its content as it came.
    """
    number, content = numbering.next(schema.pages), page["content"]
    known = known_of(outcome.text, outcome.furniture) if isinstance(outcome, Report) else b""
    packed = compress(content, known) if isinstance(content, bytes) else None
    numbering.insert((schema.pages,), {"pages": [{**page, "number": number, "content": packed}]})
    if isinstance(outcome, Skipped):
        numbering.insert((schema.skipped,), {"skipped": [{"number": number, **skipped_row(outcome)}]})
    elif coding is not None:
        report, rows = report_row(outcome, coding), report_rows(outcome, coding)
        report |= {"number": number, "evidence_sha256": evidence_hash(outcome.text, {**rows, "reports": [report]})}
        whole = Coded(replace(outcome, text="", origin="", furniture=()), coding)
        every = {**rows, "reports": [report], "codings": [{"number": number, "value": pack(whole)}]}
        numbering.insert((schema.reports, schema.codings, *schema.OF_REPORT), every)
        for table in (schema.reports, schema.statements, schema.events):
            numbers = numbering.known(table)
            found = ((numbers[key_of(table, row)], searched_words(table.name, row)) for row in every[table.name])
            index_rows(numbering.connection, table.name, found)


def numbers_of(connection: Connection, reports: Sequence[str]) -> Numbers:
    """The numbers of those of these reports that are in the record."""
    table = schema.reports
    return {
        row.id: row.number
        for some in in_parts(reports)
        for row in connection.execute(select(table.c.id, table.c.number).where(table.c.id.in_(some)))
    }


def insert_stories(numbering: Numbering, connection: Connection, stories: Iterable[Story]) -> None:
    """Writes stories. Raises NotFound if one speaks of a report, an event or a statement that is not in the record."""
    stories = tuple(stories)
    names = sorted({name for story in stories for name in story.reports})
    numbers = numbers_of(connection, names)
    numbering.known(schema.reports).update(numbers)
    for story in stories:
        lost = [report for report in story.reports if report not in numbers]
        if lost:
            raise NotFound(f"a story speaks of report {lost[0]}, which is not in this record")
        for some in in_parts([numbers[report] for report in story.reports]):
            for table in (schema.events, schema.statements):
                numbering.meet(table, table.c.report.in_(some))
        numbering.insert(schema.OF_LINKING, story_rows(story))
        numbering.forget(schema.events, schema.statements)

"""Does the record hold what it claims? Everything is computed again from what was kept and compared."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Table, func, select

from dateline.model import Coding, Page, Report, Span, Story
from dateline.recording import schema
from dateline.recording.canon import from_json
from dateline.recording.page_rows import report_row, report_rows


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that does not fit: the table, the row's id, and what is wrong in words."""

    table: str
    row: str
    problem: str


def page_of(row: Row[Any]) -> Page:
    """The page in a row of `pages`. Raises zlib.error if its bytes are damaged."""
    return Page(
        content=zlib.decompress(row.content),
        media=row.media,
        charset=row.charset,
        address=row.address,
        fetched=row.fetched,
        given_id=row.given_id,
        given_title=row.given_title,
        given_outlet=row.given_outlet,
        given_published=row.given_published,
        origin=row.origin,
    )


def find_misfits(connection: Connection) -> Iterator[Misfit]:
    """Everything in the record that does not fit."""
    yield from _pages(connection)
    for report_id in sorted(connection.scalars(select(schema.reports.c.id))):
        yield from _report(connection, report_id)
    yield from _orphans(connection)
    yield from _stories(connection)


def _pages(connection: Connection) -> Iterator[Misfit]:
    outcomes = Counter[str]()
    for page_id in sorted(connection.scalars(select(schema.pages.c.id))):
        row = connection.execute(select(schema.pages).where(schema.pages.c.id == page_id)).one()
        outcomes[row.outcome] += 1
        if row.content is None:
            if row.outcome == "report":
                yield Misfit("pages", page_id, "a report without the bytes of its page")
            continue
        try:
            page = page_of(row)
        except zlib.error as error:
            yield Misfit("pages", page_id, f"its bytes are damaged: {error}")
            continue
        if page.id != page_id or hashlib.sha256(page.content).hexdigest() != row.sha256:
            yield Misfit("pages", page_id, f"its bytes and metadata hash to {page.id}")
    for outcome, table in (("report", schema.reports), ("skipped", schema.skipped)):
        kept = connection.scalar(select(func.count()).select_from(table)) or 0
        if kept != outcomes[outcome]:
            yield Misfit(
                "pages", "", f"{outcomes[outcome]} pages are marked {outcome}, but there are {kept} in {table.name}"
            )
        pages = select(schema.pages.c.id).where(schema.pages.c.outcome == outcome)
        for lost in connection.scalars(select(table.c.id).where(table.c.id.not_in(pages))):
            yield Misfit(table.name, lost, f"there is no page of that id that is marked {outcome}")


def _report(connection: Connection, report_id: str) -> Iterator[Misfit]:
    row = connection.execute(select(schema.reports).where(schema.reports.c.id == report_id)).one()
    try:
        report = replace(from_json(row.value, Report), text=row.text)
        coding = from_json(row.coding, Coding)
    except (msgspec.DecodeError, ValueError) as error:
        yield Misfit("reports", report_id, f"its JSON cannot be read: {error}")
        return
    if report.id != report_id or coding.report != report_id:
        yield Misfit("reports", report_id, f"its JSON is that of {report.id}, its coding that of {coding.report}")
    for path, span in _spans(report, "report"):
        if span.end > len(row.text):
            yield Misfit("reports", report_id, f"{path} ends at {span.end} in a text of {len(row.text)} characters")
    for path, span in _spans(coding, "coding"):
        if span.end > len(row.text):
            yield Misfit("reports", report_id, f"{path} ends at {span.end} in a text of {len(row.text)} characters")
    for table in _SPANNED:
        yield from _recut_spans(connection, table, report_id, row.text)
    yield from _references(coding)
    yield from _columns(connection, row, report, coding)


def _spans(value: object, path: str) -> Iterator[tuple[str, Span]]:
    """Every span inside a value, with the way to it. A passage of furniture (`page_start`) is no span of the text."""
    if isinstance(value, Span):
        yield path, value
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            yield from _spans(item, f"{path}[{n}]")
    elif is_dataclass(value):
        for field in fields(value):
            yield from _spans(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _spans(getattr(value, name), f"{path}.{name}")


def _prefixes(table: Table) -> tuple[str, ...]:
    return tuple(c.name.removesuffix("_exact") for c in table.columns if c.name.endswith("_exact"))


def _report_column(table: Table) -> str:
    return "id" if table is schema.reports else "report"


_SPANNED = tuple(t for t in schema.metadata.sorted_tables if _prefixes(t) and _report_column(t) in t.columns)


def _recut_spans(connection: Connection, table: Table, report_id: str, text: str) -> Iterator[Misfit]:
    key = tuple(column.name for column in table.primary_key.columns)
    prefixes = _prefixes(table)
    for row in connection.execute(select(table).where(table.c[_report_column(table)] == report_id)).mappings():
        for prefix in prefixes:
            start, end, exact = (row[f"{prefix}_{part}"] for part in ("start", "end", "exact"))
            if start is None and end is None and exact is None:
                continue
            if start is None or end is None or not 0 <= start < end or text[start:end] != exact:
                name = "/".join(str(row[column]) for column in key)
                found = text[start:end] if start is not None and end is not None else ""
                yield Misfit(table.name, name, f"{prefix} [{start}, {end}) cuts {found!r}, but {exact!r} is written")


def _references(coding: Coding) -> Iterator[Misfit]:
    statements = {statement.id for statement in coding.statements}
    entities = {entity.id for entity in coding.entities}
    for said in coding.statements:
        if said.within is not None and said.within not in statements:
            yield Misfit("statements", said.id, f"it stands within {said.within}, which is no statement of the report")
        for actor in (said.speaker, said.addressee):
            if actor and actor.entity is not None and actor.entity not in entities:
                yield Misfit("statements", said.id, f"{actor.name} is {actor.entity}, which is no entity of the report")
    for event in coding.events:
        voices = (*event.said_by, *event.denied_by)
        for voice in voices:
            if voice.statement is not None and voice.statement not in statements:
                yield Misfit("events", event.id, f"said in {voice.statement}, which is no statement of the report")
        for actor in (*event.actors, *event.recipients, *(voice.speaker for voice in voices)):
            if actor.entity is not None and actor.entity not in entities:
                yield Misfit("events", event.id, f"{actor.name} is {actor.entity}, which is no entity of the report")


_ITSELF = {schema.reports.c.number, schema.reports.c.value, schema.reports.c.coding}
"""What the other columns are compared with, and a number that the database gave."""


def _columns(connection: Connection, row: Row[Any], report: Report, coding: Coding) -> Iterator[Misfit]:
    """The columns must say what the JSON says."""
    try:
        expected = {"reports": [report_row(report, coding)], **report_rows(report, coding)}
    except ValueError as error:
        yield Misfit("reports", report.id, f"its rows cannot be made again: {error}")
        return
    for table in (schema.reports, *schema.OF_REPORT):
        wanted = expected[table.name]
        column = table.c[_report_column(table)]
        names = [c.name for c in table.columns if c not in _ITSELF]
        kept = [dict(r) for r in connection.execute(select(table).where(column == row.id)).mappings()]
        seen = sorted((tuple(r[name] for name in names) for r in kept), key=repr)
        told = sorted((tuple(r[name] for name in names) for r in wanted), key=repr)
        if seen == told:
            continue
        if len(seen) != len(told):
            yield Misfit(table.name, row.id, f"{len(seen)} rows, but the JSON has {len(told)}")
        for a, b in zip(seen, told, strict=False):
            for name, x, y in zip(names, a, b, strict=True):
                if x != y:
                    yield Misfit(table.name, row.id, f"{name} is {_shorten(x)}, but the JSON says {_shorten(y)}")
                    break
            else:
                continue
            break


def _shorten(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def _orphans(connection: Connection) -> Iterator[Misfit]:
    """Rows of reports and stories that are not there (another program may have deleted some)."""
    for table in schema.metadata.sorted_tables:
        for column in table.columns:
            for foreign in column.foreign_keys:
                missing = select(column).where(column.not_in(select(foreign.column))).distinct()
                for lost in connection.scalars(missing):
                    yield Misfit(
                        table.name, str(lost), f"{column.name} names what is not in {foreign.column.table.name}"
                    )


def _stories(connection: Connection) -> Iterator[Misfit]:
    reports = set(connection.scalars(select(schema.reports.c.id)))
    events = {tuple(row) for row in connection.execute(select(schema.events.c.report, schema.events.c.id))}
    statements = {tuple(row) for row in connection.execute(select(schema.statements.c.report, schema.statements.c.id))}
    told = Counter[str]()
    for story_id in sorted(connection.scalars(select(schema.stories.c.id))):
        row = connection.execute(select(schema.stories).where(schema.stories.c.id == story_id)).one()
        try:
            story = from_json(row.value, Story)
        except (msgspec.DecodeError, ValueError) as error:
            yield Misfit("stories", story_id, f"its JSON cannot be read: {error}")
            continue
        told.update(story.reports)
        yield from _members(story, reports, row)
        yield from _sources(story, events, statements)
    for report, times in sorted(told.items()):
        if times > 1:
            yield Misfit("stories", report, f"this report stands in {times} stories")


def _members(story: Story, reports: set[str], row: Row[Any]) -> Iterator[Misfit]:
    for report in story.reports:
        if report not in reports:
            yield Misfit("stories", story.id, f"report {report} is not in the record")
    carried = Counter(report for lineage in story.lineages for report in lineage.reports)
    if set(carried) != set(story.reports) or any(times != 1 for times in carried.values()):
        yield Misfit("stories", story.id, "its lineages do not hold each of its reports once")
    sums = (len(story.reports), len(story.lineages), len(story.reports) - len(story.lineages))
    if (row.reports, row.sources, row.copies) != sums:
        yield Misfit(
            "stories", story.id, f"pages, sources, copies are written as {row.reports}, {row.sources}, {row.copies}"
        )


def _sources(story: Story, events: set[tuple[Any, ...]], statements: set[tuple[Any, ...]]) -> Iterator[Misfit]:
    lineages = {lineage.id for lineage in story.lineages}
    for happening in story.happenings:
        for pair in happening.events:
            if pair not in events:
                yield Misfit("happenings", happening.id, f"event {pair[1]} of report {pair[0]} is not in the record")
        accounts = [account for field in happening.fields for account in field.accounts]
        for named in (happening.lineages, *(account.lineages for account in accounts)):
            for unknown in sorted(set(named) - lineages):
                yield Misfit("happenings", happening.id, f"{unknown} is no lineage of story {story.id}")
    for utterance in story.utterances:
        for wording in utterance.wordings:
            if (wording.report, wording.statement) not in statements:
                problem = f"statement {wording.statement} of report {wording.report} is not in the record"
                yield Misfit("utterances", utterance.id, problem)

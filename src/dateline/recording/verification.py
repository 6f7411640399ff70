"""Does the record hold what it claims? Everything is computed again from what was kept and compared."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Table, func, select

from dateline.model import Coded, Coding, Report, Span, Story
from dateline.recording import schema
from dateline.recording.canon import unpack
from dateline.recording.evidence import SPANNED, evidence_hash, prefixes
from dateline.recording.judgement_checks import check_judgements, verdict_rows
from dateline.recording.keys import NATURAL, flatten, natural_columns, select_natural, target_of
from dateline.recording.linked_reports import is_noted, of_story, select_linked
from dateline.recording.linked_rows import story_rows
from dateline.recording.page_rows import report_row, report_rows
from dateline.recording.page_values import furniture_of, read_page


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that does not fit: the table, the row's id, and what is wrong in words."""

    table: str
    row: str
    problem: str


def find_misfits(connection: Connection) -> Iterator[Misfit]:
    """Everything in the record that does not fit."""
    yield from _pages(connection)
    for report_id in sorted(connection.scalars(select(schema.reports.c.id))):
        yield from _report(connection, report_id)
    yield from _orphans(connection)
    yield from _stories(connection)
    yield from (Misfit(*fault) for fault in check_judgements(connection))


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
            page = read_page(connection, row)
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
    table, codings = schema.reports, schema.codings
    row = connection.execute(select(table).where(table.c.id == report_id)).one()
    whole = connection.execute(select(codings).where(codings.c.number == row.number)).first()
    if whole is None:
        yield Misfit("codings", report_id, "the report is there, its whole value is not")
        return
    try:
        coded = unpack(whole.value, Coded)
    except (zlib.error, msgspec.DecodeError, ValueError) as error:
        yield Misfit("codings", report_id, f"its JSON cannot be read: {error}")
        return
    furniture = furniture_of(connection, [row.number])[row.number]
    report, coding = replace(coded.report, text=row.text, furniture=furniture), coded.coding
    if report.id != report_id or coding.report != report_id:
        yield Misfit("codings", report_id, f"its JSON is that of {report.id}, its coding that of {coding.report}")
    for path, span in (*_spans(report, "report"), *_spans(coding, "coding")):
        if span.end > len(row.text):
            yield Misfit("codings", report_id, f"{path} ends at {span.end} in a text of {len(row.text)} characters")
    kept = {t.name: _kept_rows(connection, t, _of_report(t, row.number)) for t in SPANNED}
    for t in SPANNED:
        yield from _recut_spans(t, kept[t.name], row.text)
    if evidence_hash(row.text, kept) != row.evidence_sha256:
        problem = "its text and the words that its spans cut are not those that were written: their hash differs"
        yield Misfit("reports", report_id, problem)
    yield from _references(coding)
    yield from _columns(connection, row, report, coding)
    expected = verdict_rows(connection, Coded(report, coding))
    here = schema.verdicts.c.report == row.number
    yield from _compare(connection, schema.verdicts, here, expected, row.id)


def _of_report(table: Table, number: int) -> Any:
    """What holds for the rows of a table that belong to a report."""
    if table is schema.reports:
        return table.c.number == number
    if "report" in table.c:
        return table.c.report == number
    first = next(iter(table.primary_key.columns))
    parent = target_of(first)
    assert parent is not None, table.name
    return first.in_(select(parent.c.number).where(parent.c.report == number))


def _kept_rows(connection: Connection, table: Table, condition: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(table).where(condition)).mappings()]


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


def _recut_spans(table: Table, rows: Sequence[Mapping[str, Any]], text: str) -> Iterator[Misfit]:
    key = tuple(column.name for column in table.primary_key.columns)
    for row in rows:
        for prefix in prefixes(table):
            start, end = row[f"{prefix}_start"], row[f"{prefix}_end"]
            if start is None and end is None:
                continue
            name = "/".join(str(row[column]) for column in key)
            if start is None or end is None or not 0 <= start < end <= len(text):
                yield Misfit(table.name, name, f"{prefix} [{start}, {end}) is no stretch of its report's text")


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


_NOT_DERIVED = frozenset((("reports", "evidence_sha256"), ("stories", "value")))
"""Columns that are no part of what a value says: they are checked by themselves."""


def _columns(connection: Connection, row: Row[Any], report: Report, coding: Coding) -> Iterator[Misfit]:
    """The columns must say what the JSON says."""
    try:
        expected = {"reports": [report_row(report, coding)], **report_rows(report, coding)}
    except ValueError as error:
        yield Misfit("reports", report.id, f"its rows cannot be made again: {error}")
        return
    for table in (schema.reports, *schema.OF_REPORT):
        yield from _compare(connection, table, _of_report(table, row.number), expected[table.name], row.id)


def _compare(
    connection: Connection, table: Table, condition: Any, expected: Sequence[Mapping[str, Any]], named: str
) -> Iterator[Misfit]:
    """The rows of a table for which the condition holds must be those that a value gives."""
    columns = tuple(name for name in natural_columns(table) if (table.name, name) not in _NOT_DERIVED)
    query, names = select_natural(table, columns)
    seen = sorted((tuple(kept) for kept in connection.execute(query.where(condition))), key=repr)
    told = sorted((flatten(table, row, columns) for row in expected), key=repr)
    if seen == told:
        return
    if len(seen) != len(told):
        yield Misfit(table.name, named, f"{len(seen)} rows, but the JSON has {len(told)}")
    for a, b in zip(seen, told, strict=False):
        for name, x, y in zip(names, a, b, strict=True):
            if x != y:
                yield Misfit(table.name, named, f"{name} is {_shorten(x)}, but the JSON says {_shorten(y)}")
                return


def _shorten(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def _orphans(connection: Connection) -> Iterator[Misfit]:
    """Rows of reports and stories that are not there (another program may have deleted some)."""
    for table in schema.metadata.sorted_tables:
        for column in table.columns:
            for foreign in column.foreign_keys:
                named = column.is_not(None)  # NULL is not in an empty table, says SQL
                missing = select(column).where(named, column.not_in(select(foreign.column))).distinct()
                for lost in connection.scalars(missing):
                    yield Misfit(
                        table.name, str(lost), f"{column.name} names what is not in {foreign.column.table.name}"
                    )


def _stories(connection: Connection) -> Iterator[Misfit]:
    measured = connection.execute(select(schema.reports.c.id, func.length(schema.reports.c.text)))
    lengths: dict[str, int] = {report: length for report, length in measured}  # noqa: C416 - rows, not pairs
    events = _pairs(connection, schema.events)
    statements = _pairs(connection, schema.statements)
    told = Counter[str]()
    for story_id in sorted(connection.scalars(select(schema.stories.c.id))):
        row = connection.execute(select(schema.stories).where(schema.stories.c.id == story_id)).one()
        try:
            story = unpack(row.value, Story)
        except (zlib.error, msgspec.DecodeError, ValueError) as error:
            yield Misfit("stories", story_id, f"its JSON cannot be read: {error}")
            continue
        told.update(story.reports)
        yield from _members(story, lengths, row)
        yield from _sources(story, events, statements)
        yield from _shown_words(story, lengths)
        expected = story_rows(story)
        for table in schema.OF_LINKING:
            yield from _compare(connection, table, of_story(table, row.number), expected[table.name], story_id)
    for report, times in sorted(told.items()):
        if times > 1:
            yield Misfit("stories", report, f"this report stands in {times} stories")
    yield from _left_out(connection)


def _left_out(connection: Connection) -> Iterator[Misfit]:
    """Reports that the record says were linked, and that are in no story."""
    sketched = select(schema.sketches.c.report)
    named = select(schema.reports.c.id).where(
        schema.reports.c.number.in_(sketched), schema.reports.c.id.not_in(select_linked())
    )
    for report in sorted(connection.scalars(named)):
        yield Misfit("stories", report, "this report was linked and is in no story")
    noted = connection.scalar(select(schema.about.c.value).where(schema.about.c.key == "linked"))
    linked = set(connection.scalars(select_linked()))
    if noted is None or is_noted(noted, linked):
        return
    every = set(connection.scalars(select(schema.reports.c.id)))
    if not is_noted(noted, every):
        yield Misfit("stories", "", "the reports in them are not those that were linked. Mend it with: dateline link")
        return
    for report in sorted(every - linked):
        yield Misfit("stories", report, "this report is in no story, and the record says that it was linked")


def _pairs(connection: Connection, table: Table) -> set[tuple[Any, ...]]:
    query, _ = select_natural(table, NATURAL[table.name])
    return {tuple(row) for row in connection.execute(query)}


def _shown_words(story: Story, lengths: Mapping[str, int]) -> Iterator[Misfit]:
    """Every span that a story shows must be a stretch of its report's text."""
    spans = [
        *((e.report, e.span) for h in story.happenings for f in h.fields for a in f.accounts for e in a.exhibits),
        *((e.report, e.span) for h in story.happenings for state in h.history for e in state.exhibits),
        *((e.report, e.span) for page in story.page_days for reason in page.why for e in reason.exhibits),
        *((w.report, span) for u in story.utterances for w in u.wordings for span in w.spans),
        *((kin.a, passage.a) for kin in story.kinships for passage in kin.passages),
        *((kin.b, passage.b) for kin in story.kinships for passage in kin.passages),
    ]
    for report, span in spans:
        if span.end > lengths.get(report, span.end):
            problem = f"words at [{span.start}, {span.end}) of report {report}, which is {lengths[report]} long"
            yield Misfit("stories", story.id, problem)


def _members(story: Story, reports: Collection[str], row: Row[Any]) -> Iterator[Misfit]:
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
        given = [one.lineages for one in accounts] + [one.lineages for one in happening.history]
        for named in (happening.lineages, *given):
            for unknown in sorted(set(named) - lineages):
                yield Misfit("happenings", happening.id, f"{unknown} is no lineage of story {story.id}")
    for utterance in story.utterances:
        for wording in utterance.wordings:
            if (wording.report, wording.statement) not in statements:
                problem = f"statement {wording.statement} of report {wording.report} is not in the record"
                yield Misfit("utterances", utterance.id, problem)

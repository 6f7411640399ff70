"""Statements: a row for every statement of every report, with the utterance that it words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dateline.coding.actor_keys import actor_key
from dateline.exporting.cells import Cell
from dateline.exporting.dyad_rows import read_span
from dateline.exporting.fields import number_now, read_verdict, whole_day
from dateline.exporting.table_rows import Reads
from dateline.judging import Verdict
from dateline.model import Actor, Coded, Report, Statement, Story, Utterance


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement, its report, who is heard reporting it (the nearest first), and its utterance where linked."""

    statement: Statement
    report: Report
    said_by: tuple[str, ...]
    story: str = ""
    lineage: str = ""
    utterance: Utterance | None = None
    verdict: Verdict | None = None


def statements_of_stories(stories: Iterable[Story], one: Reads) -> Iterator[StatementRow]:
    """A row for every statement, story by story, in the order of the reports' ids and of their texts."""
    for story in stories:
        said = {(word.report, word.statement): each for each in story.utterances for word in each.wordings}
        lineage_of = {report: line.id for line in story.lineages for report in line.reports}
        for report in story.reports:
            for found, voices in _in_order(one(report)):
                utterance = said.get((report, found.id))
                yield StatementRow(found, one(report).report, voices, story.id, lineage_of.get(report, ""), utterance)


def statements(coded: Iterable[Coded]) -> Iterator[StatementRow]:
    """A row for every statement of reports that are not linked, in their order and that of their texts."""
    for one in coded:
        for found, voices in _in_order(one):
            yield StatementRow(found, one.report, voices)


def _in_order(one: Coded) -> Iterator[tuple[Statement, tuple[str, ...]]]:
    known = {statement.id: statement for statement in one.coding.statements}
    for statement in sorted(known.values(), key=lambda s: (s.content[0].start if s.content else 0, s.id)):
        yield statement, tuple(_voices(statement, known))


def _voices(statement: Statement, known: Mapping[str, Statement]) -> Iterator[str]:
    passed = {statement.id}
    outer = known.get(statement.within or "")
    while outer is not None and outer.id not in passed:
        passed.add(outer.id)
        if outer.speaker is not None:
            yield outer.speaker.name
        outer = known.get(outer.within or "")


def read_statement(row: StatementRow) -> dict[str, Cell]:
    """Every field of a statement by its name."""
    said, report = row.statement, row.report
    date, basis = _date(row)
    return {
        "id": said.id,
        **read_verdict(row.verdict),
        "utterance": row.utterance.id if row.utterance else None,
        "story": row.story or None,
        "lineage": row.lineage or None,
        "sources": len(row.utterance.lineages) if row.utterance else None,
        **_read_actor("speaker", said.speaker),
        "addressee": said.addressee.name if said.addressee else None,
        "addressee_country": said.addressee.country if said.addressee else None,
        "stance": said.stance,
        "quotation": said.quotation,
        "content": tuple(span.cut(report.text) for span in said.content),
        "said_by": row.said_by,
        "within": said.within,
        "event_date": date,
        "event_day": whole_day(date),
        "event_date_basis": basis,
        "rule": said.rule,
        "outlet": report.outlet,
        "agency": report.agency.name if report.agency else None,
        "published": report.published.value,
        "address": report.address or report.canonical,
        "report": report.id,
        **read_span("speaker", said.speaker.span if said.speaker else None, report.text),
        **read_span("cue", said.cue, report.text),
        "content_start": tuple(span.start for span in said.content),
        "content_end": tuple(span.end for span in said.content),
    }


def _date(row: StatementRow) -> tuple[str | None, str | None]:
    """When it was said: the day or month that its words give, else the day of the report."""
    when = row.statement.when
    if when is not None and when.earliest and when.latest:
        for length in (10, 7, 4):
            if when.earliest[:length] == when.latest[:length]:
                return when.earliest[:length], "text"
    published = row.report.published.value
    return (published, "report") if published else (None, None)


def _read_actor(name: str, actor: Actor | None) -> dict[str, Cell]:
    return {
        name: actor.name if actor else None,
        f"{name}_country": actor.country if actor else None,
        f"{name}_cow": number_now(actor, "cow") if actor else None,
        f"{name}_gw": number_now(actor, "gw") if actor else None,
        f"{name}_sectors": ("|".join(actor.sectors) or None) if actor else None,
        f"{name}_office": actor.office if actor else None,
        f"{name}_wikidata": actor.wikidata if actor else None,
        f"{name}_key": (actor_key(actor).value or None) if actor else None,
    }

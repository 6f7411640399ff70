"""Where a story comes from: the independent texts, who wrote each, and every page that prints it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row

from dateline.exporting.phrases import letter
from dateline.serving import addresses
from dateline.serving.questions import ask, ask_many
from dateline.serving.words import outlet_name, printed

MOST = 400
"""Pages of a story that are shown; the largest lineages come first."""
_RELATIONS = {"copy": "copy", "update": "another version", "partial": "partial reuse"}


@dataclass(frozen=True, slots=True)
class Printing:
    """A page that prints a text. `relation`: how it stands to the first page, "" for that page itself; `share`: of its
    words, how much stands in the first page. `declared`: the day that the page claims, where that is refuted."""

    report: str
    address: str
    outlet: str
    title: str | None
    published: str | None
    declared: str | None
    doubts: tuple[str, ...]
    relation: str
    share: float | None


@dataclass(frozen=True, slots=True)
class Source:
    """One independent text: its letter on this page, who wrote it, and its printings, the first one first."""

    letter: str
    lineage: str
    writer: str
    agency: bool
    printings: tuple[Printing, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """Words that two sources share, though they are told apart: which, and how they are related."""

    one: str
    other: str
    relation: str
    share: float


@dataclass(frozen=True, slots=True)
class Sources:
    """All sources of a story. `letters`: of each report, by the number of its row; `lineages`: of each lineage."""

    sources: tuple[Source, ...]
    ties: tuple[Tie, ...]
    more: int
    letters: Mapping[int, str] = field(default_factory=dict)
    lineages: Mapping[int, str] = field(default_factory=dict)


def find_sources(connection: Connection, story: int) -> Sources:
    """The sources of the story in a row, those with most pages first."""
    lineages = ask(
        connection,
        "SELECT lineages.number, lineages.id, lineages.agency, lineages.reports, lineages.first, reports.published "
        "FROM lineages LEFT JOIN reports ON reports.number = lineages.first WHERE lineages.story = :story "
        "ORDER BY lineages.reports DESC, coalesce(reports.published, '9999'), lineages.id",
        story=story,
    )
    letters = {row.number: letter(at) for at, row in enumerate(lineages)}
    members = ask(connection, "SELECT report, lineage FROM story_reports WHERE story = :story", story=story)
    of_report = {row.report: letters.get(row.lineage, "") for row in members}
    held: dict[int, list[int]] = {}
    for row in members:
        held.setdefault(row.lineage, []).append(row.report)
    shown = _cap(lineages, held)
    reports = _reports(connection, [report for lineage in shown for report in held.get(lineage.number, ())])
    kin = ask(
        connection,
        "SELECT a, b, relation, share_of_a, share_of_b FROM kinships WHERE story = :story "
        "AND relation IN ('copy', 'update', 'partial')",
        story=story,
    )
    related = {frozenset((row.a, row.b)): row for row in kin}
    doubts = _doubts(connection, reports)
    sources = tuple(
        _source(
            row, letters[row.number], [reports[n] for n in held.get(row.number, ()) if n in reports], related, doubts
        )
        for row in shown
    )
    ties = _ties(kin, of_report)
    return Sources(sources, ties, len(lineages) - len(shown), of_report, letters)


def _cap(lineages: Sequence[Row[Any]], held: Mapping[int, Sequence[int]]) -> list[Row[Any]]:
    out: list[Row[Any]] = []
    pages = 0
    for row in lineages:
        pages += len(held.get(row.number, ()))
        if pages > MOST and out:
            break
        out.append(row)
    return out


def _reports(connection: Connection, numbers: Sequence[int]) -> dict[int, Row[Any]]:
    sql = (
        f"SELECT reports.number, {printed()}, title, published, declared, doubts FROM reports "
        "WHERE reports.number IN :wanted"
    )
    return {row.number: row for row in ask_many(connection, sql, numbers)}


def _doubts(connection: Connection, reports: Mapping[int, Row[Any]]) -> dict[int, list[str]]:
    doubtful = [number for number, row in reports.items() if row.doubts]
    out: dict[int, list[str]] = {}
    sql = "SELECT report, reason FROM doubts WHERE report IN :wanted ORDER BY report, ordinal"
    for row in ask_many(connection, sql, doubtful):
        out.setdefault(row.report, []).append(row.reason)
    return out


def _source(
    lineage: Row[Any],
    name: str,
    reports: Sequence[Row[Any]],
    related: Mapping[frozenset[int], Row[Any]],
    doubts: Mapping[int, Sequence[str]],
) -> Source:
    ordered = sorted(reports, key=lambda one: (one.number != lineage.first, one.published or "9999", one.report))
    first = ordered[0] if ordered else None
    return Source(
        name,
        lineage.id,
        lineage.agency or (outlet_name(first) if first else "nobody named"),
        bool(lineage.agency),
        tuple(
            _printing(row, lineage.first, related.get(frozenset((row.number, lineage.first))), doubts)
            for row in ordered
        ),
    )


def _printing(row: Row[Any], first: int, kin: Row[Any] | None, doubts: Mapping[int, Sequence[str]]) -> Printing:
    refuted = row.doubts and (row.published or "")[:10] != (row.declared or "")[:10]
    relation, share = "", None
    if row.number != first:
        relation = _RELATIONS.get(kin.relation, "same text") if kin else "same text"
        share = (kin.share_of_a if row.number == kin.a else kin.share_of_b) if kin else None
    return Printing(
        row.report, addresses.report(row.report), outlet_name(row), row.title, row.published,
        row.declared[:10] if refuted and row.declared else None, tuple(dict.fromkeys(doubts.get(row.number, ()))),
        relation, share,
    )  # fmt: skip


def _ties(kin: Sequence[Row[Any]], letters: Mapping[int, str]) -> tuple[Tie, ...]:
    """Between two sources the strongest tie of their pages."""
    best: dict[tuple[str, str], Tie] = {}
    for row in kin:
        one, other = sorted((letters.get(row.a, ""), letters.get(row.b, "")), key=lambda name: (len(name), name))
        if one == other or not one:
            continue
        share = max(row.share_of_a or 0.0, row.share_of_b or 0.0)
        if (one, other) not in best or best[one, other].share < share:
            best[one, other] = Tie(one, other, _RELATIONS[row.relation], share)
    return tuple(sorted(best.values(), key=lambda tie: -tie.share))

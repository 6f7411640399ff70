"""The page of an outlet: what it writes itself, what it reprints and of whom, and whose words it carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row

from dateline.errors import NotFound
from dateline.serving import addresses
from dateline.serving.lines import ReportLine, report_lines
from dateline.serving.paging import Paging, paging
from dateline.serving.params import Params
from dateline.serving.questions import ask, ask_many, count
from dateline.serving.shelf import Moment
from dateline.serving.tallies import tallies_of

_SIZE, _MOST, _NAMES = 25, 4_000, 120


@dataclass(frozen=True, slots=True)
class Share:
    """A name with how often, and an address ("" where it has no page)."""

    name: str
    number: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class OutletPage:
    """An outlet. `own`: reports whose text no other writer is shown for and that came first; `agencies`: whose texts it
    prints by credit; `reprinted`: outlets whose texts it prints later; `speakers`: whose words it carries."""

    name: str
    reports: int
    own: int
    credited: int
    later: int
    doubtful: int
    more: bool
    agencies: tuple[Share, ...]
    reprinted: tuple[Share, ...]
    speakers: tuple[Share, ...]
    days: tuple[tuple[str, int], ...]
    list: tuple[ReportLine, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class Outlets:
    """All outlets, those of most reports first."""

    outlets: tuple[Share, ...]
    paging: Paging


def outlets(moment: Moment, params: Params) -> Outlets:
    """All outlets."""
    held = tallies_of(moment.connection).outlets(moment.connection)
    shown = paging(params, "/outlets", _NAMES, len(held))
    ordered = sorted(held.items(), key=lambda pair: (-pair[1], pair[0]))[shown.first - 1 : shown.first - 1 + _NAMES]
    return Outlets(tuple(Share(name, times, addresses.outlet(name)) for name, times in ordered), shown)


def outlet(moment: Moment, params: Params) -> OutletPage:
    """The page of the outlet whose name the address gives. Raises NotFound."""
    reader, name = moment.connection, params.needed("name")
    rows = _reports(reader, name)
    if not rows:
        raise NotFound(f"no outlet called {name} is in this record.")
    total = count(reader, "SELECT count(*) FROM reports WHERE outlet = :name", name=name)
    credited = [row for row in rows if row.agency]
    later = [row for row in rows if not row.agency and row.first not in (None, row.number)]
    shown = paging(params, "/outlet", _SIZE, len(rows), at="#reports")
    chosen = [row.number for row in rows[shown.first - 1 : shown.first - 1 + _SIZE]]
    lines = report_lines(reader, chosen)
    firsts = {row.number: row.outlet for row in ask_many(
        reader, "SELECT number, outlet FROM reports WHERE number IN :wanted", (row.first for row in later)
    )}  # fmt: skip
    of = Counter(firsts[row.first] for row in later if firsts.get(row.first) and firsts[row.first] != name)
    days = Counter(row.published[:10] for row in rows if row.published and len(row.published) >= 10)
    return OutletPage(
        name=name,
        reports=total,
        own=len(rows) - len(credited) - len(later),
        credited=len(credited),
        later=len(later),
        doubtful=sum(bool(row.doubts) for row in rows),
        more=total > len(rows),
        agencies=tuple(Share(agency, n) for agency, n in Counter(row.agency for row in credited).most_common(10)),
        reprinted=tuple(Share(other, n, addresses.outlet(other)) for other, n in of.most_common(10)),
        speakers=_speakers(reader, [row.number for row in rows]),
        days=tuple(sorted(days.items())),
        list=tuple(lines[number] for number in chosen if number in lines),
        paging=shown,
    )


def _reports(connection: Connection, name: str) -> Sequence[Row[Any]]:
    return ask(
        connection,
        "SELECT reports.number, reports.agency, reports.published, reports.doubts, lineages.first FROM reports "
        "LEFT JOIN story_reports ON story_reports.report = reports.number "
        "LEFT JOIN lineages ON lineages.number = story_reports.lineage WHERE reports.outlet = :name "
        f"ORDER BY coalesce(reports.published, '') DESC, reports.number DESC LIMIT {_MOST}",
        name=name,
    )


def _speakers(connection: Connection, reports: Sequence[int]) -> tuple[Share, ...]:
    rows = ask_many(
        connection,
        "SELECT actors.name, count(*) AS times FROM statements JOIN actors ON actors.number = statements.speaker "
        "WHERE statements.report IN :wanted AND statements.speaker_entity IS NOT NULL "
        "AND actors.how NOT LIKE 'described%' GROUP BY actors.name",
        reports[:1800],
    )
    counted: Counter[str] = Counter()
    for row in rows:
        counted[row.name] += row.times
    return tuple(
        Share(name, times, addresses.search(f'actor:"{name}"'.replace('""', '"'), **{"in": "statements"}))
        for name, times in counted.most_common(14)
    )

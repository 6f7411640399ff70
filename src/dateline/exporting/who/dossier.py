"""Puts a dossier together: the events and statements of one actor, told apart by section, told once each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast, get_args

from sqlalchemy import Row

from dateline.errors import UsageError
from dateline.exporting.brief_evidence import outlet_of
from dateline.exporting.phrases import happening_line, kind_of, known_types, stance_words
from dateline.exporting.who.lines import TITLES, Dossier, DossierLine, Section, Shown, known_as
from dateline.linking.accounts import tell_as_most
from dateline.model import KnownActor, Naming, Stance, Told
from dateline.recording import Gathered
from dateline.tables import Row as TableRow
from dateline.tables import shipped

Pair = tuple[str, str]
_BASES = ("text", "told that day", "report", None)
_PARTS = ("denied", "actor", "recipient", "said")
"""The parts of an event, that which says most first: who denies a deed of his own is shown denying it."""
_NAMES = 6


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked of the lines. `types`: PLOVER types or stances; `other`: who must take part as well; `outlet`:
    words of who must have printed or written it. `first` and `last` are ISO days, both included."""

    first: str | None = None
    last: str | None = None
    types: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    sure: float = 0.0
    other: KnownActor | None = None
    outlet: str | None = None

    def in_words(self) -> tuple[str, ...]:
        """What is asked, for a reader."""
        asked = (
            f"from {self.first}" if self.first else "",
            f"to {self.last}" if self.last else "",
            f"of type {', '.join(sorted(self.types))}" if self.types else "",
            f"told as {', '.join(sorted(self.told))}" if self.told else "",
            f"at least as sure as {self.sure:g}" if self.sure else "",
            f"with {self.other.name}" if self.other else "",
            f"printed or written by {self.outlet}" if self.outlet else "",
        )
        return tuple(words for words in asked if words)


def check_filters(
    types: Iterable[str], told: Iterable[str], known: Collection[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Types and tellings as the record spells them. `known`: types beside PLOVER's. Raises UsageError for others."""
    spelt = {one.casefold(): one for one in (*known_types(), *get_args(Stance), *known)}
    tellings = {one.casefold(): one for one in get_args(Told)}
    return (
        frozenset(_spelling(one, spelt, "--type") for one in types),
        frozenset(_spelling(one, tellings, "--told") for one in told),
    )


def _spelling(word: str, known: Mapping[str, str], option: str) -> str:
    if (found := known.get(word.strip().casefold())) is None:
        raise UsageError(f"{option} {word}: there is none. Write one of {', '.join(known.values())}.")
    return found


@dataclass
class _Group:
    """What is told of one thing: its events, or its statements."""

    section: Section
    id: str
    events: list[Row[Any]] = field(default_factory=list)
    statements: list[Row[Any]] = field(default_factory=list)


def put_together(actor: KnownActor, gathered: Gathered, filters: Filters, others: Sequence[KnownActor] = ()) -> Dossier:
    """The dossier of an actor out of what the record holds. Pure: the same record gives the same dossier."""
    building = _Building(actor, gathered, filters)
    lines = [building.line(group) for group in building.groups()]
    kept = [line for line in lines if _in_time(line, filters)]
    undated = sum(line.day is None for line in lines) if filters.first or filters.last else 0
    order = [section for section, _ in TITLES]
    ordered = sorted(kept, key=lambda one: (order.index(one.section), one.day is None, one.day or "", one.id))
    reports = {shown.report for line in ordered for shown in line.words}
    told = building.told_by
    return Dossier(
        key=actor.key,
        name=actor.name,
        kind=actor.kind,
        country=actor.country,
        offices=actor.offices,
        sure=actor.sure,
        known_as=known_as(actor),
        others=tuple((one.key, one.name, one.times) for one in others),
        asked=filters.in_words(),
        sources=len({building.lineage(report) for line in ordered for report in told[line.section, line.id]}),
        reports=len({report for line in ordered for report in told[line.section, line.id]} | reports),
        lines=tuple(ordered),
        undated=undated,
    )


def _in_time(line: DossierLine, filters: Filters) -> bool:
    """Whether the day of a line lies in the stretch asked for; a month counts where the stretch meets it."""
    if not (filters.first or filters.last):
        return True
    if line.day is None:
        return False
    day, first, last = line.day, filters.first or "0000-00-00", filters.last or "9999-99-99"
    return first[: len(day)] <= day <= last[: len(day)]


@cache
def _sections() -> tuple[TableRow, ...]:
    return tuple(shipped("dateline.exporting", "tables/sections.tsv", ("told", "type", "part", "section")))


def _section(told: str, type_: str, part: str) -> Section:
    asked = (("told", told), ("type", type_), ("part", part))
    found = next(row for row in _sections() if all(row[name] in ("*", value) for name, value in asked))
    return cast(Section, found["section"])


class _Building:
    """The rows of one actor on their way to lines. `told_by`: the reports behind every line."""

    def __init__(self, actor: KnownActor, gathered: Gathered, filters: Filters) -> None:
        self.actor, self.gathered, self.filters = actor, gathered, filters
        self.own = {_light(one) for one in actor.namings}
        self.other = {_light(one) for one in filters.other.namings} if filters.other else set()
        self.told_by: dict[tuple[Section, str], set[str]] = defaultdict(set)

    def lineage(self, report: str) -> str:
        """The independent text that a report carries; one that is in no story is its own."""
        return self.gathered.reports[report].lineage or report

    def groups(self) -> Iterator[_Group]:
        """The events and statements that are asked for, what is told of one thing together."""
        found: dict[tuple[Section, str], _Group] = {}
        for section, id_, row, is_event in (*self._events(), *self._statements()):
            group = found.setdefault((section, id_), _Group(section, id_))
            (group.events if is_event else group.statements).append(row)
            self.told_by[section, id_].add(row.report)
        yield from found.values()

    def _events(self) -> Iterator[tuple[Section, str, Row[Any], bool]]:
        parts: dict[Pair, set[str]] = defaultdict(set)
        for one in self.gathered.appearances:
            spoken = one.part == "said" and one.statement is not None  # the statement itself is a line
            if one.part in _PARTS and not spoken:
                parts[one.report, one.id].add(one.part)
        for pair, held in parts.items():
            row = self.gathered.events[pair]
            if self._takes_event(pair, row):
                part = next(part for part in _PARTS if part in held)
                yield _section(row.told, row.type, part), self.gathered.happenings.get(pair, row.id), row, True

    def _takes_event(self, pair: Pair, row: Row[Any]) -> bool:
        asked = self.filters
        if (row.sure or 0.0) < asked.sure or (asked.told and row.told not in asked.told):
            return False
        if asked.types and row.type not in asked.types:
            return False
        return self._prints(row.report) and self._takes_part(
            (*self.gathered.sides.get(pair, ()), *self.gathered.voices.get(pair, ()))
        )

    def _statements(self) -> Iterator[tuple[Section, str, Row[Any], bool]]:
        shown = {
            (one.report, one.statement)
            for one in self.gathered.appearances
            if one.part == "denied"
            and self._takes_event((one.report, one.id), self.gathered.events[one.report, one.id])
        }
        for one in self.gathered.appearances:
            pair = one.report, one.id
            if one.part not in ("speaker", "addressee") or pair in shown:
                continue
            row = self.gathered.statements[pair]
            asked = self.filters
            if asked.told or (asked.types and row.stance not in asked.types) or not self._prints(row.report):
                continue
            if not self._takes_part((row,)):
                continue
            section: Section = "told" if one.part == "addressee" else "denied" if row.stance == "denies" else "said"
            yield section, self._utterance(pair, row), row, False

    def _utterance(self, pair: Pair, row: Row[Any]) -> str:
        """What a statement is told of: its utterance, or the first of the same words in one text."""
        known = self.gathered.utterances.get(pair)
        words = " ".join((row.content_exact or "").casefold().split())
        return known or min(self._same_words[self.lineage(row.report), row.stance, words])

    @property
    def _same_words(self) -> Mapping[tuple[str, str, str], set[str]]:
        if not hasattr(self, "_by_words"):
            self._by_words: dict[tuple[str, str, str], set[str]] = defaultdict(set)
            for row in self.gathered.statements.values():
                words = " ".join((row.content_exact or "").casefold().split())
                self._by_words[self.lineage(row.report), row.stance, words].add(row.id)
        return self._by_words

    def _prints(self, report: str) -> bool:
        if not (wanted := self.filters.outlet):
            return True
        row = self.gathered.reports[report]
        return any(wanted.casefold() in name.casefold() for name in (outlet_of(row), row.agency or ""))

    def _takes_part(self, rows: Iterable[Row[Any]]) -> bool:
        return not self.other or any(bool(_people(row) & self.other) for row in rows)

    # ------------------------------------------------------------------ lines

    def line(self, group: _Group) -> DossierLine:
        """One line out of what is told of one thing."""
        return self._event_line(group) if group.events else self._statement_line(group)

    def _event_line(self, group: _Group) -> DossierLine:
        told = tell_as_most([(self.lineage(row.report), row.told) for row in group.events])
        chief = min(group.events, key=lambda row: self._weight(row, told))
        pair = chief.report, chief.id
        sides, voices = self.gathered.sides.get(pair, ()), self._voices(group)
        names = {
            side: _shorten(self._names(one for one in sides if one.side == side)) for side in ("actor", "recipient")
        }
        kind = kind_of(chief.type, chief.mode)
        day, basis = self._day([(row.report, row.event_date, row.event_date_basis) for row in group.events])
        return DossierLine(
            section=group.section, id=group.id, type=chief.type, mode=chief.mode,
            line=happening_line(kind, names["actor"], names["recipient"], nary=bool(chief.nary)),
            day=day, basis=basis, told=told, sure=max(row.sure or 0.0 for row in group.events),
            who=tuple(dict.fromkeys(one.name for one in sides if not _people(one) & self.own)),
            said_by=voices["said"], denied_by=voices["denied"], place=chief.place,
            sources=self._sources(group.events), reports=len({row.report for row in group.events}),
            words=self._words((row, "evidence", row) for row in [chief, *group.events]),
        )  # fmt: skip

    def _weight(self, row: Row[Any], told: str) -> tuple[object, ...]:
        named = len(self.gathered.sides.get((row.report, row.id), ()))
        return row.told != told, -(row.sure or 0.0), -named, self._published(row.report), row.report, row.id

    def _statement_line(self, group: _Group) -> DossierLine:
        chief = min(group.statements, key=lambda row: (self._published(row.report), row.report, row.content_start))
        hearer, speaker = chief.addressee, chief.speaker
        cue = " ".join((chief.cue_exact or "").split())
        says = f"{stance_words(chief.stance)} (“{cue}”)" if cue else stance_words(chief.stance)
        if group.section == "told":
            line, who = f"{speaker or 'somebody'}: {says}", (speaker,)
        else:
            line, who = f"{says}, to {hearer}" if hearer else says, (hearer,)
        days = [(row.report, *self._said_on(row)) for row in group.statements]
        day, basis = self._day(days)
        spans = (
            (row, "content", span)
            for row in group.statements
            for span in self.gathered.contents.get((row.report, row.id), ())
        )
        return DossierLine(
            section=group.section, id=group.id, type=chief.stance, mode=None, line=line, day=day, basis=basis,
            told="", sure=None, who=tuple(name for name in who if name), said_by=(), denied_by=(), place=None,
            sources=self._sources(group.statements), reports=len({row.report for row in group.statements}),
            words=self._words(spans),
        )  # fmt: skip

    def _said_on(self, row: Row[Any]) -> tuple[str | None, str | None]:
        if row.when_earliest and row.when_earliest == row.when_latest:
            return row.when_earliest, "text"
        published = self.gathered.reports[row.report].published
        return published, "report" if published else None

    def _day(self, given: Sequence[tuple[str, str | None, str | None]]) -> tuple[str | None, str | None]:
        """The day that rests on most, and is given by most sources; ties go to the earlier."""
        votes: Counter[tuple[str | None, str | None]] = Counter()
        for _, day, basis in {(self.lineage(report), day, basis) for report, day, basis in given if day}:
            votes[day, basis] += 1
        if not votes:
            return None, None
        return min(votes, key=lambda one: (_BASES.index(one[1]), -votes[one], one[0] or ""))

    def _sources(self, rows: Iterable[Row[Any]]) -> int:
        return len({self.lineage(row.report) for row in rows})

    def _published(self, report: str) -> str:
        return self.gathered.reports[report].published or "9999"

    def _names(self, rows: Iterable[Row[Any]]) -> list[str]:
        """Names of a side, our actor's by the name of the dossier."""
        return list(dict.fromkeys(self.actor.name if _people(row) & self.own else row.name for row in rows))

    def _voices(self, group: _Group) -> dict[str, tuple[str, ...]]:
        rows = [one for row in group.events for one in self.gathered.voices.get((row.report, row.id), ())]
        return {
            side: tuple(
                dict.fromkeys(
                    self.actor.name if _people(one) & self.own else one.speaker for one in rows if one.side == side
                )
            )
            for side in ("said", "denied")
        }

    def _words(self, spans: Iterable[tuple[Row[Any], str, Row[Any]]]) -> tuple[Shown, ...]:
        """The words of one report of every source, the earliest first; its other reports print the same text."""
        by_report: dict[str, list[Shown]] = {}
        for row, prefix, span in spans:
            report = self.gathered.reports[row.report]
            start, end, exact = (getattr(span, f"{prefix}_{part}") for part in ("start", "end", "exact"))
            shown = Shown(row.report, outlet_of(report), report.published, report.address, start, end, exact)
            if shown not in by_report.setdefault(row.report, []):
                by_report[row.report].append(shown)
        firsts: dict[str, str] = {}
        for report_id in sorted(by_report, key=lambda one: (self._published(one), one)):
            firsts.setdefault(self.lineage(report_id), report_id)
        return tuple(shown for report_id in firsts.values() for shown in by_report[report_id])


def _shorten(names: Sequence[str]) -> Sequence[str]:
    """At most six names, the last of them for all that are left."""
    if len(names) > _NAMES:
        names = [*names[: _NAMES - 1], f"{len(names) - _NAMES + 1} others"]
    return names


_Light = tuple[str, str | None, str | None, str | None]


def _light(one: Naming) -> _Light:
    return one.name, one.country, one.office, one.wikidata


def _people(row: Row[Any]) -> set[_Light]:
    """Everybody in a row of sides, voices or statements, as far as its columns tell."""
    fields = row._mapping
    return {
        (fields[prefix], fields[f"{prefix}_country"], fields[f"{prefix}_office"], fields[f"{prefix}_wikidata"])
        for prefix in ("name", "speaker", "addressee")
        if fields.get(prefix)
    }

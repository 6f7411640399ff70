"""Who held which office when: tenures from the tables, and what a person is at a date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dateline.coding.actors.words import key_of, sound_of
from dateline.coding.tables import listed, table

_BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC"})
_LATELY = "2020-11"  # six years before the state of the tables
_FAMILY_FIRST = frozenset({"CHN", "TWN", "HKG", "KOR", "PRK", "VNM", "KHM"})
_MANY_HOLDERS = re.compile(
    r"state secretary|justice|judge|member|senator|advis|deputy of|without portfolio|candidate", re.I
)


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office held from `start` to before `end` (ISO dates as long as known; an empty end is open).

    `rank`: 0 head of state or government, 1 senior, 2 minister, 3 other.
    """

    office: str
    country: str
    sector: str
    rank: int
    start: str
    end: str
    ours: bool = False

    def holds(self, date: str) -> bool:
        """Whether it is held at a date: a shorter date is compared as far as both are known."""
        return self.start[: len(date)] <= date[: len(self.start)] and (not self.end or date[: len(self.end)] < self.end)

    def begun(self, date: str) -> bool:
        """Whether it has begun by a date."""
        return self.start[: len(date)] <= date[: len(self.start)]


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the tables with every tenure, oldest first."""

    name: str
    wikidata: str
    tenures: tuple[Tenure, ...]

    def at(self, date: str | None) -> tuple[Tenure, ...]:
        """The tenures held at a date, the highest first; without a date those open or, failing that, lately ended.

        A report without a date may be some years old: an office that ended less than six years before the tables' state
        may well be what it means.
        """
        held = [t for t in self.tenures if (t.holds(date) if date else not t.end)]
        if not held and not date:
            held = [t for t in self.tenures if t.end >= _LATELY and t.end == self.last_end]
        # Of two offices of one rank the newer is what a report means.
        newest = sorted(held, key=lambda t: t.start, reverse=True)
        return tuple(sorted(newest, key=lambda t: t.rank))

    def home(self) -> str:
        """The country a person belongs to when in no office: the newest that is a state, else the newest."""
        ordered = [t.country for t in reversed(self.tenures)]
        return next((c for c in ordered if c not in _BODIES), ordered[0])

    @property
    def rank(self) -> int:
        """The highest rank ever held."""
        return min(t.rank for t in self.tenures)

    @property
    def last_end(self) -> str:
        """When the last tenure ended; far in the future while one is open."""
        return max((t.end or "9999") for t in self.tenures)


@dataclass(frozen=True, slots=True)
class Offices:
    """Patterns over an office's name, with the sector and rank that the first match gives."""

    patterns: tuple[tuple[re.Pattern[str], str, int], ...]

    def of(self, office: str) -> tuple[str, int]:
        """(sector, rank) of an office by its name."""
        for pattern, sector, rank in self.patterns:
            if pattern.search(office):
                return sector, rank
        return "GOV", 3


def offices() -> Offices:
    """The patterns of `offices.tsv`."""
    found = [(re.compile(row["pattern"], re.I), row["sector"], int(row["rank"])) for row in table("offices")]
    return Offices(tuple(found))


@dataclass(frozen=True, slots=True)
class Register:
    """People by name key and by how their names sound."""

    people: dict[str, tuple[Person, ...]]
    sounds: dict[str, tuple[Person, ...]]


def everyone() -> Register:
    """Every name of the tables with the people who bear it. Our own rows are newer than the exports' open ends."""
    by_person, names, keys = _ours()
    mine = {qid: ident for ident, (_, qid) in names.items() if qid}
    by_key = {key: next(iter(idents)) for key, idents in keys.items()}
    sounds: dict[str, set[str]] = {}
    for key, idents in keys.items():
        sounds.setdefault(sound_of(key), set()).update(idents)
    for row in table("holders"):
        key, qid, country = row["key"], row["wikidata"], row["country"]
        own = mine.get(qid) or by_key.get(key)
        if own and qid not in mine and country not in {t.country for t in by_person[own]}:
            own = None  # a namesake elsewhere
        if own and not row["end"]:
            continue
        ident = own or qid or key
        if own and not names[own][1]:
            names[own] = (names[own][0], qid)
        names.setdefault(ident, (row["name"], qid))
        tenure = Tenure(row["office"], country, row["sector"], int(row["rank"]), row["start"], row["end"])
        by_person.setdefault(ident, []).append(tenure)
        keys.setdefault(key, set()).add(ident)
        sounds.setdefault(row["sound"], set()).add(ident)
    closed = _succeeded(by_person)
    people = {
        ident: Person(*names[ident], tuple(sorted(tenures, key=lambda t: (t.start, t.office))))
        for ident, tenures in closed.items()
    }
    return Register(_bearers(keys, people), _bearers({k: v for k, v in sounds.items() if " " in k}, people))


def _ours() -> tuple[dict[str, list[Tenure]], dict[str, tuple[str, str]], dict[str, set[str]]]:
    """Our own rows: tenures and (name, id) by person, people by name key."""
    kinds = offices()
    by_person: dict[str, list[Tenure]] = {}
    names: dict[str, tuple[str, str]] = {}
    keys: dict[str, set[str]] = {}
    for row in table("people"):
        ident = key_of(row["name"])
        names[ident] = (row["name"], row["wikidata"] or names.get(ident, ("", ""))[1])
        sector, rank = kinds.of(row["office"])
        tenure = Tenure(row["office"], row["country"], row["sector"] or sector, rank, row["start"], row["end"], True)
        by_person.setdefault(ident, []).append(tenure)
        for name in (row["name"], *listed(row["aliases"])):
            keys.setdefault(key_of(name), set()).add(ident)
    return by_person, names, keys


def _bearers(keys: dict[str, set[str]], people: dict[str, Person]) -> dict[str, tuple[Person, ...]]:
    return {key: tuple(people[ident] for ident in sorted(idents)) for key, idents in keys.items()}


def _succeeded(by_person: dict[str, list[Tenure]]) -> dict[str, list[Tenure]]:
    """Tenures with open ends closed by a successor: one state has one president at a time."""
    seats: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for ident, tenures in by_person.items():
        for t in tenures:
            if t.rank < 2 and not _MANY_HOLDERS.search(t.office):
                seats.setdefault((t.country, t.office.casefold()), []).append((t.start, ident))
    for held in seats.values():
        held.sort()
    out: dict[str, list[Tenure]] = {}
    for ident, tenures in by_person.items():
        out[ident] = [_close(t, ident, seats.get((t.country, t.office.casefold()), [])) for t in tenures]
    return out


def _close(tenure: Tenure, ident: str, seat: Sequence[tuple[str, str]]) -> Tenure:
    if tenure.end or tenure.ours:
        return tenure
    later = [start for start, other in seat if start > tenure.start and other != ident]
    return replace(tenure, end=later[0]) if later else tenure


def by_surname(people: dict[str, tuple[Person, ...]]) -> dict[str, tuple[Person, ...]]:
    """People of some rank by their family name (and, where it comes first, by the first word)."""
    found: dict[str, dict[int, Person]] = {}
    for key, bearers in people.items():
        parts = key.split()
        if len(parts) < 2:
            continue
        for person in bearers:
            if person.rank > 2:
                continue
            first = person.tenures[-1].country in _FAMILY_FIRST
            for part in {parts[-1], *([parts[0]] if first else [])}:
                found.setdefault(part, {})[id(person)] = person
            if len(parts) > 2 and not first:
                found.setdefault(" ".join(parts[-2:]), {})[id(person)] = person
    return {
        key: tuple(sorted(held.values(), key=lambda p: (p.name, p.wikidata))) for key, held in sorted(found.items())
    }


def title_fits(tenure: Tenure, titles: Iterable[str]) -> bool:
    """Whether an office is one that a title names: every word of the title stands in the office's name."""
    office = set(key_of(tenure.office).split())
    return any(set(title.split()) <= office for title in titles)

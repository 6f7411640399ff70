"""Who held which office when: tenures from the tables, and what a person is at a date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.coding.actors.codes import codes_of
from dateline.coding.actors.role_words import role_words
from dateline.coding.cues import given_names
from dateline.coding.name_keys import key_of, sound_of
from dateline.coding.tables import table
from dateline.tables import Row

_LATELY = "2020-11"  # six years before the state of the tables
_FAMILY_FIRST = frozenset({"CHN", "TWN", "HKG", "KOR", "PRK", "VNM", "KHM"})
_TWO_FAMILY_NAMES = frozenset(
    "ESP MEX GTM HND SLV NIC CRI PAN CUB DOM COL VEN ECU PER BOL CHL PRY ARG URY BRA PRT AGO MOZ CPV TLS PHL".split()
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

    def holds(self, date: str) -> bool:
        """Whether it is held at a date: a shorter date is compared as far as both are known."""
        return self.start[: len(date)] <= date[: len(self.start)] and (not self.end or date[: len(self.end)] < self.end)

    def has_begun(self, date: str) -> bool:
        """Whether it has begun by a date."""
        return self.start[: len(date)] <= date[: len(self.start)]


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the tables with every tenure, oldest first."""

    name: str
    wikidata: str
    tenures: tuple[Tenure, ...]

    def tenures_at(self, date: str | None) -> tuple[Tenure, ...]:
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
        return next((c for c in ordered if c not in codes_of("body")), ordered[0])

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
    found = [(row.pattern("pattern", re.I), row["sector"], row.integer("rank")) for row in table("offices")]
    return Offices(tuple(found))


Idents = dict[str, set[str]]
"""Key → the people who bear it."""


@dataclass(frozen=True, slots=True, eq=False)
class Bearers:
    """People by some key. They are put together when asked for: most of the tables' people are in no report."""

    idents: Mapping[str, set[str]]
    tenures: Mapping[str, list[Tenure]]
    names: Mapping[str, tuple[str, str]]

    def get(self, key: str) -> tuple[Person, ...]:
        """The people of a key, in a fixed order; none for a key that no name has."""
        return tuple(self._person(ident) for ident in sorted(self.idents.get(key, ())))

    def _person(self, ident: str) -> Person:
        return Person(*self.names[ident], tuple(sorted(self.tenures[ident], key=lambda t: (t.start, t.office))))


@dataclass(frozen=True, slots=True)
class Register:
    """People by whole name, by how it sounds, and those of some rank by family name; the tenures and the name with the
    Wikidata id of each."""

    people: Mapping[str, set[str]]
    sounds: Mapping[str, set[str]]
    surnames: Mapping[str, set[str]]
    tenures: Mapping[str, list[Tenure]]
    names: Mapping[str, tuple[str, str]]

    def bearers(self, idents: Mapping[str, set[str]]) -> Bearers:
        """The people of one of its keys."""
        return Bearers(idents, self.tenures, self.names)


def _tenure(row: Row) -> Tenure:
    return Tenure(row["office"], row["country"], row["sector"], int(row["rank"]), row["start"], row["end"])


def load_register() -> Register:
    """Every name of the tables with the people who bear it. Our own rows are newer than the exports' open ends."""
    tenures, names, keys, ranked = _own_rows()
    mine = {qid: ident for ident, (_, qid) in names.items() if qid}
    by_key = {key: next(iter(idents)) for key, idents in keys.items()}
    lands = {ident: {t.country for t in held} for ident, held in tenures.items()}
    sounds: Idents = {}
    for key, idents in keys.items():
        if " " in key:
            sounds.setdefault(sound_of(key), set()).update(idents)
    for row in table("holders"):
        key, qid = row["key"], row["wikidata"]
        own = mine.get(qid) or by_key.get(key)
        if own and qid not in mine and row["country"] not in lands[own]:
            own = None  # a namesake elsewhere
        if own and (not row["end"] or (row["rank"] == "0" and row["country"] not in lands[own])):
            continue  # who reigns over many states is at home in the one of our row
        ident = own or qid or key
        if own and not names[own][1]:
            names[own] = (names[own][0], qid)
        names.setdefault(ident, (row["name"], qid))
        tenures.setdefault(ident, []).append(_tenure(row))
        keys.setdefault(key, set()).add(ident)
        if " " in key:
            sounds.setdefault(row["sound"], set()).add(ident)
            if row["rank"] != "3":
                ranked.append((key, ident, row["country"]))
    return Register(keys, sounds, _surnames(ranked), tenures, names)


def _own_rows() -> tuple[dict[str, list[Tenure]], dict[str, tuple[str, str]], Idents, list[tuple[str, str, str]]]:
    """Our own rows: tenures and (name, id) by person, people by name key; (key, person, country) of those of rank."""
    kinds = offices()
    tenures: dict[str, list[Tenure]] = {}
    names: dict[str, tuple[str, str]] = {}
    keys: Idents = {}
    ranked = []
    for row in table("people"):
        ident = key_of(row["name"])
        names[ident] = (row["name"], row["wikidata"] or names.get(ident, ("", ""))[1])
        sector, rank = kinds.of(row["office"])
        tenure = Tenure(row["office"], row["country"], row["sector"] or sector, rank, row["start"], row["end"])
        tenures.setdefault(ident, []).append(tenure)
        for name in (row["name"], *row.listed("aliases")):
            keys.setdefault(key_of(name), set()).add(ident)
            if rank < 3:
                ranked.append((key_of(name), ident, row["country"]))
    return tenures, names, keys, ranked


def _surnames(ranked: Iterable[tuple[str, str, str]]) -> dict[str, set[str]]:
    """People by their last name word, the last two, and the first where the family name comes first."""
    found: dict[str, set[str]] = {}
    for key, ident, country in ranked:
        parts = key.split()
        if len(parts) < 2:
            continue
        if country in _FAMILY_FIRST:
            found.setdefault(parts[0], set()).add(ident)
            if parts[0] not in given_names():
                continue  # "Qiang" is what Li Qiang's parents chose
        elif len(parts) > 2:
            found.setdefault(" ".join(parts[-2:]), set()).add(ident)
        found.setdefault(parts[-1], set()).add(ident)
    return found


def has_two_family_names(person: Person) -> bool:
    """Whether a person is of a state whose people bear the family names of both parents."""
    return any(tenure.country in _TWO_FAMILY_NAMES for tenure in person.tenures)


def close_tenures(tenures: Sequence[tuple[str, Tenure]]) -> list[Tenure]:
    """Tenures of (person, tenure) pairs, open ends closed by a successor: one state has one president at a time."""
    seats: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for ident, t in tenures:
        if t.rank < 2 and not role_words().many.search(t.office):
            seats.setdefault((t.country, t.office.casefold()), []).append((t.start, ident))
    out = []
    for ident, t in tenures:
        later = [
            start
            for start, other in seats.get((t.country, t.office.casefold()), [])
            if start > t.start and other != ident
        ]
        out.append(replace(t, end=min(later)) if later and not t.end else t)
    return out


def title_fits(tenure: Tenure, titles: Iterable[str]) -> bool:
    """Whether an office is one that a title names: every word of the title stands in the office's name."""
    office = set(key_of(tenure.office).split())
    return any(set(title.split()) <= office for title in titles)

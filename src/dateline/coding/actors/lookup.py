"""What the tables call things: one index of names, adjectives and role nouns, and the longest matches in a phrase."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import msgspec

from dateline.coding.actors.codes import sector_of_body
from dateline.coding.actors.people import Bearers, Person, Register, Tenure, load_register
from dateline.coding.actors.user_actors import read_actors
from dateline.coding.name_keys import NameWord, join_keys, key_of
from dateline.coding.tables import FOLDER, table
from dateline.shelf import Unread, shelved

Kind = Literal[
    "country", "adjective", "people", "capital", "seat", "territory", "place", "organisation", "person", "role", "user"
]

SHORTEST = 5
"""Letters from which a word can be told for a slip of a country's: shorter ones differ by one letter too often."""

_LONGEST = 9
_LONGER = 4  # letters from which a word of a proper name has its capital
_SPELT = frozenset({"country", "adjective", "people", "capital"})
_PRONOUNS = frozenset("he she they him her them we us i you who".split())  # they mean somebody only alone


_Spelt = dict[tuple[str, int], tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One thing that words can mean. `cased`: capitals are needed; `loud`: all capitals, as for an acronym; `article`:
    "the" before it, and no further name behind.

    `office` and `human` (a person) are those of a user's row; `proper`: every longer word needs its capital.
    """

    kind: Kind
    name: str
    country: str = ""
    sectors: tuple[str, ...] = ()
    inherits: bool = False
    start: str = ""
    end: str = ""
    wikidata: str = ""
    cased: bool = True
    loud: bool = False
    article: bool = False
    person: Person | None = None
    office: str = ""
    human: bool = False
    proper: bool = False

    def holds(self, date: str | None) -> bool:
        """Whether the row is of the date; without a date the newest row is."""
        if date is None:
            return not self.end
        return (not self.start or self.start[: len(date)] <= date) and (not self.end or date < self.end)


@dataclass(frozen=True, slots=True)
class Match:
    """Entries that the words `start` to `end` (half open, word numbers) can mean; all of one key."""

    start: int
    end: int
    entries: tuple[NameEntry, ...]

    @property
    def kind(self) -> Kind:
        """The kind of its first entry."""
        return self.entries[0].kind


@dataclass(frozen=True, slots=True)
class State:
    """A country's codes and name."""

    iso3: str
    cow: int | None
    gw: int | None
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Lookup:
    """All that the tables call things, by key; people by name, by how it sounds, and by family name.

    `spelt`: (key, country) of what names countries, by first letter and length, to find slips of spelling. `openings`:
    the first words of all keys, each with the most words that a key so opened has.
    """

    entries: Mapping[str, tuple[NameEntry, ...]]
    states: dict[str, State]
    people: Bearers
    sounds: Bearers
    surnames: Bearers
    spelt: _Spelt
    openings: dict[str, int]

    def matches(self, words: Sequence[NameWord]) -> tuple[Match, ...]:
        """The longest matches from left to right; they never overlap."""
        found, at = [], 0
        shouted = len(words) > 1 and all(word.text.isupper() for word in words)
        while at < len(words):
            match = self._longest_match(words, at, shouted)
            if match and match.kind == "role":
                match = self._shorten_role(words, match, shouted)
            if match:
                found.append(match)
            at = match.end if match else at + 1
        return tuple(found)

    def _longest_match(self, words: Sequence[NameWord], at: int, shouted: bool) -> Match | None:
        found = (self._match(words, at, end, shouted) for end in self._ends(words, at))
        return next((match for match in found if match), None)

    def _shorten_role(self, words: Sequence[NameWord], role: Match, shouted: bool) -> Match | None:
        """A role that does not swallow the first word of a longer name: "opposition" before "Movement for ..."."""
        for start in range(role.start + 1, role.end):
            names = (self._match(words, start, end, shouted) for end in self._ends(words, start) if end > role.end)
            if any(m is not None and m.kind != "role" for m in names):
                cut = (self._match(words, role.start, end, shouted) for end in range(start, role.start, -1))
                return next((match for match in cut if match), None)
        return role

    def _ends(self, words: Sequence[NameWord], at: int) -> range:
        """Where a match that begins at a word may end, the farthest first: no name runs over a comma, and few words
        open one at all."""
        most = min(_LONGEST, self.openings.get(words[at].key.partition(" ")[0], 0))
        if not most:
            return range(0)
        last = at + 1
        while last < len(words) and last - at < most and not words[last].apart:
            last += 1
        return range(last, at, -1)

    def _match(self, words: Sequence[NameWord], start: int, end: int, shouted: bool) -> Match | None:
        run = words[start:end]
        key = join_keys(run)
        entries = self.entries.get(key, ())
        if not entries and key not in self.people.idents:
            return None
        alone = len(words) == 1
        kept = tuple(
            e
            for e in entries
            if _is_written_so(e, run, shouted)
            and (not e.article or _is_told_by_article(words, start, end))
            and (alone or e.kind != "role" or key not in _PRONOUNS)
        )
        bearers = self.people.get(key) if run[0].capital else ()
        if bearers and not any(entry.kind == "user" for entry in kept):
            kept = (*(NameEntry("person", person.name, person=person) for person in bearers), *kept)
        return Match(start, end, kept) if kept else None


def _is_written_so(entry: NameEntry, run: Sequence[NameWord], shouted: bool) -> bool:
    """Whether the words are written as the entry needs: an acronym in capitals, a name with a capital."""
    if entry.kind == "role" or not entry.cased:
        return True
    if entry.loud and not shouted:
        return all(
            word.text.replace(".", "").isupper() or (word.text[-1:] == "s" and word.text[:-1].isupper()) for word in run
        )
    if entry.proper:
        return all(word.capital or len(word.text) < _LONGER for word in run)
    return any(word.capital for word in run)


def _is_told_by_article(words: Sequence[NameWord], start: int, end: int) -> bool:
    """Whether "the" stands before a name that no other name goes on from."""
    goes_on = end < len(words) and words[end].capital and not words[end].apart
    return start > 0 and words[start - 1].key == "the" and not goes_on


def _make_entry(entry: NameEntry, name: str) -> tuple[str, NameEntry]:
    letters = [char for char in name if char.isalpha()]
    loud = bool(letters) and all(char.isupper() for char in letters) and len(letters) < 8
    cased = any(char.isupper() for char in name)
    made = replace(entry, cased=cased, loud=loud)
    return key_of(name), made


def _add_countries(add: list[tuple[str, NameEntry]]) -> dict[str, State]:
    states = {}
    for row in table("countries"):
        code = row["iso3"]
        states[code] = State(
            code, row.integer("cow") if row["cow"] else None, row.integer("gw") if row["gw"] else None, row["name"]
        )
        kinds: tuple[tuple[Kind, tuple[str, ...]], ...] = (
            ("country", (row["name"], *row.listed("aliases"))),
            ("adjective", row.listed("adjectives")),
            ("people", row.listed("peoples")),
        )
        for kind, names in kinds:
            add += [_make_entry(NameEntry(kind, row["name"], code), name) for name in names]
        add += [
            _make_entry(NameEntry("capital", row.listed("capitals")[0], code, ("GOV",)), name)
            for name in row.listed("capitals")
        ]
    for row in table("territories"):
        entry = NameEntry("territory", row["name"], row["country"], row.listed("sector"))
        add += [_make_entry(entry, name) for name in (row["name"], *row.listed("aliases"))]
        for kind, column in (("adjective", "adjectives"), ("people", "peoples")):
            other = NameEntry(kind, row["name"], row["country"], row.listed("sector"))
            add += [_make_entry(other, name) for name in row.listed(column)]
    return states


def _add_regions(add: list[tuple[str, NameEntry]], known: frozenset[str]) -> None:
    """Regions whose names are several names: "New South Wales" is not Wales. One word alone may be a person's too."""
    states = {row["iso2"]: row["iso3"] for row in table("countries")}
    for row in table("regions"):
        name, country = row["name"], states.get(row["iso2"])
        proper = sum(word[:1].isupper() for word in name.split()) > 1
        if proper and country and "(" not in name and key_of(name) not in known:
            add.append(_make_entry(NameEntry("territory", name, country), name))


def _add_bodies(add: list[tuple[str, NameEntry]]) -> None:
    for row in table("seats"):
        entry = NameEntry("seat", row["stands_for"], row["country"], row.listed("sectors"))
        add += [_make_entry(entry, name) for name in (row["name"], *row.listed("aliases"))]
    for row in table("organisations"):
        sectors = row.listed("sectors") or sector_of_body(row["country"])
        entry = NameEntry("organisation", row["name"], row["country"], sectors, start=row["start"], end=row["end"])
        add += [_make_entry(entry, name) for name in (row["name"], *row.listed("aliases"))]
    for row in table("papers"):
        country = "" if row["country"] == "-" else row["country"]
        add.append(_make_entry(NameEntry("organisation", row["name"], country, ("JRN",), article=True), row["name"]))


def _add_further_bodies(add: list[tuple[str, NameEntry]]) -> None:
    for row in table("bodies"):
        made = NameEntry("organisation", row["name"], row["country"], row.listed("sectors"), cased=True, proper=True)
        add.append((key_of(row["name"]), made))


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def _add_roles(add: list[tuple[str, NameEntry]]) -> None:
    seen = set()
    for row in table("roles"):
        for word in row.listed("words"):
            entry = NameEntry("role", word, "", row.listed("sector"), row["inherits"] == "y", cased=False)
            key = key_of(word)
            add.append((key, entry))
            seen.add(key)
    for row in table("roles"):
        for word in row.listed("words"):
            key = key_of(_plural(word))
            if key not in seen:
                add.append(
                    (key, NameEntry("role", word, "", row.listed("sector"), row["inherits"] == "y", cased=False))
                )
                seen.add(key)
    for row in table("agents"):
        for key in (key_of(row["words"]), key_of(_plural(row["words"]))):
            if key not in seen:
                add.append((key, NameEntry("role", row["words"], "", (row["sector"],), cased=False)))
                seen.add(key)


def _add_users(path: Path, add: list[tuple[str, NameEntry]]) -> None:
    for one in read_actors(path):
        entry = NameEntry(
            "user", one.name, one.country, one.sectors, start=one.start, end=one.end, wikidata=one.wikidata,
            office=one.office, human=one.human,
        )  # fmt: skip
        add += [_make_entry(entry, name) for name in (one.name, *one.aliases)]


_ORDER = ("user", "person", "organisation", "seat", "country", "adjective", "people", "territory", "capital", "role")


_Raws = dict[str, msgspec.Raw]


@dataclass(frozen=True, slots=True)
class _Tables:
    """What a `Lookup` is made of."""

    entries: Mapping[str, tuple[NameEntry, ...]]
    states: dict[str, State]
    register: Register
    spelt: _Spelt
    openings: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Packed:
    """The same as it lies on the shelf: of 60,000 names a report has a few, and only these are unpacked."""

    entries: _Raws
    states: dict[str, State]
    people: _Raws
    sounds: _Raws
    surnames: _Raws
    tenures: _Raws
    names: _Raws
    spelt: _Spelt
    openings: dict[str, int]

    @classmethod
    def of(cls, made: _Tables) -> _Packed:
        """The tables packed."""
        encode, register = msgspec.msgpack.Encoder().encode, made.register

        def pack(values: Mapping[str, Any]) -> _Raws:
            return {key: msgspec.Raw(encode(value)) for key, value in values.items()}

        return cls(
            entries=pack(made.entries),
            states=made.states,
            people=pack(register.people),
            sounds=pack(register.sounds),
            surnames=pack(register.surnames),
            tenures=pack(register.tenures),
            names=pack(register.names),
            spelt=made.spelt,
            openings=made.openings,
        )

    def tables(self) -> _Tables:
        """The tables, unpacked as they are asked for."""
        people, sounds, surnames = (
            Unread[set[str]](one, set[str]) for one in (self.people, self.sounds, self.surnames)
        )
        register = Register(
            people,
            sounds,
            surnames,
            Unread[list[Tenure]](self.tenures, list[Tenure]),
            Unread[tuple[str, str]](self.names, tuple[str, str]),
        )
        entries = Unread[tuple[NameEntry, ...]](self.entries, tuple[NameEntry, ...])
        return _Tables(entries, self.states, register, self.spelt, self.openings)


def load(extra: Path | None = None) -> Lookup:
    """All tables, and a user's CSV that wins over them.

    Raises TableError where a row of `extra` cannot be used, OSError where it cannot be read.
    """
    code = FOLDER.parent
    if extra is None:
        packed = shelved("actors", _Packed, lambda: _Packed.of(_read_tables()), code, code.parent / "tables.py")
        made = packed.tables()
    else:
        made = _read_tables(extra)
    people, sounds, surnames = (
        made.register.bearers(idents) for idents in (made.register.people, made.register.sounds, made.register.surnames)
    )
    return Lookup(made.entries, made.states, people, sounds, surnames, made.spelt, made.openings)


def _read_tables(extra: Path | None = None) -> _Tables:
    found: list[tuple[str, NameEntry]] = []
    states = _add_countries(found)
    _add_bodies(found)
    _add_further_bodies(found)
    _add_regions(found, frozenset(key for key, _ in found))
    _add_roles(found)
    if extra is not None:
        _add_users(extra, found)
    index: dict[str, list[NameEntry]] = {}
    for key, entry in found:
        if key and entry not in index.setdefault(key, []):
            index[key].append(entry)
    entries = {key: tuple(sorted(held, key=lambda e: _ORDER.index(e.kind))) for key, held in index.items()}
    register = load_register()
    return _Tables(entries, states, register, _index_spellings(entries), _openings((*entries, *register.people)))


def _openings(keys: Iterable[str]) -> dict[str, int]:
    """The first words of keys, each with the most words that a key so opened has."""
    found: dict[str, int] = {}
    for key in keys:
        first, blank, _ = key.partition(" ")
        found[first] = max(found.get(first, 0), 1 + key.count(blank) if blank else 1)
    return found


def _index_spellings(entries: Mapping[str, tuple[NameEntry, ...]]) -> _Spelt:
    found: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for key, held in entries.items():
        if len(key) >= SHORTEST and held[0].kind in _SPELT:
            found.setdefault((key[0], len(key)), []).append((key, held[0].country))
    return {letters: tuple(keys) for letters, keys in found.items()}

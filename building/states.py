"""Build `states.tsv` of exporting, numbers and codes of states by year, from a folder of facts.

    python -m building.states FACTS [OUT]

FACTS holds `reign/` (OEFDataScience/REIGN, MIT), whose list of leaders says in which years a Correlates of War number
had a government, and `countryinfo/` (openeventdata/CountryInfo, facts only), which gives FIPS 10-4 codes. Names, ISO
codes and Gleditsch and Ward numbers are those of `coding/tables/countries.tsv`. The same facts give the same bytes.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import dateline.exporting
from dateline.coding.tables import table

OUT = Path(dateline.exporting.__file__).parent / "tables" / "states.tsv"
FORMER: Mapping[int, tuple[str, str, int]] = MappingProxyType(
    {
        260: ("DEU", "German Federal Republic", 260),
        265: ("DDR", "German Democratic Republic", 265),
        315: ("CSK", "Czechoslovakia", 315),
        678: ("YEM", "Yemen Arab Republic", 678),
        680: ("YMD", "Yemen People's Republic", 680),
        817: ("VNM", "Republic of Vietnam", 817),
    }
)
"""Numbers of states that are no more: ISO 3166 (as it was) code, name, Gleditsch and Ward number."""
FIPS: Mapping[str, str] = MappingProxyType(
    {
        "AFG": "AF",
        "COG": "CF",
        "CYP": "CY",
        "GIN": "GV",
        "GTM": "GT",
        "MMR": "BM",
        "MOZ": "MZ",
        "PNG": "PP",
        "SRB": "RI",
        "SSD": "OD",
        "TLS": "TT",
        "VAT": "VT",
        "XKX": "KV",
        "ZAF": "SF",
    }
)
"""What CountryInfo leaves out or mixes up."""
_BEGINS, _ENDS = 1950, 2021
"""REIGN's list begins with the governments of 1950 and ends in March 2021: what is older or later is left open."""
HEAD = """\
# Numbers and codes of states by year: Correlates of War (cow), Gleditsch and Ward (gw), FIPS 10-4 (as GDELT writes it).
# Made by building/states.py. Years of a cow number: those for which REIGN's list of leaders (OEFDataScience/REIGN, MIT)
#   has a government. Empty "from": there when the list begins (1950). Empty "to": there when it ends (2021).
# FIPS codes: openeventdata/CountryInfo (facts only), a few by hand. ISO, names and gw: coding/tables/countries.tsv.
# A state of today may have had another number: DEU is 260 from 1949 to 1990 and 255 since. ISO codes of states that are
#   no more are those of ISO 3166-3 as they were (DDR, CSK, YMD).
iso3	name	cow	gw	fips	from	to
"""


def governed(path: Path) -> dict[int, tuple[int, int]]:
    """The first and last year of every Correlates of War number in REIGN's list of leaders; 9999 where none ended."""
    years: dict[int, tuple[int, int]] = {}
    with path.open(encoding="latin-1", newline="") as file:
        for row in csv.DictReader(file):
            number, first, last = int(row["ccode"]), int(row["syear"]), int(row["eyear"] or 9999)
            known = years.get(number, (first, last))
            years[number] = min(known[0], first), max(known[1], last)
    return years


def fips_codes(path: Path) -> dict[str, str]:
    """FIPS 10-4 codes by ISO 3166 alpha-3 code."""
    found: dict[str, str] = {}
    for country in re.findall(r"<Country>(.*?)</Country>", path.read_text("latin-1"), re.DOTALL):
        code = re.search(r"<CountryCode>([A-Z]{3})</CountryCode>", country) or re.search(
            r"<ISO3166-alpha3>\s*([A-Z]{3})\s*<", country
        )
        fips = re.search(r"<FIPS-10>\s*([A-Z]{2})\s*<", country)
        if code and fips:
            found.setdefault(code[1], fips[1])
    return {**found, **FIPS}


def rows(facts: Path) -> Iterator[tuple[str, ...]]:
    """The rows of the table, sorted by ISO code and year."""
    years = governed(facts / "reign" / "leaderlist_3_21.csv")
    fips = fips_codes(facts / "countryinfo" / "CountryInfo.120116.txt")
    found = [(row["iso3"], row["name"], row["cow"], row["gw"]) for row in table("countries")]
    found += [(iso3, name, str(cow), str(gw)) for cow, (iso3, name, gw) in FORMER.items()]
    for iso3, name, cow, gw in sorted(found, key=lambda one: (one[0], _years(years, one[2]))):
        yield iso3, name, cow, gw, fips.get(iso3, ""), *_years(years, cow)


def _years(years: Mapping[int, tuple[int, int]], cow: str) -> tuple[str, str]:
    first, last = years.get(int(cow or 0), (0, 9999))
    return str(first) if first >= _BEGINS or (cow and int(cow) in FORMER) else "", str(last) if last < _ENDS else ""


def main() -> None:
    """Writes the table."""
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else OUT
    out.write_text(HEAD + "".join("\t".join(row) + "\n" for row in rows(Path(sys.argv[1]))), encoding="utf-8")


if __name__ == "__main__":
    main()

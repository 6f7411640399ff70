"""Build `holders.tsv` and `agents.tsv` from a folder of facts.

    python -m building.holders FACTS [OUT]

FACTS holds `eps_wikidata/*.csv` (Wikidata exports, CC0), `world_leaders_2021/*.csv` (as those),
`world_leaders_current/latest.json` (facts only: name, id, office, since) and `petrarch2/Phoenix.agents.txt` (MIT).
The tables are written sorted, so that the same facts give the same bytes.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path

from dateline.coding.actors.people import Offices, Tenure, close_tenures, offices
from dateline.coding.name_keys import key_of, sound_of
from dateline.coding.tables import FOLDER, table

Found = tuple[str, str, str, str, str, str]  # name, wikidata, country, office, start, end

POLITIES = {
    "uae": "ARE", "united-kingdom": "GBR", "us": "USA", "congo-kinshasa": "COD", "south-korea": "KOR",
    "north-korea": "PRK", "saudi": "SAU", "central-african-republic": "CAF", "burkina-faso": "BFA",
    "south-sudan": "SSD", "south-africa": "ZAF", "sri-lanka": "LKA", "kosovo": "XKX", "world": "",
}  # fmt: skip
WORLD = (("United Nations", "UNO"), ("International Court of Justice", "UNO"), ("European", "EUR"), ("NATO", "IGO"))
OLDEST = "1960"


def countries() -> tuple[dict[str, str], dict[str, str]]:
    """Names and ISO2 codes of the countries table, each to ISO3."""
    names, codes = {}, {}
    for row in table("countries"):
        codes[row["iso2"]] = row["iso3"]
        for name in (row["name"], *row.listed("aliases")):
            names[name.lower()] = row["iso3"]
    return names, codes


def polity(stem: str, names: dict[str, str]) -> str | None:
    """ISO3 of a file name such as `russia-cabinet`, "" for the world, None when unknown."""
    short = re.sub(r"-(cabinet|ministers)$", "", stem)
    return POLITIES.get(short, names.get(short.replace("-", " ")))


def of_the_world(office: str) -> str:
    """The body that an office of no country belongs to, as a PLOVER code."""
    return next((code for word, code in WORLD if word in office), "")


def plain(name: str) -> str:
    """A name without the encyclopedia's bracket that tells namesakes apart."""
    return re.sub(r"\s*\([^)]*\)$", "", name).strip()


def exported(facts: Path, names: dict[str, str]) -> list[Found]:
    """Tenures of the exported cabinets."""
    found = []
    for path in sorted((facts / "eps_wikidata").glob("*.csv")):
        country = polity(path.stem, names)
        if country is None:
            print(f"{path.name}: no such country, left out", file=sys.stderr)
            continue
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                where = country or of_the_world(row["position"])
                if where:
                    found.append(
                        (plain(row["person"]), row["personID"], where, row["position"], row["start"], row["end"])
                    )
    return found


def leaders_2021(facts: Path, names: dict[str, str]) -> list[Found]:
    """Heads of state and government in 2021: years only."""
    found = []
    for stem, columns in (
        ("wikidata", ("positionLabel", "officeholderLabel")),
        ("wikipedia", ("positionlabel", "officeholderlabel")),
    ):
        with (facts / "world_leaders_2021" / f"{stem}.csv").open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                country = names.get(row["country"].lower())
                if country:
                    office = re.sub(r" of (the )?[A-Z].*$", "", row[columns[0]])
                    found.append(
                        (
                            plain(row[columns[1]]),
                            row["officeholder"],
                            country,
                            office,
                            row["start_year"],
                            row["end_year"],
                        )
                    )
    return found


def leaders_now(facts: Path, codes: dict[str, str]) -> list[Found]:
    """Heads of state and government of the newest snapshot."""
    data = json.loads((facts / "world_leaders_current" / "latest.json").read_text(encoding="utf-8"))
    found = []
    for entry in data["countries"].values():
        country = codes.get(entry["country"]["iso_code"])
        for position in entry["positions"].values():
            holder = position.get("current_holder")
            if country and holder and holder.get("since") and position["title_en"] != "Monarch":
                found.append(
                    (
                        plain(holder["name_en"]),
                        holder.get("wikidata_id") or "",
                        country,
                        position["title_en"],
                        holder["since"],
                        "",
                    )
                )
    return found


def sound(row: Found) -> bool:
    """Whether a tenure can be used: a name of two letters or more, dates that look like dates and are in order."""
    name, _, _, office, start, end = row
    dated = all(re.fullmatch(r"\d{4}(-\d\d){0,2}", date) for date in (start, end) if date)
    ordered = not (start and end) or start[: len(end)] <= end[: len(start)]
    return bool(len(name) > 1 and not re.fullmatch(r"Q\d+", name) and office and dated and ordered and (start or end))


def merged(found: list[Found]) -> list[Found]:
    """One row a tenure: exports before snapshots that give the same person, country and year of start."""
    kept: dict[tuple[str, str, str, str], Found] = {}
    for row in found:
        name, qid, country, office, start, end = row
        if not sound(row) or (end and end < OLDEST) or (not end and start < "1985"):
            continue  # an open tenure of forty years ago is a gap in the export, not an office
        kept.setdefault((qid or name, country, office.lower()[:9], start), row)
    dated = {(*key[:3], key[3][:4]) for key in kept if len(key[3]) > 4}
    return sorted(row for key, row in kept.items() if len(key[3]) > 4 or key not in dated)


def ours(kinds: Offices) -> list[tuple[str, Tenure]]:
    """The tenures of people.tsv: they close what an export left open."""
    found = []
    for row in table("people"):
        sector, rank = kinds.of(row["office"])
        found.append(
            (
                row["wikidata"] or key_of(row["name"]),
                Tenure(row["office"], row["country"], sector, rank, row["start"], row["end"]),
            )
        )
    return found


def write_holders(facts: Path, out: Path) -> int:
    """Write the table of office holders; returns its number of rows."""
    names, codes = countries()
    tenures = merged([*exported(facts, names), *leaders_2021(facts, names), *leaders_now(facts, codes)])
    head = (
        "# Office holders with their tenures. Built by building/holders.py; add to people.tsv.\n"
        "# From Wikidata (CC0) as exported by the every-politician-scrapers repositories (73 polities, to 2022-07 ..\n"
        "# 2023-01) and world-leaders-2021; heads of state and government of 30 polities, facts from\n"
        "# world-leaders-current (2026-08).\n"
        "# Dates are as long as known; end is exclusive; an empty end means still in office when the source was read.\n"
        "# key and sound are the name as it is compared; sector and rank follow offices.tsv.\n"
        "key\tsound\tname\twikidata\tcountry\toffice\tsector\trank\tstart\tend\n"
    )
    kinds = offices()
    lines = []
    ranked = [
        (qid or key_of(name), Tenure(office, country, *kinds.of(office), start, end))
        for name, qid, country, office, start, end in tenures
    ]
    closed = close_tenures([*ranked, *ours(kinds)])
    for (name, qid, country, office, start, _), tenure in zip(tenures, closed, strict=False):
        sector, rank, end, key = tenure.sector, tenure.rank, tenure.end, key_of(name)
        fields = (key, sound_of(key), name, qid, country, office, sector, str(rank), start, end)
        lines.append("\t".join(field.replace("\t", " ") for field in fields))
    out.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return len(tenures)


SECTORS = {"MED": "JRN", "HLH": "MED", "DEV": "", "ENV": "SOC", "HRI": "SOC", "CHR": "REL", "MUS": "REL", "HIN": "REL",
           "JEW": "REL", "BUD": "REL", "PPL": "CVL"}  # fmt: skip
KNOWN = set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC NGO".split()
)
ENDS = frozenset("to at for of in on and the by".split())
FORMS = {
    "!PERSON!": ("MAN", "MEN", "WOMAN", "WOMEN", "PERSON"),
    "!MINIST!": ("MINISTER", "MINISTERS", "MINISTRY", "MINISTRIES"),
}


def agent_lines(text: str) -> list[tuple[str, str]]:
    """(words, sector) of a CAMEO agents file, its substitution sets spelt out."""
    found = []
    for line in text.splitlines():
        match = re.match(r"^([A-Z][^\[#{=]*?)\s*(?:\{([^}]*)\})?\s*\[~([A-Z]+)\]", line)
        if not match or "=" in line:
            continue
        first = match[3][:3]
        sector = SECTORS.get(first, first)
        if sector not in KNOWN:
            continue
        stems = [match[1], *([match[2]] if match[2] else [])]
        for stem in stems:
            forms = [stem]
            for mark, words in FORMS.items():
                forms = [form.replace(mark, word) for form in forms for word in words] if mark in stem else forms
            found += [(form.replace("_", " ").strip().lower(), sector) for form in forms]
    return found


def write_agents(facts: Path, out: Path) -> int:
    """Write the agents that roles.tsv does not have; returns their number."""
    ours = {word for row in table("roles") for word in row.listed("words")}
    text = (facts / "petrarch2" / "Phoenix.agents.txt").read_text(encoding="utf-8", errors="replace")
    found: dict[str, str] = {}
    for word, sector in agent_lines(text):
        if word not in ours and word.rstrip("s") not in ours and len(word) > 2 and word.split()[-1] not in ENDS:
            found.setdefault(word, sector)
    head = (
        "# Agents: further role nouns. Built by building/holders.py: do not edit, add to roles.tsv.\n"
        "# From the CAMEO agents file of petrarch2 (Open Event Data Alliance, MIT), its sectors mapped to PLOVER's:\n"
        "# MED (press) to JRN, HLH to MED, religions to REL, ENV and HRI to SOC.\n"
        "words\tsector\n"
    )
    out.write_text(head + "".join(f"{word}\t{sector}\n" for word, sector in sorted(found.items())), encoding="utf-8")
    return len(found)


if __name__ == "__main__":
    facts_folder, out_folder = Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else FOLDER
    print("holders", write_holders(facts_folder, out_folder / "holders.tsv"))
    print("agents", write_agents(facts_folder, out_folder / "agents.tsv"))

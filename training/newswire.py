"""Own newswire sentences: templates with marked names, filled from public names, the same at every run."""

from __future__ import annotations

import csv
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

from .entities import HERE, LABELS, lines_of

SLOT = re.compile(r"\{(\w)\}")
KIND = {"M": "ORG", "I": "ORG", "G": "ORG", "K": "ORG", "B": "ORG", "U": "ORG", "W": "ORG"}
KIND |= {"P": "PERSON", "L": "PERSON", "C": "LOC", "T": "LOC", "R": "LOC", "N": "NORP", "E": "EVENT"}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OFFICES = (
    "President",
    "Prime Minister",
    "Foreign Minister",
    "Defense Minister",
    "Finance Minister",
    "Interior Minister",
    "Vice President",
    "Deputy Prime Minister",
    "Minister of Foreign Affairs",
    "Attorney General",
    "Army chief",
    "Ambassador",
    "Chancellor",
    "opposition leader",
    "presidential spokesman",
    "government spokesperson",
)


@dataclass(frozen=True, slots=True)
class Names:
    """What fills each slot."""

    filled: dict[str, tuple[str, ...]]


def names(facts: Path) -> Names:
    """Names from the fact tables and from newswire_names.tsv."""
    found: dict[str, list[str]] = {}
    for line in (HERE / "newswire_names.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            slot, pattern = line.split("\t")
            found.setdefault(slot, []).append(pattern)
    countries = json.loads((facts / "mledoze_countries/countries.json").read_text("utf-8"))
    for row in countries:
        if row.get("independent"):
            found.setdefault("C", []).append(row["name"]["common"])
            found.setdefault("N", []).append(re.split(r",| or ", row["demonyms"]["eng"]["m"])[0].strip())
            found.setdefault("T", []).extend(row["capital"][:1])
    # states that news names most come more often, and in their short forms
    found["C"] += ["Russia", "Ukraine", "China", "Iran", "Israel", "North Korea", "South Korea", "U.S.", "US", "UK"] * 4
    found["N"] += ["Russian", "Ukrainian", "Chinese", "Iranian", "Israeli", "American", "British", "Palestinian"] * 4
    found["T"] += ["Moscow", "Kyiv", "Beijing", "Tehran", "Jerusalem", "Washington", "London", "Seoul", "Pyongyang"] * 4
    people: set[str] = set()
    for path in sorted((facts / "eps_wikidata").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as rows:
            people |= {
                row["person"] for row in csv.DictReader(rows) if re.match(r"^[^\W\d].*[^\W\d]$", row["person"] or "")
            }
    good = sorted(p for p in people if 1 < len(p.split()) < 6 and "," not in p and "(" not in p and "/" not in p)
    found["P"] = good
    found["L"] = sorted({p.split()[-1] for p in good if p.split()[-1][:1].isupper()})
    return Names({slot: tuple(values) for slot, values in found.items()})


def fill(template: str, names: Names, draw: random.Random) -> str:
    """One sentence in markup from one template."""

    def inner(pattern: str) -> str:
        return SLOT.sub(lambda m: draw.choice(names.filled[m[1]]), pattern)

    def choose(match: re.Match[str]) -> str:
        slot = match[1]
        inside = template.rfind("[", 0, match.start()) > template.rfind("]", 0, match.start())
        if slot == "D":
            return draw.choice(DAYS)
        if slot == "n":
            return str(draw.choice((2, 3, 5, 7, 11, 14, 20, 35, 48, 120, 400)))
        if slot == "o":
            return draw.choice(OFFICES)
        if slot == "a":
            return "[" + "".join(draw.choice("ABCDEFGHIKLMNOPRSTU") for _ in range(draw.randint(2, 5))) + "|ORG]"
        name = inner(draw.choice(names.filled[slot]))
        before = template[: match.start()]
        if name.startswith("The ") and before.lower().endswith("the "):
            name = name[4:]
        return name if inside else f"[{name}|{KIND[slot]}]"

    made = SLOT.sub(choose, template)
    made = re.sub(r"\[([^\[\]|]+)\|X\]", r"\1", made)
    if draw.random() < 0.5:
        made = made.replace("“", '"').replace("”", '"').replace("’", "'")
    return made


def filled(file: str, facts: Path, times: int, seed: int) -> list[str]:
    """Every template of a file in training/data `times` times, in markup, in the order of drawing."""
    draw = random.Random(seed)
    known = names(facts)
    made = [fill(t, known, draw) for _ in range(times) for t in lines_of(file)]
    draw.shuffle(made)
    return made


assert set(KIND.values()) <= set(LABELS)

"""Build `bodies.tsv`, further bodies that act in the news, from a folder of facts.

    python -m building.bodies FACTS [OUT]

FACTS holds `petrarch2/` (Open Event Data Alliance, MIT), of whose dictionaries these are read: armed groups that are no
state's, and international bodies, non-governmental organisations and companies. People, whose rows are dated, are left
out, and so is every name that the tables written by hand hold, that is a common word, or that does not look like a
body's. The table is written sorted, so that the same facts give the same bytes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from lemminflect import getAllLemmas

from dateline.coding.cues import given_names
from dateline.coding.name_keys import key_of
from dateline.coding.tables import FOLDER, table

ARMED, INTERNATIONAL = "Phoenix.MilNonState.actors.txt", "Phoenix.International.actors.txt"
_ROW = re.compile(r"^(\+?)([^\[\]#\t]+?)_?\s*(?:\[([A-Z]+)\s*\])?\s*(?:\[---\])?\s*(?:#.*)?$")
_BODY = frozenset(
    "association federation council center centre institute network foundation committee international society"
    " organization organisation union league alliance group commission agency bank programme program service"
    " services coalition campaign movement forum project initiative action aid relief watch front party congress"
    " assembly bureau office board authority confederation conference secretariat university college church mission"
    " corps partnership academy consortium chamber brigade brigades army guard militia force forces battalion command"
    " jihad liberation resistance revolutionary corporation company inc corp ltd limited plc incorporated holdings"
    " bancorp bank energy oil gas petroleum steel motors airlines airways pharmaceuticals technologies systems"
    " industries insurance financial electric power mining resources media communications entertainment".split()
)
_SUFFIX = frozenset("inc corp corporation co company ltd limited plc incorporated sa ag nv holdings group".split())
_SHARES = frozenset(
    "trust fund funds income dividend realty reit properties municipal index portfolio bancshares".split()
)
_SMALL = frozenset("of the and for in on to a de la del du et van von y".split())
_PLAIN = 3  # words of a company's name that may all be common words without being one
_LETTERS = 5  # that a name of one word must have: shorter ones are acronyms of many
_INTERNATIONAL = {"MNC": ("MNC", "BUS"), "NGO": ("NGO", "NGO"), "IGO": ("IGO", "IGO")}
_KINDS = {"LAB": "LAB", "EDU": "EDU", "REF": "REF", "MED": "JRN", "JUD": "JUD"}
_UNIONS = {"UNO": "UNO", "EUR": "EUR"}


def rows(path: Path) -> Iterator[tuple[str, str]]:
    """(name, code) of a dictionary; further names of a body stand below it with a plus."""
    code = ""
    for line in path.read_text("utf-8", errors="replace").splitlines():
        match = _ROW.match(line)
        if match is None or not match[2].strip():
            code = ""
            continue
        further, name, given = match[1], match[2], match[3]
        if not further:
            code = given or ""
        elif given:
            code = given
        if code:
            yield name, code


def told(code: str, countries: frozenset[str]) -> tuple[str, str] | None:
    """The country (or what stands for it) and the sector that a code of the dictionaries gives, in ours."""
    first, rest = code[:3], [code[at : at + 3] for at in range(3, len(code), 3)]
    if first in _INTERNATIONAL:
        body, sector = _INTERNATIONAL[first]
        if first == "IGO":
            return next((_UNIONS[part] for part in rest if part in _UNIONS), body), sector
        state = next((part for part in rest if part in countries), body)
        kind = next((_KINDS[part] for part in rest if part in _KINDS), sector) if first == "NGO" else sector
        return state, kind
    if "REB" in rest or "UAF" in rest:
        return (first if first in countries or first == "IMG" else ""), "REB"
    return None


def written(name: str) -> str:
    """A name of the dictionaries as news writes it."""
    words = re.sub(r"\s*\([^)]*\)?", "", name.replace("_", " ")).split()
    return " ".join(w.lower() if w.lower() in _SMALL and n else _cased(w) for n, w in enumerate(words))


def _cased(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))


def short(name: str) -> str:
    """A company's name without what the law adds to it."""
    words = name.split()
    while len(words) > 1 and words[-1].lower().strip(".,") in _SUFFIX:
        words.pop()
    return " ".join(words).rstrip(",")


def is_body(name: str, sector: str) -> bool:
    """Whether a name is rather a body's than a person's, a share's or a common word."""
    words = [word.lower() for word in re.findall(r"[^\W_]+", name)]
    plain = all(getAllLemmas(word) for word in words if word not in _SMALL)
    if not words or words[0] in given_names() or not _SHARES.isdisjoint(words):
        return False
    if len(words) == 1:  # a company of one word is as often somebody's family name
        return sector == "REB" and len(words[0]) >= _LETTERS and not plain
    if plain and words[-1] not in _SUFFIX and len(words) <= (_PLAIN if sector == "BUS" else 2):
        return False
    return sector == "REB" or not _BODY.isdisjoint(words)


def build(facts: Path) -> list[tuple[str, str, str]]:
    """The rows: name, country, sector."""
    countries = frozenset(row["iso3"] for row in table("countries"))
    held = {
        key_of(name)
        for file in ("organisations", "countries", "territories", "seats", "regions")
        for row in table(file)
        for name in (row["name"], *row.listed("aliases"))
    }
    held |= {key_of(word) for row in table("roles") for word in row.listed("words")}
    held |= {key_of(row["words"]) for row in table("agents")}
    found: dict[str, tuple[str, str, str]] = {}
    for file in (ARMED, INTERNATIONAL):
        for raw, code in rows(facts / "petrarch2" / file):
            given = told(code, countries)
            if given is None:
                continue
            full = written(raw)
            for name in dict.fromkeys((full, short(full))) if given[1] == "BUS" else (full,):
                key = key_of(name)
                if key and key not in held and is_body(name, given[1]):
                    found.setdefault(key, (name, *given))
    return sorted(found.values(), key=lambda row: (row[2], row[1], row[0]))


HEAD = (
    "# Bodies that act in the news, beside those of organisations.tsv. Built by building/bodies.py: do not edit, add to"
    " that.\n"
    "# From the dictionaries of petrarch2 (Open Event Data Alliance, MIT): armed groups after START's TOPS list, bodies"
    " of several states,\n"
    "# non-governmental organisations, companies; codes mapped to PLOVER's. Every longer word of a name must have its"
    " capital.\n"
    "name\tcountry\tsectors\n"
)


def main() -> None:
    """Write the table beside the others, or where the second argument says."""
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(str(FOLDER)) / "bodies.tsv"
    found = build(Path(sys.argv[1]))
    out.write_text(HEAD + "".join("\t".join(row) + "\n" for row in found), encoding="utf-8")
    print(f"{len(found)} bodies", file=sys.stderr)


if __name__ == "__main__":
    main()

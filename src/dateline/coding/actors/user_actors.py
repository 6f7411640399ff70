"""A user's own actors: a CSV file whose rows win over ours, each checked so that a bad one is named by its line."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from dateline.coding.actors.codes import codes_of
from dateline.coding.tables import table
from dateline.tables import Row, read_csv, split_items

COLUMNS = ("name", "aliases", "kind", "country", "sectors", "office", "start", "end", "wikidata")
"""What the header may name; only `name` must be there. `docs/actors.md` says what each holds."""

_KINDS = ("", "organisation", "person")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_QID = re.compile(r"Q\d+")


@dataclass(frozen=True, slots=True)
class UserActor:
    """One row: an organisation, or (`human`) a person, as the user wants it coded from `start` to before `end`."""

    name: str
    aliases: tuple[str, ...]
    human: bool
    country: str
    sectors: tuple[str, ...]
    office: str
    start: str
    end: str
    wikidata: str


def read_actors(path: Path) -> tuple[UserActor, ...]:
    """The rows of a user's file, in its order.

    Raises TableError naming file, line, column and what was expected; OSError where it cannot be read.
    """
    countries = frozenset((*(row["iso3"] for row in table("countries")), *codes_of("body")))
    return tuple(_actor(row, countries) for row in read_csv(path, COLUMNS, needed=("name",)))


def _actor(row: Row, countries: Collection[str]) -> UserActor:
    def must(column: str, true: bool, expected: str) -> None:
        if not true:
            raise row.wrong(column, f"{row.get(column)!r} cannot be used", expected)

    cell = row.get
    sectors = split_items(cell("sectors"))
    must("name", bool(cell("name")), "Every row needs a name.")
    must("kind", cell("kind") in _KINDS, "Write organisation or person, or leave it empty (organisation).")
    bodies = ", ".join(codes_of("body"))
    expected = f"Write three capitals of ISO 3166 (NOR), one of {bodies}, or leave it empty."
    must("country", not cell("country") or cell("country") in countries, expected)
    known = codes_of("sector")
    expected = f"Write codes divided by |, the first is the chief: {', '.join(known)}."
    must("sectors", all(one in known for one in sectors), expected)
    for column in ("start", "end"):
        must(column, not cell(column) or bool(_DAY.fullmatch(cell(column))), "Write a day, month or year: 2023-09-15.")
    must("end", not (cell("end") and cell("end") < cell("start")), "The end lies before the start.")
    must("wikidata", not cell("wikidata") or bool(_QID.fullmatch(cell("wikidata"))), "Write Q and digits.")
    return UserActor(
        cell("name"), split_items(cell("aliases")), cell("kind") == "person", cell("country"), sectors, cell("office"),
        cell("start"), cell("end"), cell("wikidata"),
    )  # fmt: skip

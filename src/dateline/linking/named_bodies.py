"""Names of states and of bodies as the tables know them: which state or body a name is, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dateline.coding.name_keys import key_of
from dateline.coding.tables import table
from dateline.tables import shipped


@dataclass(frozen=True, slots=True)
class Known:
    """What a name is of: a state's code or a body's own name, the body's state ("" for none), and why, in words."""

    of: str
    country: str
    why: str


def find_state(key: str) -> Known | None:
    """The state of which this is a name, an adjective or the capital. `key`: the name as `key_of` gives it."""
    return _states().get(key)


def find_body(key: str) -> Known | None:
    """The body of the table of organisations that is called so."""
    return _bodies().get(key)


def company_key(key: str) -> str:
    """A name without the legal form behind it: "norsk hydro" of "norsk hydro asa"."""
    *name, last = key.split()
    while name and last in _company_forms():
        key = " ".join(name)
        *name, last = name
    return key


def state_name(iso3: str) -> str:
    """The name of a state by its code; the code itself where no state has it."""
    return _state_names().get(iso3, iso3)


@cache
def _company_forms() -> frozenset[str]:
    return frozenset(row["word"] for row in shipped("dateline.linking", "tables/company_forms.tsv", ("word",)))


@cache
def _states() -> Mapping[str, Known]:
    states: dict[str, Known] = {}
    for row in table("countries"):
        iso3, name = row["iso3"], row["name"]
        for capital in row.listed("capitals"):
            states.setdefault(key_of(capital), Known(iso3, iso3, f"the capital stands for {name}"))
        for alias in (name, *row.listed("aliases")):
            states[key_of(alias)] = Known(iso3, iso3, f"a name of {name}")
        for adjective in row.listed("adjectives"):
            states.setdefault(key_of(adjective), Known(iso3, iso3, f"the adjective stands for {name}"))
    return MappingProxyType(states)


@cache
def _bodies() -> Mapping[str, Known]:
    found: dict[str, Known] = {}
    for row in table("organisations"):
        for name in (*row.listed("aliases"), row["name"]):
            same = key_of(row["name"]) == key_of(name)
            words = "in the table of organisations"
            why = words if same else f"another name of {row['name']} {words}"
            found[key_of(name)] = Known(row["name"], row["country"], why)
    return MappingProxyType(found)


@cache
def _state_names() -> Mapping[str, str]:
    return MappingProxyType({row["iso3"]: row["name"] for row in table("countries")})

"""Countries by towns and by slips of spelling: what a capitalised word is that no table of actors has."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from dateline.coding.actors.lookup import Lookup
from dateline.coding.places.gazetteer import Candidate, gazetteer

_LARGE = 100_000  # people
_DWARFS = 8  # times as many people as the next town of the name
_SHORTEST = 5  # letters: shorter words differ by one letter too often
_SPELT = frozenset({"country", "adjective", "people", "capital"})


@dataclass(frozen=True, slots=True)
class Town:
    """A town and its country (ISO3)."""

    name: str
    country: str


def town_named(name: str, countries: tuple[str, ...] = ()) -> Town | None:
    """The town that a name alone means: it is large, or in a country at hand, and dwarfs its namesakes; else None."""
    found = [c for c in gazetteer().candidates(name) if c.feature in ("city", "capital", "admin") and c.country]
    if countries:
        found = [c for c in found if c.country in countries] or found
    if not found:
        return None
    ranked = sorted(found, key=_size, reverse=True)
    best = ranked[0]
    rival = next((c for c in ranked[1:] if c.country != best.country), None)
    large = best.feature != "city" or best.people >= _LARGE or best.country in countries or rival is None
    alone = rival is None or _size(best) >= _DWARFS * _size(rival)
    return Town(best.name, best.country) if large and alone and best.country else None


def _size(candidate: Candidate) -> int:
    return (candidate.people if candidate.feature != "admin" else 500_000) // (10 if candidate.alias else 1)


def misspelt_country(key: str, lookup: Lookup) -> str | None:
    """The country whose name, adjective or capital differs from a word by one slip; None where several do."""
    if len(key) < _SHORTEST:
        return None
    found = set()
    for other, entries in lookup.entries.items():
        if (
            abs(len(other) - len(key)) <= 1
            and len(other) >= _SHORTEST
            and entries[0].kind in _SPELT
            and other[0] == key[0]
            and OSA.distance(other, key, score_cutoff=1) <= 1
        ):
            found.add(entries[0].country)
    return found.pop() if len(found) == 1 else None

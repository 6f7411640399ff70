"""Countries by towns and by slips of spelling: what a capitalised word is that no table of actors has."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from dateline.coding.actors.lookup import SHORTEST, Lookup
from dateline.coding.places.gazetteer import PlaceCandidate, gazetteer
from dateline.language.encoder.lemmas import is_word

_LARGE = 100_000  # people
_POSTAL = 2  # letters: "Al" is no Alabama
_DWARFS = 8  # times as many people as the next town of the name


@dataclass(frozen=True, slots=True)
class Town:
    """A town and its country (ISO3)."""

    name: str
    country: str


def find_town(name: str, countries: tuple[str, ...] = ()) -> Town | None:
    """The town that a name alone means: it is large, or in a country at hand, and dwarfs its namesakes; else None.

    One word that no other town bears is not enough: family names are names of villages too.
    """
    if len(name) <= _POSTAL:
        return None
    found = [c for c in gazetteer().candidates(name) if c.feature in ("city", "capital", "admin") and c.country]
    if countries:
        found = [c for c in found if c.country in countries] or found
    if not found:
        return None
    ranked = sorted(found, key=_size, reverse=True)
    best = ranked[0]
    rival = next((c for c in ranked[1:] if c.country != best.country), None)
    lone = rival is None and " " in name
    large = best.feature != "city" or best.people >= _LARGE or best.country in countries or lone
    alone = rival is None or _size(best) >= _DWARFS * _size(rival)
    return Town(best.name, best.country) if large and alone and best.country else None


def _size(candidate: PlaceCandidate) -> int:
    return (candidate.people if candidate.feature != "admin" else 500_000) // (10 if candidate.alias else 1)


def find_misspelt_country(key: str, lookup: Lookup) -> str | None:
    """The country whose name, adjective or capital differs from a word by one slip; None where several do.

    A word of its own is no slip: "green" is not Greek.
    """
    if len(key) < SHORTEST or is_word(key):
        return None
    alike = (one for size in (-1, 0, 1) for one in lookup.spelt.get((key[0], len(key) + size), ()))
    found = {country for other, country in alike if OSA.distance(other, key, score_cutoff=1) <= 1}
    return found.pop() if len(found) == 1 else None

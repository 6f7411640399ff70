"""Under which names a toponym is looked up: as it stands, then without the words that are no part of the name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from dateline.coding.places.gazetteer import Gazetteer, PlaceCandidate
from dateline.coding.tables import table

_LARGE = 50_000
"""People from which a town gives its name to what stands in it; smaller ones share their names with people."""
_SAINT = re.compile(r"^(?:Saint|Sainte)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Patterns of words that stand around names."""

    after_same: re.Pattern[str]
    after_there: re.Pattern[str]
    before: re.Pattern[str]


@cache
def _words() -> PlaceWords:
    rows = {(r["where"], r["kind"]): [w.replace("_", " ") for w in r["words"].split()] for r in table("place_words")}

    def either(*keys: tuple[str, str]) -> str:
        found = sorted((word for key in keys for word in rows[key]), key=lambda word: (-len(word), word))
        return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in found)

    return PlaceWords(
        re.compile(rf"\s+(?:{either(('after', 'same'))})$", re.IGNORECASE),
        re.compile(rf"\s+(?:{either(('after', 'there'))})$", re.IGNORECASE),
        re.compile(rf"^(?:{either(('before', 'part'), ('before', 'same'))})[\s-]+(?:the\s+)?", re.IGNORECASE),
    )


@lru_cache(maxsize=1 << 13)  # the same few thousand names stand in most of the news
def candidates(name: str, atlas: Gazetteer) -> tuple[PlaceCandidate, ...]:
    """What a name can mean, by the first of its forms that the gazetteer knows."""
    words = _words()
    tail = words.after_same.sub("", name)
    whole = (tail,) if name[:1].islower() else (name, _SAINT.sub("St. ", name), tail)
    for form in dict.fromkeys(whole):  # "east London" is no East London
        if found := _sift(atlas.candidates(form)):
            return found
    for form in dict.fromkeys((words.before.sub("", name), words.before.sub("", tail))):
        if found := tuple(c for c in _sift(atlas.candidates(form)) if form and _has_parts(c)):
            return found
    return _find_standing_there(name, atlas)


def _has_parts(candidate: PlaceCandidate) -> bool:
    """Whether people speak of a part of it: nobody does of a village's north."""
    return candidate.feature != "city" or candidate.people >= _LARGE


def _find_standing_there(name: str, atlas: Gazetteer) -> tuple[PlaceCandidate, ...]:
    """For "Lahore General Hospital": Lahore, as a facility that lies about there."""
    end = _words().after_there.search(name)
    words = name[: end.start()].split() if end else []
    for size in range(len(words), 0, -1):
        found = [c for c in _sift(atlas.candidates(" ".join(words[:size]))) if _gives_its_name(c)]
        if found:
            return tuple(
                replace(c, name=name, feature="facility", geonames=None, alias=True, rough=True) for c in found
            )
    return ()


def _gives_its_name(candidate: PlaceCandidate) -> bool:
    return candidate.feature in ("capital", "admin") or (candidate.people >= _LARGE and candidate.feature == "city")


def _sift(found: tuple[PlaceCandidate, ...]) -> tuple[PlaceCandidate, ...]:
    """Without towns that bear the name of their own state or region only as another name ("Mexico" for its capital)."""
    wide = {c.country for c in found if c.feature in ("country", "admin", "capital") and not c.hidden}
    return tuple(c for c in found if not (c.alias and c.country in wide))

"""Under which names a toponym is looked up: as it stands, then without the words that are no part of the name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from dateline.coding.places.gazetteer import Gazetteer, PlaceCandidate
from dateline.coding.tables import table

_LARGE = 50_000
"""People from which a town gives its name to what stands in it; smaller ones share their names with people."""
_METROPOLIS = 1_000_000
_DISTRICT = 2
"""The tier of divisions whose names are looked past: half of all names are some district's."""
_SAINT = re.compile(r"^(?:Saint|Sainte)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Patterns of words that stand around names."""

    after_same: re.Pattern[str]
    after_there: re.Pattern[str]
    before: re.Pattern[str]
    land: re.Pattern[str]
    papers: frozenset[str]


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
        re.compile(rf"\s+(?:{either(('after', 'land'))})$", re.IGNORECASE),
        frozenset(rows["masthead", "paper"]),
    )


@lru_cache(maxsize=1 << 13)  # the same few thousand names stand in most of the news
def candidates(name: str, atlas: Gazetteer) -> tuple[PlaceCandidate, ...]:
    """What a name can mean, by the first of its forms that the gazetteer knows."""
    words, districts = _words(), list[PlaceCandidate]()
    tail = words.after_same.sub("", name)
    whole = ((tail,),) if name[:1].islower() else ((name, _SAINT.sub("St. ", name)), (tail,))
    for forms in dict.fromkeys(whole):  # "east London" is no East London
        found = _sift(tuple(dict.fromkeys(c for form in dict.fromkeys(forms) for c in atlas.with_divisions(form))))
        if forms == (tail,) != (name,) and words.land.search(name):
            found = tuple(c for c in found if c.feature != "city")
        if any(c.tier < _DISTRICT for c in found):
            return found
        districts += found
    for form in dict.fromkeys((words.before.sub("", name), words.before.sub("", tail))):
        if found := tuple(c for c in _sift(atlas.with_divisions(form)) if form and _has_parts(c)):
            return found
    return tuple(districts) or _find_standing_there(name, atlas)


def home_of(outlet: str | None, atlas: Gazetteer) -> dict[str, tuple[PlaceCandidate, ...]]:
    """The towns and states of a masthead, by name: "The Elmwood Courier" is read in Elmwood. What is read in a city of
    millions is read everywhere, and speaks for nothing."""
    names = [word for word in (outlet or "").replace("-", " ").split() if word[:1].isupper()]
    local = [word for word in names if word.casefold() not in _words().papers]
    found: dict[str, tuple[PlaceCandidate, ...]] = {}
    for size in (2, 1):
        for start in range(len(local) - size + 1):
            name = " ".join(local[start : start + size])
            held = candidates(name, atlas) if name in " ".join(names) else ()
            at_home = tuple(c for c in held if c.feature in ("city", "admin") and c.tier < _DISTRICT and not c.hidden)
            if at_home and all(c.feature != "country" and c.people < _METROPOLIS for c in held):
                found.setdefault(name, at_home)
    return found


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
    wide = {c.country for c in found if c.feature in ("country", "admin", "capital") and not (c.hidden or c.tier)}
    return tuple(c for c in found if not (c.alias and c.country in wide))

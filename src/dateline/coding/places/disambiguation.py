"""Which of the things that a name can mean a report means: by class, by size, and by what stands around it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from dateline.coding.places.classes import Class, classes_told
from dateline.coding.places.gazetteer import Gazetteer, PlaceCandidate
from dateline.coding.places.holders import Held, Meant, find_holders, find_pairs, kilometres, lies_in, place_elsewhere
from dateline.coding.places.place_words import candidates
from dateline.coding.places.toponyms import Toponym

# How likely a class is before anything is known of the report; a town counts the tenth power of its people.
_PRIOR = {"country": 10.0, "region": 9.0, "sea": 9.0, "river": 8.0, "mountain": 8.0, "island": 8.0,
          "facility": 8.0, "admin": 8.0}  # fmt: skip
_FIRM = frozenset({"country", "admin", "capital"})
_WIDE = frozenset({"country", "region", "sea"})
_ALIAS_COST = 1.5
_TIER_COST = (0.0, 1.0, 1.5)
_COUNTRY_PULL = 4.0
_ADMIN_PULL = 2.0
_NEAR_PULL = 1.5
_NEAR = 250.0  # kilometres
_WITHIN = 6.0
_BESIDE = 0.7  # for each of two other names that can mean a town next to it
_CELLS = 4  # a degree: 28 km and less
_KNOWN_ABROAD = 5.0  # a hundred thousand people
_MAINLY = 0.7
_LEAST = 2.2  # a town of a few hundred people that nothing else points to is a guess


@dataclass(frozen=True, slots=True)
class Choice:
    """What a toponym means, how sure (0 to 1), and what settled it."""

    candidate: PlaceCandidate
    confidence: float
    how: str


@dataclass(frozen=True, slots=True)
class Vote:
    """What one name that is sure adds to what the report speaks of."""

    place: PlaceCandidate
    weight: float


@dataclass(frozen=True, slots=True)
class Around:
    """What the report speaks of: the votes of the names that are sure, and of its adjectives."""

    votes: Mapping[Meant, Vote]
    hints: Mapping[str, float]

    def leave_out(self, name: str) -> View:
        """What the rest of the report says about one name: its own vote does not count."""
        votes = [vote for (other, _), vote in self.votes.items() if other.casefold() != name.casefold()]
        countries: dict[str, float] = dict(self.hints)
        admins: dict[str, float] = {}
        for vote in votes:
            if vote.place.country:
                countries[vote.place.country] = countries.get(vote.place.country, 0.0) + vote.weight
            if vote.place.admin:
                admins[vote.place.admin] = admins.get(vote.place.admin, 0.0) + vote.weight
        # One lone vote is a weak witness: half a vote more stands for what is not known.
        total, regions = sum(countries.values()) + 0.5, sum(admins.values()) + 0.5
        near = tuple(v.place for v in votes if v.place.feature not in _WIDE)
        return View({c: n / total for c, n in countries.items()}, {a: n / regions for a, n in admins.items()}, near)


@dataclass(frozen=True, slots=True)
class View:
    """Shares of countries and regions in the rest of the report, and its sure places that are no wide stretches."""

    countries: Mapping[str, float]
    admins: Mapping[str, float]
    near: tuple[PlaceCandidate, ...]


def resolve(
    toponyms: Sequence[Toponym],
    text: str,
    atlas: Gazetteer,
    hints: Sequence[str] = (),
    home: Mapping[str, tuple[PlaceCandidate, ...]] = MappingProxyType({}),
) -> tuple[Choice | None, ...]:
    """A choice for each toponym, None where the gazetteer has nothing. One name means one thing in a report.

    `hints`: ISO3 codes of countries that the report's people and adjectives point to, with repeats.
    `home`: the places in the outlet's name, which weigh as one more name of the text.
    """
    options = {t.name: _options(t, atlas) for t in toponyms}
    meant: list[Meant] = list(zip((t.name for t in toponyms), classes_told(toponyms, text, options), strict=True))
    held = {one: _keep_class(options[one[0]], one[1]) for one in meant}
    pairs = find_pairs(toponyms, meant, text)
    held |= place_elsewhere(pairs, held)
    holders = find_holders(pairs, held)
    named: dict[Meant, tuple[PlaceCandidate, ...]] = {(name, ""): found for name, found in home.items()}
    held = named | held
    counted = Counter(meant) + Counter(dict.fromkeys(set(named) - set(meant), 1))
    held = _neighbours(held)
    around = _look_around(held, counted, holders, hints)
    chosen = _choose_all(held, around, holders)
    # Once more with what the first round settled: a town drags its neighbours along.
    settled = {one: (choice.candidate,) for one, choice in chosen.items() if choice and choice.confidence >= 0.5}
    around = _look_around({**held, **settled}, counted, holders, hints)
    chosen = _choose_all(held, around, holders)
    return _put_counties_beside([chosen[one] for one in meant], toponyms)


def _choose_all(held: Held, around: Around, holders: Held) -> dict[Meant, Choice | None]:
    return {one: _choose(found, around.leave_out(one[0]), holders.get(one, ()), one[1]) for one, found in held.items()}


def _put_counties_beside(chosen: Sequence[Choice | None], toponyms: Sequence[Toponym]) -> tuple[Choice | None, ...]:
    """A county whose point is not known lies about where the town does that the report names nearest to it."""
    towns = [(t.span.start, c.candidate) for t, c in zip(toponyms, chosen, strict=True) if c and _is_town(c.candidate)]
    out = []
    for toponym, choice in zip(toponyms, chosen, strict=True):
        if choice is not None and choice.candidate.rough and choice.candidate.feature == "admin":
            here = [(abs(at - toponym.span.start), town) for at, town in towns if town.admin == choice.candidate.admin]
            if here:
                _, town = min(here, key=lambda pair: pair[0])
                near = replace(choice.candidate, latitude=town.latitude, longitude=town.longitude)
                choice = Choice(near, round(choice.confidence / 2, 2), f"about where {town.name} lies; {choice.how}")
        out.append(choice)
    return tuple(out)


def _is_town(candidate: PlaceCandidate) -> bool:
    return candidate.feature in ("city", "capital")


def _neighbours(held: Held) -> dict[Meant, tuple[PlaceCandidate, ...]]:
    """Candidates that lie beside candidates of other names: Airdrie beside Motherwell is in Scotland, not in Canada."""
    cells: dict[tuple[int, int], set[str]] = {}
    for (name, _), found in held.items():
        for c in found:
            if _is_town(c) and not c.rough:
                at = round(c.latitude * _CELLS), round(c.longitude * _CELLS)
                cells.setdefault(at, set()).add(name.casefold())
    return {one: tuple(_find_beside_others(c, one[0].casefold(), cells) for c in found) for one, found in held.items()}


def _find_beside_others(c: PlaceCandidate, name: str, cells: Mapping[tuple[int, int], set[str]]) -> PlaceCandidate:
    if not _is_town(c):
        return c
    row, column = round(c.latitude * _CELLS), round(c.longitude * _CELLS)
    near = {n for y in (-1, 0, 1) for x in (-1, 0, 1) for n in cells.get((row + y, column + x), ())} - {name}
    return replace(c, beside=len(near)) if near else c


def _keep_class(found: tuple[PlaceCandidate, ...], of: Class) -> tuple[PlaceCandidate, ...]:
    """The candidates of the class that the words give, where there are any; what is hidden only where they give it."""
    if of == "region":
        regions = tuple(c for c in found if c.feature == "admin")
        if all(c.tier for c in regions) and any(c.feature == "country" for c in found):
            regions = ()  # "the regions of China"
        return regions or found
    state = any(c.feature == "country" for c in found)
    shown = tuple(c for c in found if not (c.hidden or (state and c.tier))) or tuple(c for c in found if c.tier)
    if of == "town":
        return tuple(c for c in shown if _is_town(c)) or tuple(c for c in shown if c.feature != "country")
    return shown


def _options(toponym: Toponym, atlas: Gazetteer) -> tuple[PlaceCandidate, ...]:
    if toponym.adjective:
        state = atlas.adjectives.get(toponym.name.lower())
        return (state,) if state else ()
    return candidates(toponym.name, atlas)


def _look_around(
    held: Held,
    counted: Mapping[Meant, int],
    holders: Held,
    hints: Sequence[str],
) -> Around:
    votes = {}
    for one, found in held.items():
        best = _plain_candidate(found, holders.get(one, ()))
        if best is not None and best.tier > 1 and one[1] != "region" and one not in holders:
            continue  # half of all names are some district's
        if best is not None:
            votes[one] = Vote(best, (1.0 + math.log(counted[one])) * (1.0 if best.feature in _FIRM else 0.7))
    return Around(votes, {code: 0.5 * count for code, count in sorted(Counter(hints).items())})


def _plain_candidate(held: tuple[PlaceCandidate, ...], holder: Sequence[PlaceCandidate]) -> PlaceCandidate | None:
    """The candidate that is sure by itself: the only one, the one that dwarfs the rest, one said to lie there."""
    if holder:
        held = tuple(c for c in held if any(lies_in(c, w) for w in holder)) or held
    ranked = sorted(held, key=_prior, reverse=True)
    if not ranked:
        return None
    if len(ranked) == 1 or _prior(ranked[0]) - _prior(ranked[1]) >= 1.2:
        return ranked[0] if _prior(ranked[0]) >= 4 or holder else None
    return None


def _prior(candidate: PlaceCandidate) -> float:
    base = _PRIOR.get(candidate.feature)
    if base is None or candidate.tier:
        base = math.log10(candidate.people + 100)
        base = 5.2 + base / 2 if candidate.feature == "capital" else base
    return base - (_ALIAS_COST if candidate.alias else 0.0) - _TIER_COST[candidate.tier]


def _choose(
    held: tuple[PlaceCandidate, ...], around: View, holder: Sequence[PlaceCandidate], of: Class
) -> Choice | None:
    if not held:
        return None
    scored = sorted(((_score(c, around, holder), n) for n, c in enumerate(held)), key=lambda pair: (-pair[0], pair[1]))
    top, number = scored[0]
    best = held[number]
    far = [score for score, n in scored[1:] if kilometres(held[n], best) > 100]
    margin = top - far[0] if far else 5.0
    confidence = round(1 / (1 + math.exp(-margin)) * min(1.0, top / 6), 2)
    if (top < _LEAST and of != "region") or (not holder and _is_stray(best, around, of)):
        return None
    if holder and any(lies_in(best, w) for w in holder):
        how = "the text says what it lies in"
    elif len(held) == 1:
        how = "the only place of that name"
    elif best.country and around.countries.get(best.country, 0) > 0.3 and best.feature != "country":
        how = "the country that the report speaks of"
    else:
        how = f"the likeliest {best.feature} of {len(held)} places"
    return Choice(best, confidence, how)


def _is_stray(candidate: PlaceCandidate, around: View, of: Class) -> bool:
    """A town of no size in a country that the report names nowhere, while it speaks of another all the time; a district
    of any country that it does not name, where no word says that one is meant."""
    if candidate.tier and candidate.country not in around.countries:
        return of != "region" and (candidate.tier > 1 or _prior(candidate) < _KNOWN_ABROAD)
    if not _is_town(candidate) or candidate.country in around.countries or _prior(candidate) >= _KNOWN_ABROAD:
        return False
    return max(around.countries.values(), default=0.0) >= _MAINLY


def _score(candidate: PlaceCandidate, around: View, holder: Sequence[PlaceCandidate]) -> float:
    score = _prior(candidate)
    if candidate.country and candidate.feature != "country":
        score += _COUNTRY_PULL * around.countries.get(candidate.country, 0.0)
    if candidate.admin:
        score += _ADMIN_PULL * around.admins.get(candidate.admin, 0.0)
    if candidate.feature not in _WIDE and any(_are_close(candidate, c) for c in around.near):
        score += _NEAR_PULL
    if holder and any(lies_in(candidate, w) for w in holder):
        score += _WITHIN
    return score + _BESIDE * min(candidate.beside, 2)


def _are_close(a: PlaceCandidate, b: PlaceCandidate) -> bool:
    return abs(a.latitude - b.latitude) < _NEAR / 111 and kilometres(a, b) < _NEAR

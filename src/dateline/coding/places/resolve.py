"""Which of the things that a name can mean a report means: by class, by size, and by what stands around it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.coding.places.gazetteer import Candidate, Gazetteer
from dateline.coding.places.toponyms import Toponym

# How likely a class is before anything is known of the report; a town counts the tenth power of its people.
_PRIOR = {"country": 10.0, "region": 9.0, "sea": 9.0, "river": 8.0, "mountain": 8.0, "island": 8.0,
          "facility": 8.0, "admin": 8.0}  # fmt: skip
_FIRM = frozenset({"country", "admin", "capital"})
_WIDE = frozenset({"country", "region", "sea"})
_ALIAS_COST = 1.5
_COUNTRY_PULL = 4.0
_ADMIN_PULL = 2.0
_NEAR_PULL = 1.5
_NEAR = 250.0  # kilometres
_WITHIN = 6.0
_LEAST = 2.2  # a town of a few hundred people that nothing else points to is a guess
_GENERIC = re.compile(
    r"\s+(?:city|town|village|province|region|state|district|county|oblast|prefecture|governorate|department|islands?|area"
    r"|municipality|city centre|metropolitan area|territory|coast|border|City|Province|Region|State|District|Oblast"
    r"|Governorate|International Airport|Airport|airport|airfield)$"
)
_PART = re.compile(
    r"^(?:northern|southern|eastern|western|central|north|south|east|west|northwest|northwestern|northeast|northeastern|southwest"
    r"|southwestern|southeast|southeastern|upper|lower|downtown|mainland|rural|greater|inner|outer|occupied|city of"
    r"|town of|village of|province of|state of|gulf of)[\s-]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a toponym means, how sure (0 to 1), and what settled it."""

    candidate: Candidate
    confidence: float
    how: str


@dataclass(frozen=True, slots=True)
class Vote:
    """What one name that is sure adds to what the report speaks of."""

    place: Candidate
    weight: float


@dataclass(frozen=True, slots=True)
class Around:
    """What the report speaks of: the votes of the names that are sure, and of its adjectives."""

    votes: Mapping[str, Vote]
    hints: Mapping[str, float]

    def without(self, name: str) -> View:
        """What the rest of the report says about one name: its own vote does not count."""
        votes = [vote for other, vote in self.votes.items() if other.casefold() != name.casefold()]
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
    near: tuple[Candidate, ...]


def resolve(
    toponyms: Sequence[Toponym], text: str, atlas: Gazetteer, hints: Sequence[str] = ()
) -> tuple[Choice | None, ...]:
    """A choice for each toponym, None where the gazetteer has nothing. One name means one thing in a report.

    `hints`: ISO3 codes of countries that the report's people and adjectives point to, with repeats.
    """
    options = {t.name: _options(t, atlas) for t in toponyms}
    holders = _holders(toponyms, text, options)
    counted = Counter(t.name for t in toponyms)
    around = _around(options, counted, holders, hints)
    chosen = {name: _choose(held, around.without(name), holders.get(name, ())) for name, held in options.items()}
    # Once more with what the first round settled: a town drags its neighbours along.
    settled = {name: (choice.candidate,) for name, choice in chosen.items() if choice and choice.confidence >= 0.5}
    around = _around({**options, **settled}, counted, holders, hints)
    chosen = {name: _choose(held, around.without(name), holders.get(name, ())) for name, held in options.items()}
    return tuple(chosen[t.name] for t in toponyms)


def _options(toponym: Toponym, atlas: Gazetteer) -> tuple[Candidate, ...]:
    if toponym.adjective:
        state = atlas.adjectives.get(toponym.name.lower())
        return (state,) if state else ()
    name = toponym.name
    if found := _sifted(atlas.candidates(name)):
        return found
    for shorter in dict.fromkeys((_GENERIC.sub("", name), _PART.sub("", name), _PART.sub("", _GENERIC.sub("", name)))):
        if shorter != name and (found := _sifted(atlas.candidates(shorter))):
            return found
    return ()


def _sifted(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Without towns that bear the name of their own state or region only as another name ("Mexico" for its capital)."""
    wide = {c.country for c in found if c.feature in ("country", "admin", "capital")}
    return tuple(c for c in found if not (c.alias and c.country in wide))


def _holders(
    toponyms: Sequence[Toponym], text: str, options: Mapping[str, tuple[Candidate, ...]]
) -> dict[str, tuple[Candidate, ...]]:
    """For "Paris, Texas" and "Mosul in Iraq": what a name is said to lie in."""
    found: dict[str, tuple[Candidate, ...]] = {}
    for inner, outer in pairwise(toponyms):
        gap = text[inner.span.end : outer.span.start]
        if not re.fullmatch(r",?\s*(?:in |in the |near )?|,\s*", gap) or not gap.strip():
            continue
        wide = tuple(c for c in options[outer.name] if c.feature in ("country", "admin", "region"))
        if any(c.feature == "country" for c in options[inner.name]) and not any(c.feature == "admin" for c in wide):
            continue  # "Georgia, Armenia" is a list
        narrow = any(_lies_in(c, w) for c in options[inner.name] for w in wide)
        if wide and narrow and inner.name not in found:
            found[inner.name] = wide
    return found


def _lies_in(inner: Candidate, outer: Candidate) -> bool:
    if inner == outer or inner.feature == "country":
        return False
    if outer.feature == "country":
        return inner.country == outer.country
    if outer.admin and inner.admin:
        return inner.admin == outer.admin
    return (outer.country is None or inner.country == outer.country) and kilometres(inner, outer) < 400


def _around(
    options: Mapping[str, tuple[Candidate, ...]],
    counted: Mapping[str, int],
    holders: Mapping[str, tuple[Candidate, ...]],
    hints: Sequence[str],
) -> Around:
    votes = {}
    for name, held in options.items():
        best = _plain(held, holders.get(name, ()))
        if best is not None:
            votes[name] = Vote(best, (1.0 + math.log(counted[name])) * (1.0 if best.feature in _FIRM else 0.7))
    return Around(votes, {code: 0.5 * count for code, count in sorted(Counter(hints).items())})


def _plain(held: tuple[Candidate, ...], holder: Sequence[Candidate]) -> Candidate | None:
    """The candidate that is sure by itself: the only one, the one that dwarfs the rest, one said to lie there."""
    if holder:
        held = tuple(c for c in held if any(_lies_in(c, w) for w in holder)) or held
    ranked = sorted(held, key=_prior, reverse=True)
    if not ranked:
        return None
    if len(ranked) == 1 or _prior(ranked[0]) - _prior(ranked[1]) >= 1.2:
        return ranked[0] if _prior(ranked[0]) >= 4 or holder else None
    return None


def _prior(candidate: Candidate) -> float:
    base = _PRIOR.get(candidate.feature)
    if base is None:
        base = math.log10(candidate.people + 100)
        base = 5.2 + base / 2 if candidate.feature == "capital" else base
    return base - (_ALIAS_COST if candidate.alias else 0.0)


def _choose(held: tuple[Candidate, ...], around: View, holder: Sequence[Candidate]) -> Choice | None:
    if not held:
        return None
    scored = sorted(((_score(c, around, holder), n) for n, c in enumerate(held)), key=lambda pair: (-pair[0], pair[1]))
    top, number = scored[0]
    best = held[number]
    far = [score for score, n in scored[1:] if kilometres(held[n], best) > 100]
    margin = top - far[0] if far else 5.0
    confidence = round(1 / (1 + math.exp(-margin)) * min(1.0, top / 6), 2)
    if top < _LEAST:
        return None
    if holder and any(_lies_in(best, w) for w in holder):
        how = "the text says what it lies in"
    elif len(held) == 1:
        how = "the only place of that name"
    elif best.country and around.countries.get(best.country, 0) > 0.3 and best.feature != "country":
        how = "the country that the report speaks of"
    else:
        how = f"the likeliest {best.feature} of {len(held)} places"
    return Choice(best, confidence, how)


def _score(candidate: Candidate, around: View, holder: Sequence[Candidate]) -> float:
    score = _prior(candidate)
    if candidate.country and candidate.feature != "country":
        score += _COUNTRY_PULL * around.countries.get(candidate.country, 0.0)
    if candidate.admin:
        score += _ADMIN_PULL * around.admins.get(candidate.admin, 0.0)
    if candidate.feature not in _WIDE and any(_close(candidate, c) for c in around.near):
        score += _NEAR_PULL
    if holder and any(_lies_in(candidate, w) for w in holder):
        score += _WITHIN
    return score


def _close(a: Candidate, b: Candidate) -> bool:
    return abs(a.latitude - b.latitude) < _NEAR / 111 and kilometres(a, b) < _NEAR


def kilometres(a: Candidate, b: Candidate) -> float:
    """Great-circle distance."""
    la, lo, lb, mo = map(math.radians, (a.latitude, a.longitude, b.latitude, b.longitude))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((mo - lo) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))

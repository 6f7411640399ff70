"""What a text says that a place lies in: "Paris, Texas", "the town of X in southern Y", "a suburb of Z"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.coding.places.classes import Class
from dateline.coding.places.gazetteer import PlaceCandidate
from dateline.coding.places.toponyms import Toponym

Meant = tuple[str, Class]
"""A name, and the class that the words around it give: New York the town is not New York the state."""
Held = Mapping[Meant, tuple[PlaceCandidate, ...]]
Sole = tuple[PlaceCandidate]

_WIDE = ("country", "admin", "region")
_TOWNS = ("city", "capital")
_FAR = 400  # kilometres to the middle of what is said to hold it, where no code tells
_LARGE = 100_000  # people: "Paris, Germany and Spain" is a list
_SIDE = r"(?:(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?|central|upper|lower|far|remote|restive|nearby)"
_PART = (
    r"(?:area|district|neighbou?rhood|suburb|quarter|section|borough|town|village|camp|slum|resort|outskirts|part|city|"
    r"capital|province|region|state|county|governorate|island|coast|port)"
)
_LISTED = re.compile(r",\s+")
_IN = re.compile(
    rf"(?: (?:[a-z]+ )?{_PART})?(?:, (?:an?|the) (?:[a-z-]+ ){{0,3}}{_PART},?|,| \()?"
    rf" (?:(?:with)?in|inside|of)(?: (?:the|its|[A-Z][\w.]+(?:'s|’s)?))?(?: {_SIDE})*(?: {_PART})?(?: of)? $"
)
"""Between a place and what holds it: " in ", ", in the southern ", " area of the Greek capital ", ", a town in ". """
_AND = re.compile(r",? (?:and|or|&) (?:[a-z]+ )?[A-Z]")
_OF = re.compile(r"^ of $")
_NEAR = re.compile(
    rf"(?: (?:[a-z]+ )?{_PART})?,? (?:(?:near|outside)|(?:just |\d+ \w+ )?{_SIDE} of|on the {_PART} of|{_PART} of)"
    rf"(?: the)?(?: [A-Z]\w+)?(?: {_PART})?(?: of)? $"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places that follow each other, and how: `kind` is "," or "in" or "near"."""

    inner: Meant
    outer: Meant
    name: str
    kind: str
    listed: bool
    """Whether the two stand in a list of their kind, as far as the words tell."""


def find_pairs(toponyms: Sequence[Toponym], meant: Sequence[Meant], text: str) -> tuple[Pair, ...]:
    """Places that the text says to lie in or near the next one. An adjective between them is looked past."""
    shown = [(one, t) for one, t in zip(meant, toponyms, strict=True) if not t.adjective and t.name[:1].isupper()]
    gaps = [text[a.span.end : b.span.start] for (_, a), (_, b) in pairwise(shown)]
    out = []
    for n, ((one, inner), (other, outer)) in enumerate(pairwise(shown)):
        gap = gaps[n]
        kind = _kind_of(gap)
        if kind:
            after = text[outer.span.end : outer.span.end + 24]
            listed = kind == "," and bool(_AND.match(after))
            out.append(Pair(one, other, inner.name, kind, listed))
    return tuple(out)


def _kind_of(gap: str) -> str:
    if _LISTED.fullmatch(gap):
        return ","
    if _IN.match(gap) and not _OF.match(gap):
        return "in"
    return "near" if _NEAR.match(gap) else ""


def find_holders(pairs: Sequence[Pair], held: Held) -> dict[Meant, tuple[PlaceCandidate, ...]]:
    """For "Paris, Texas" and "Mosul in Iraq": what a name is said to lie in."""
    found: dict[Meant, tuple[PlaceCandidate, ...]] = {}
    for pair in pairs:
        wide = _known_first(c for c in held[pair.outer] if c.feature in _WIDE)
        if any(c.feature == "country" for c in held[pair.inner]) and not any(c.feature == "admin" for c in wide):
            continue  # "Georgia, Armenia" is a list
        narrow = any(lies_in(c, w) for c in held[pair.inner] for w in wide)
        if wide and narrow and pair.inner not in found:
            found[pair.inner] = wide
    return found


def place_elsewhere(pairs: Sequence[Pair], held: Held) -> dict[Meant, Sole]:
    """For "Aberdeen, Missouri" where the gazetteer has none in Missouri: somewhere in that state, and no town of like
    spelling elsewhere. What lies in or near a town lies about there; of a whole state only the name is known."""
    found: dict[Meant, Sole] = {}
    following = {pair.inner: pair for pair in pairs if pair.kind == ","}
    for pair in pairs:
        options, around = held[pair.inner], held[pair.outer]
        w = max(around, key=_rank, default=None)
        if w is None or w.feature not in (*_WIDE, *_TOWNS) or pair.inner in found:
            continue
        listed = pair.listed or _goes_on(following.get(pair.outer), held)
        if (listed and (w.feature != "admin" or not options)) or not _may_lie_elsewhere(options, pair, w):
            continue
        if any(lies_in(c, other) or _is_near(c, other) for c in options for other in around):
            continue
        town = w.feature in _TOWNS
        if town and (pair.kind == "," or (options and w.people < _LARGE)):
            continue
        if not town and pair.kind == "near":
            continue
        found[pair.inner] = (
            PlaceCandidate(
                pair.name, "unknown", w.latitude, w.longitude, w.country, None, w.admin, rough=True,
                unplaced=w.feature in ("country", "region"),
            ),
        )  # fmt: skip
    return found


def _known_first(wide: Iterable[PlaceCandidate]) -> tuple[PlaceCandidate, ...]:
    """Maryland is no county of Liberia where a table lists it."""
    found = tuple(wide)
    return tuple(c for c in found if not c.tier) or found


def _goes_on(further: Pair | None, held: Held) -> bool:
    """Whether a list goes on behind the outer place: "Sichuan, China" is none."""
    if further is None:
        return False
    inside = any(lies_in(c, w) for c in held[further.inner] for w in held[further.outer])
    return not inside


def _may_lie_elsewhere(options: Sequence[PlaceCandidate], pair: Pair, outer: PlaceCandidate) -> bool:
    """Whether nothing that the name can mean is known so well that the pair must be read otherwise."""
    known = [c for c in options if not c.rough and not (c.hidden and c.tier)]
    if any(c.disputed or c.feature not in _TOWNS for c in known):
        return False
    return pair.kind != "," or outer.feature == "admin" or all(c.people < _LARGE for c in known)


def _rank(c: PlaceCandidate) -> tuple[bool, int, int]:
    order = {"country": 3, "admin": 2, "region": 2, "capital": 2}
    return (not c.tier, 0 if c.hidden else order.get(c.feature, 1), c.people)


def lies_in(inner: PlaceCandidate, outer: PlaceCandidate) -> bool:
    """Whether one place lies in another, as far as their codes tell."""
    if inner == outer or inner.feature == "country":
        return False
    if outer.feature == "country":
        return inner.country == outer.country
    if outer.tier > 1:
        return inner.admin == outer.admin and kilometres(inner, outer) < _FAR / 4
    if outer.admin and inner.admin:
        return inner.admin == outer.admin
    return (outer.country is None or inner.country == outer.country) and kilometres(inner, outer) < _FAR


def _is_near(inner: PlaceCandidate, outer: PlaceCandidate) -> bool:
    return outer.feature in _TOWNS and kilometres(inner, outer) < _FAR / 2


def kilometres(a: PlaceCandidate, b: PlaceCandidate) -> float:
    """Great-circle distance."""
    la, lo, lb, mo = map(math.radians, (a.latitude, a.longitude, b.latitude, b.longitude))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((mo - lo) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))

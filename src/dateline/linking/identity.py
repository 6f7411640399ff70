"""Whether two reports mean the same actor, day or place: what each gives, compared without guessing.

Every comparison answers True (the same), False (cannot be the same) or None (one of them does not tell).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from dateline.coding.name_keys import key_of
from dateline.linking.named_bodies import find_state
from dateline.linking.words import normal_words
from dateline.model import Actor, Place, When

NEAR_KM = 60.0
"""Places closer than this are one place: a town and its airport, a suburb and its city."""
_BARE_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])(?:T.*)?")
_DAY = len("2024-01-01")
_WIDE = frozenset({"country", "admin", "region", "sea", "unknown"})


def same_actor(a: Actor, b: Actor) -> bool | None:
    """Whether two actors are one, by identifier, by name, or as the same state.

    Two people of one state are not one person, yet both may stand for the state: then None, not False.
    """
    if a.wikidata and b.wikidata and a.wikidata == b.wikidata:
        return True
    if same_name(a.name, b.name):
        return True
    if a.country and b.country:
        return None if a.country == b.country else False
    return None if not (a.country or b.country) and not (_bears_a_name(a) and _bears_a_name(b)) else False


def same_name(a: str, b: str) -> bool:
    """Whether one name is the other or a shorter form of it: "Lukashenko" and "Alexander Lukashenko".

    No state is a shorter form of another: "Guinea" and "Equatorial Guinea" are two.
    """
    ours, theirs = normal_words(a), normal_words(b)
    if not ours or not theirs:
        return False
    if ours == theirs:
        return True
    state, other = _state(a), _state(b)
    if state is not None and other is not None:
        return state == other
    short, long = sorted((ours, theirs), key=lambda words: (len(words), words))
    return set(short) <= set(long) and (short[-1] == long[-1] or len(short) > 1)


@lru_cache(maxsize=16_384)  # the same few names are asked pair by pair
def _state(name: str) -> str | None:
    found = find_state(key_of(name))
    return found.of if found is not None else None


def fullest_name(forms: Mapping[str, int]) -> str:
    """Of several printed forms of one name the one to show: a proper name before a description, then the longest of at
    most four words, then the commonest, then by spelling. `forms` counts each form.
    """
    return min(forms, key=lambda form: (not is_proper_name(form), -min(4, len(form.split())), -forms[form], form))


def is_proper_name(form: str) -> bool:
    """Whether words can be a proper name: at most five, the first and the last with a capital."""
    words = form.split()
    return 0 < len(words) <= 5 and words[0][:1].isupper() and words[-1][:1].isupper()


def _bears_a_name(actor: Actor) -> bool:
    return any(word[:1].isupper() for word in actor.name.split())


def same_side(ours: Sequence[Actor], theirs: Sequence[Actor]) -> float | None:
    """How well two lists of participants agree: None if either is empty, 0 for no actor in common, 1 for all.

    The share of the shorter list that has a partner in the longer one; a partner of the same state counts .7.
    """
    if not ours or not theirs:
        return None
    short, long = (ours, theirs) if len(ours) <= len(theirs) else (theirs, ours)
    return sum(max(_likeness(one, other) for other in long) for one in short) / len(short)


def _likeness(a: Actor, b: Actor) -> float:
    same = same_actor(a, b)
    if same is None:
        return 0.7 if a.country and a.country == b.country else 0.3
    return 1.0 if same else 0.0


def same_day(a: When | None, b: When | None) -> bool | None:
    """Whether two times can be one: their days overlap, or they cannot, or one of them names no days.

    A weekday that the report's own date does not place ("XXXX-WXX-3") is held against the weekday of the other.
    """
    if a is None or b is None:
        return None
    if a.earliest and a.latest and b.earliest and b.latest:
        return a.earliest <= b.latest and b.earliest <= a.latest
    ours, theirs = weekday(a), weekday(b)
    return None if ours is None or theirs is None else ours == theirs


def days_between(a: When | None, b: When | None) -> int:
    """How many days lie between two times: 0 where they overlap, or where one of them names no days."""
    if a is None or b is None or not (a.earliest and a.latest and b.earliest and b.latest):
        return 0
    first, last = sorted(((a.earliest, a.latest), (b.earliest, b.latest)))
    return max(0, (date.fromisoformat(last[0][:_DAY]) - date.fromisoformat(first[1][:_DAY])).days)


def weekday(when: When) -> int | None:
    """The weekday that a time names or falls on, Monday 1 to Sunday 7."""
    if match := _BARE_WEEKDAY.fullmatch(when.value):
        return int(match[1])
    day = exact_day(when)
    return date.fromisoformat(day).isoweekday() if day else None


def is_open_weekday(when: When) -> bool:
    """Whether a time names a weekday that its report's own date does not place."""
    return _BARE_WEEKDAY.fullmatch(when.value) is not None and when.earliest is None


def days_of_weeks(times: Sequence[When]) -> set[str]:
    """The days that open weekdays are in the weeks beside them: "Wednesday" and "this week" of a dated report."""
    weeks = {(one.earliest, one.latest) for one in times if one.earliest and one.latest and "-W" in one.value}
    numbers = {weekday(one) for one in times if is_open_weekday(one)}
    return {
        (date.fromisoformat(first) + timedelta(number - 1)).isoformat()
        for first, last in weeks
        for number in numbers
        if number is not None and first is not None and last is not None
        if date.fromisoformat(last) - date.fromisoformat(first) == timedelta(6)
    }


def exact_day(when: When | None) -> str | None:
    """The day that a time names, where it names one day."""
    return when.earliest if when is not None and when.earliest and when.earliest == when.latest else None


def same_place(a: Place | None, b: Place | None) -> bool | None:
    """Whether two places can be one: the same entry, near each other, or one wide and around the other."""
    if a is None or b is None:
        return None
    same_entry = a.geonames is not None and a.geonames == b.geonames
    if same_entry or normal_words(a.name) == normal_words(b.name):
        return True
    if a.country and b.country and a.country != b.country:
        return False
    if None in (a.geonames, b.geonames) and same_name(a.name, b.name):
        return True
    if a.feature in _WIDE or b.feature in _WIDE:
        return None
    apart = kilometres(a, b)
    return None if apart is None else apart <= NEAR_KM


def kilometres(a: Place, b: Place) -> float | None:
    """Great-circle distance (haversine, mean radius 6,371 km), None where coordinates are not known."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    up, across = radians(b.latitude - a.latitude) / 2, radians(b.longitude - a.longitude) / 2
    half = sin(up) ** 2 + cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(across) ** 2
    return 2 * 6371.0 * asin(sqrt(min(1.0, half)))

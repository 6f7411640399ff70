"""Names of places in a phrase as the report means them: its London may lie in Ontario and its Georgia be a US state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.coding.actors.lookup import Match, NameEntry
from dateline.coding.name_keys import NameWord, join_keys, key_of
from dateline.coding.places.gazetteer import gazetteer

Placed = tuple[tuple[str, str, str], ...]
"""The key of a name, what lies there, and the state (ISO3) that it lies in."""

_PLACES = frozenset({"country", "adjective", "territory", "capital", "place"})
_TOWNS = frozenset({"country", "territory", "capital"})
_LONGEST_REGION = 3  # words
_FIRM = frozenset({"user", "person", "organisation", "seat"})


def find_placed(places: Mapping[str, tuple[str, str]], texts: Sequence[str]) -> Placed:
    """Those of a report's places whose names stand in texts, the longest names first."""
    held = f" {' | '.join(map(key_of, texts))} "
    found = [(key, *what) for key, what in places.items() if f" {key} " in held]
    return tuple(sorted(found, key=lambda one: (-len(one[0]), one[0])))


def put_places(words: Sequence[NameWord], matches: Sequence[Match], placed: Placed) -> tuple[Match, ...]:
    """The matches with each name of a place read as the report's place of that name.

    A longer name holds a shorter one: "Guinea" in "Equatorial Guinea" is left alone, and so is a town in the name of a
    body or a person.
    """
    found = list(matches)
    for key, name, country in placed:
        size = key.count(" ") + 1
        for start in range(len(words) - size + 1):
            run = words[start : start + size]
            if join_keys(run) == key and run[0].capital and not any(word.apart for word in run[1:]):
                _put_place(words, found, Match(start, start + size, (NameEntry("place", name, country),)))
    return tuple(sorted(found, key=lambda match: match.start))


def settle_towns(words: Sequence[NameWord], matches: Sequence[Match]) -> tuple[Match, ...]:
    """The matches with each town read as that of the region behind its comma: London, Ontario, is no capital."""
    return tuple(_settle_town(words, match) if match.kind in _TOWNS else match for match in matches)


def _settle_town(words: Sequence[NameWord], match: Match) -> Match:
    if match.end >= len(words) or "," not in words[match.end].gap or not words[match.end].capital:
        return match
    states = {entry.country for entry in match.entries}
    for size in range(_LONGEST_REGION, 0, -1):
        run = words[match.end : match.end + size]
        if len(run) < size or any(word.apart for word in run[1:]):
            continue
        behind = gazetteer().candidates(" ".join(word.text for word in run))
        regions = {c.country for c in behind if c.feature == "admin" and c.country and c.country not in states}
        name = " ".join(word.text for word in words[match.start : match.end])
        towns = [c for c in gazetteer().candidates(name) if c.feature == "city" and c.country in regions]
        if towns and towns[0].country:
            return Match(match.start, match.end, (NameEntry("place", towns[0].name, towns[0].country),))
    return match


def _put_place(words: Sequence[NameWord], matches: list[Match], place: Match) -> None:
    beside = [m for m in matches if m.start < place.end and place.start < m.end]
    for match in beside:
        holds = match.start < place.start or place.end < match.end
        if holds or match.kind in _FIRM or match.kind == "place":
            return
        if match.kind in _PLACES and place.entries[0].country in {entry.country for entry in match.entries}:
            return
    if not beside and _is_in_longer_name(words, matches, place):
        return
    matches[:] = [match for match in matches if match not in beside] + [place]


def _is_in_longer_name(words: Sequence[NameWord], matches: Sequence[Match], place: Match) -> bool:
    """Whether a name word beside it makes it part of a name that no table has ("Paris Hilton")."""
    covered = {n for match in matches for n in range(match.start, match.end)}

    def is_loose(at: int) -> bool:
        return 0 <= at < len(words) and at not in covered and words[at].capital

    before = is_loose(place.start - 1) and not words[place.start].apart and not words[place.start - 1].possessive
    after = is_loose(place.end) and not words[place.end].apart and not words[place.end - 1].possessive
    return before or after

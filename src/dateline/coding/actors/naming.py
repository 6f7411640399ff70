"""Which person of the tables a name means, given titles, countries and the date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.coding.actors.lookup import Lookup
from dateline.coding.actors.people import Person, has_two_family_names, title_fits
from dateline.coding.actors.phrase import Anatomy, Segment
from dateline.coding.actors.role_words import role_words
from dateline.coding.cues import given_names
from dateline.coding.name_keys import join_keys, key_of, sound_of


@dataclass(frozen=True, slots=True)
class NamedActor:
    """A person found, or only the country that all who bear the name share; `how` says why.

    `by_family_name`: it rests on a family name alone. `start`: the word of the phrase where the name begins.
    """

    person: Person | None
    country: str | None
    how: str
    by_family_name: bool = False
    start: int = 0


@dataclass(frozen=True, slots=True)
class Clues:
    """What tells namesakes apart. `families`: whether a family name may stand for a leader without a title."""

    titles: tuple[str, ...]
    countries: tuple[str, ...]
    date: str | None
    families: bool = True


def find_person(
    lookup: Lookup,
    taken: Anatomy,
    segment: Segment,
    clues: Clues,
) -> NamedActor | None:
    """The person that a segment names, or None where it names none of the tables."""
    keys = (key_of(title) for title in clues.titles)
    clues = replace(clues, titles=tuple(key for key in keys if key not in role_words().led))
    for match in taken.matches_in(segment):
        if taken.is_tied(match):
            continue  # "pro-Assad troops"
        bearers = tuple(e.person for e in match.entries if e.kind == "person" and e.person is not None)
        single = match.end - match.start == 1
        if not single:
            bearers = _without_relatives(taken, match.end, segment, bearers)
        if bearers and not (single and _part_of_longer(taken, match.start, match.end, segment)):
            return replace(_choose(bearers, clues, "name" if single else "full name"), start=match.start)
    for start, end in taken.name_runs(segment):
        run = taken.words[start:end]
        found = _find_by_name(lookup, join_keys(run), clues)
        whole = end - start == segment.end - segment.start
        if found is None and len(run) == 1 and not _is_first_name(taken, start):
            found = _find_by_surname(lookup, run[0].key, clues, whole)
        if found:
            return replace(found, start=start)
    return None


def _without_relatives(taken: Anatomy, end: int, segment: Segment, bearers: tuple[Person, ...]) -> tuple[Person, ...]:
    """The bearers of a whole name who can also be called what stands behind it: none for "Jr", some for a second name.

    Where people bear the family names of both parents the tables often have one of them.
    """
    behind = taken.words[end] if end < segment.end else None
    if behind is None or not behind.capital or behind.apart or behind.hyphened or _is_covered(taken, end):
        return bearers
    if taken.words[end - 1].possessive or behind.key in role_words().particles:
        return bearers
    fits = (p for p in bearers if behind.key in key_of(p.name).split() or has_two_family_names(p))
    return () if behind.key in role_words().suffixes else tuple(fits)


def _part_of_longer(taken: Anatomy, start: int, end: int, segment: Segment) -> bool:
    """Whether a one-word match stands inside a longer capitalised name ("Lula Johnson")."""
    first = start - 1 if start - 1 >= segment.start and taken.words[start - 1].capital else None
    before = first is not None and (not _is_covered(taken, first) or taken.words[first].key in given_names())
    after = (
        end < segment.end and taken.words[end].capital and not taken.words[end].apart and not _is_covered(taken, end)
    )
    return before or after


def _is_first_name(taken: Anatomy, at: int) -> bool:
    """Whether it is a given name before a family name that is a role's too ("Eric Cantor")."""
    after = taken.words[at + 1 : at + 2]
    return bool(after) and after[0].capital and not after[0].apart and taken.words[at].key in given_names()


def _is_covered(taken: Anatomy, at: int) -> bool:
    return any(m.start <= at < m.end for m in taken.matches)


def _find_by_name(lookup: Lookup, key: str, clues: Clues) -> NamedActor | None:
    """By sound, then by first and last name with the middle left out or cut to initials."""
    parts = key.split()
    if len(parts) < 2:
        return None
    alike = lookup.sounds.get(sound_of(key))
    if alike:
        return _choose(alike, clues, "name as it sounds")
    if len(parts) > 2:
        outer = lookup.people.get(f"{parts[0]} {parts[-1]}")
        if outer:
            return _choose(outer, clues, "first and last name")
    if len(parts[0]) == 1:
        initials = [p for p in lookup.surnames.get(parts[-1]) if _initials_fit(parts, p)]
        if initials:
            return _choose(tuple(initials), clues, "initials and last name")
    return None


def _initials_fit(parts: Sequence[str], person: Person) -> bool:
    full = key_of(person.name).split()
    return len(full) >= len(parts) and all(
        a == b or (len(a) == 1 and b.startswith(a)) for a, b in zip(parts[:-1], full[:-1], strict=False)
    )


def _find_by_surname(lookup: Lookup, key: str, clues: Clues, whole: bool) -> NamedActor | None:
    """By family name alone: with a title or country, or where it stands alone and a head of government bears it."""
    bearers = lookup.surnames.get(key)
    if clues.countries:
        bearers = tuple(p for p in bearers if {t.country for t in p.tenures} & set(clues.countries))
    if clues.titles:
        fitting = tuple(
            p for p in bearers if any(title_fits(t, clues.titles) for t in p.tenures if _is_recent(t.end, clues.date))
        )
        if not fitting and len(bearers) == 1 and bearers[0].tenures_at(clues.date) and clues.families:
            fitting = bearers  # nobody else of rank bears the name
        return _choose_by_office(fitting, clues) if fitting else None
    best = leader(bearers, clues.date) if whole and clues.families else None
    how = "family name of who holds a high office at the date"
    return NamedActor(best, None, how, by_family_name=True) if best else None


def _choose_by_office(fitting: tuple[Person, ...], clues: Clues) -> NamedActor:
    """Of several whom a title and family name fit, only one who holds an office at the date can be meant."""
    best = replace(_choose(fitting, clues, "title and family name"), by_family_name=True)
    if best.person is None or not clues.date or best.person.tenures_at(clues.date) or len(fitting) == 1:
        return best
    homes = {person.home() for person in fitting}
    names = ", ".join(sorted({person.name for person in fitting})[:4])
    how = f"title and family name of several people: {names}"
    return NamedActor(None, homes.pop() if len(homes) == 1 else None, how, by_family_name=True)


def leader(bearers: tuple[Person, ...], date: str | None) -> Person | None:
    """The one head of state or government at a date among people of a name, or the one minister of the first rank.

    Who presides over some chamber is too little known to be meant by a family name alone.
    """
    for rank in (0, 1):
        held = [p for p in bearers if any(t.rank == rank and t.sector != "LEG" for t in p.tenures_at(date))]
        if held:
            return held[0] if len(held) == 1 else None
    return None


def _is_recent(end: str, date: str | None) -> bool:
    """Whether a tenure is recent enough for a bare family name: 45 years."""
    return not end or (int(date[:4]) if date else 2026) - int(end[:4]) <= 45


def _choose(bearers: tuple[Person, ...], clues: Clues, how: str) -> NamedActor:
    """The one that the clues leave; where they leave several of equal weight, only what all share."""
    if clues.countries:
        near = tuple(p for p in bearers if {t.country for t in p.tenures} & set(clues.countries))
        bearers = near or bearers
    weighed = sorted(((_weight(p, clues), p) for p in bearers), key=lambda pair: (pair[0], pair[1].name), reverse=True)
    best = [p for weight, p in weighed if weight == weighed[0][0]]
    if len(best) == 1:
        return NamedActor(best[0], None, how)
    names = sorted({p.name for p in best})
    homes = {p.home() for p in best}
    return NamedActor(
        None, homes.pop() if len(homes) == 1 else None, f"{how} of several people: {', '.join(names[:4])}"
    )


def _weight(person: Person, clues: Clues) -> tuple[int, int, int, str]:
    """In office at the date, with the title; then how high; then how lately."""
    held = person.tenures_at(clues.date)
    titled = any(title_fits(t, clues.titles) for t in held) if clues.titles else False
    ever = any(title_fits(t, clues.titles) for t in person.tenures) if clues.titles else False
    rank = min((t.rank for t in held), default=person.rank + 2)
    return (2 * titled + ever, -rank, bool(held), person.last_end if not held else "")

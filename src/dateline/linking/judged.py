"""What people decided that linking keeps to: what stands together whatever its words, and what stands apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from dateline.model import Judged, Lineage, Naming, Report, Ties

__all__ = ["Joining", "Judged", "Ties", "keep_happenings", "keep_stories", "naming_key", "regroup"]

_WORDS = 150
"""Words of a report that are compared."""
Key = TypeVar("Key", bound=Hashable)
Alike = Callable[[Sequence[Key], Sequence[Key]], float]
"""How much two lots have in common, to choose between two places for what nobody judged."""


def naming_key(one: Naming) -> str:
    """By what a naming is judged: its name, with its state and identifier; in whatever story it stands."""
    return "/".join((one.name, one.country or "", one.wikidata or ""))


def regroup(groups: Iterable[Iterable[Key]], ties: Ties[Key], alike: Alike[Key] | None = None) -> list[list[Key]]:
    """The groups, so that every tie holds: first whole groups come together, then what stands apart is parted.

    Who is in no tie goes with the part that it is most like (without `alike`: the first). Groups that no tie touches
    stay as they are. Keys that are in no group are passed over. Sorted; the order of the input changes nothing.
    """
    given = sorted(sorted(group) for group in groups)  # type: ignore[type-var]
    if not ties:
        return given
    whole = _bring_together(given, ties)
    return sorted(part for group in whole for part in _part(group, ties, alike))


def _bring_together(groups: list[list[Key]], ties: Ties[Key]) -> list[list[Key]]:
    home = {key: number for number, group in enumerate(groups) for key in group}
    joined = Joining(range(len(groups)))
    for one, other in ties.together:
        if one in home and other in home:
            joined.join(home[one], home[other])
    found: dict[int, list[Key]] = defaultdict(list)
    for number, group in enumerate(groups):
        found[joined.first(number)].extend(group)
    return [sorted(group) for group in found.values()]  # type: ignore[type-var]


def _part(group: list[Key], ties: Ties[Key], alike: Alike[Key] | None) -> list[list[Key]]:
    members = set(group)
    apart = [pair for pair in ties.apart if pair[0] in members and pair[1] in members]
    if not apart:
        return [group]
    atoms = _atoms(group, ties)
    atom_of = {key: number for number, atom in enumerate(atoms) for key in atom}
    enemies: dict[int, set[int]] = defaultdict(set)
    for one, other in apart:
        enemies[atom_of[one]].add(atom_of[other])
        enemies[atom_of[other]].add(atom_of[one])
    parts: list[set[int]] = []
    for number in sorted(range(len(atoms)), key=lambda n: (not enemies[n], n)):
        open_to = [part for part in parts if not part & enemies[number]]
        if not open_to:
            parts.append({number})
            continue
        _most_alike(atoms, number, open_to, alike).add(number)
    return [sorted(key for number in part for key in atoms[number]) for part in parts]  # type: ignore[type-var]


def _most_alike(
    atoms: Sequence[list[Key]], number: int, parts: Sequence[set[int]], alike: Alike[Key] | None
) -> set[int]:
    if alike is None or len(parts) == 1:
        return parts[0]
    likeness = [alike(atoms[number], [key for n in sorted(part) for key in atoms[n]]) for part in parts]
    return parts[likeness.index(max(likeness))]


def _atoms(group: list[Key], ties: Ties[Key]) -> list[list[Key]]:
    """What cannot be parted: lots that ties hold together, in order of their first members."""
    joined = Joining(group)
    for one, other in ties.together:
        if one in joined and other in joined:
            joined.join(one, other)
    found: dict[Key, list[Key]] = defaultdict(list)
    for key in group:
        found[joined.first(key)].append(key)
    return sorted(found.values())


class Joining(Generic[Key]):
    """Lots that grow together, each known by one of its members: union-find."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self._above = {key: key for key in keys}

    def __contains__(self, key: Key) -> bool:
        return key in self._above

    def first(self, key: Key) -> Key:
        """The member that a lot is known by."""
        while self._above[key] != key:
            self._above[key] = self._above[self._above[key]]
            key = self._above[key]
        return key

    def join(self, one: Key, other: Key) -> None:
        """Makes one lot of two, known by the smaller member."""
        a, b = sorted((self.first(one), self.first(other)))  # type: ignore[type-var]
        self._above[b] = a


def keep_stories(
    reports: Sequence[Report], groups: Iterable[Sequence[str]], lines: Sequence[Lineage], ties: Ties[str]
) -> tuple[tuple[str, ...], ...]:
    """The reports of each story, so that every tie holds; a lineage is in one story. Who is in no tie stays with those
    whose title and first words are most like its own."""
    if not ties:
        return tuple(map(tuple, groups))
    whole = {(line.reports[0], other) for line in lines for other in line.reports[1:]}
    by_id = {report.id: report for report in reports}
    held = Ties(ties.together | whole, ties.apart)
    return tuple(map(tuple, regroup(groups, held, lambda one, other: _shared(by_id, one, other))))


def _shared(by_id: Mapping[str, Report], one: Sequence[str], other: Sequence[str]) -> float:
    """How many of the opening words of the smaller lot the other has too, as a share."""
    ours, theirs = ({word for name in lot for word in _opening(by_id[name])} for lot in (one, other))
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


def _opening(report: Report) -> list[str]:
    return f"{report.title or ''} {report.text}".lower().split()[:_WORDS]


def keep_happenings(
    keys: Sequence[tuple[str, str]], groups: Sequence[Sequence[int]], ties: Ties[tuple[str, str]]
) -> list[list[int]]:
    """The groups of events, by their places in `keys`, so that every tie holds."""
    if not ties:
        return [list(group) for group in groups]
    place = {key: index for index, key in enumerate(keys)}
    return [[place[key] for key in group] for group in regroup([[keys[i] for i in group] for group in groups], ties)]

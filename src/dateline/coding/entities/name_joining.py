"""Which names of one report stand for one thing: equal ones, spellings, acronyms, short forms of fuller ones."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from rapidfuzz.distance import JaroWinkler

from dateline.coding.entities.lands import is_land_word
from dateline.coding.entities.mentions import Name
from dateline.coding.entities.namesakes import find_namesake, names_relative

_ALIKE = 0.9
_LONGEST_STATE = 3  # words
_OUTER = 2  # words of a name without middle names
_SMALL = frozenset(("of", "the", "and", "for", "in", "on"))

Form = tuple[int, Name]
"""The number of a group, and a name in it."""


def join_names(names: Sequence[Name]) -> list[list[Name]]:
    """The names in groups that stand for one entity each, the fuller names first."""
    homes = _Homes()
    # "President Biden" before "Biden": a title tells namesakes apart
    for name in sorted(names, key=lambda n: (-len(n.words), len(n.words) == 1 and not n.role_words, n.first)):
        homes.take_name(name)
    return homes.groups


class _Homes:
    """The groups so far, and the names in them by what a further one of the group can have in common with them.

    A long report names one thing a hundred times: names that compare alike are kept once a group.
    """

    def __init__(self) -> None:
        self.groups: list[list[Name]] = []
        self._kept: set[tuple[int, str, tuple[str, ...], str, str | None]] = set()
        self._persons: list[Form] = []
        self._by_words: dict[tuple[str, ...], list[Form]] = {}
        self._by_initials: dict[str, list[Form]] = {}
        self._single: dict[str, list[Form]] = {}
        self._by_part: dict[tuple[str, ...], list[int]] = {}

    def take_name(self, name: Name) -> None:
        """Put a name where it belongs, in a group of its own if need be."""
        alone = name.kind == "person" and len(name.words) == 1
        numbers = self._groups_of_fuller(name) if alone else self._groups_of_same(name) or self._groups_of_fuller(name)
        if numbers:
            home = self._nearest_group(name, numbers)
            self.groups[home].append(name)
        else:
            home = len(self.groups)
            self.groups.append([name])
            for part in _parts(name):
                self._by_part.setdefault(part, []).append(home)
        self._keep_name(home, name)

    def _keep_name(self, home: int, name: Name) -> None:
        compared = (home, name.text, name.words, name.kind, name.gender)
        if compared in self._kept:
            return
        self._kept.add(compared)
        form = (home, name)
        self._by_words.setdefault(name.words, []).append(form)
        if name.kind == "person":
            if len(name.words) > 1:
                self._persons.append(form)
        elif len(name.words) == 1:
            self._single.setdefault(name.words[0], []).append(form)
        else:
            for initials in _initials(name):
                self._by_initials.setdefault(initials, []).append(form)

    def _groups_of_same(self, name: Name) -> list[int]:
        """The groups that hold the same name."""
        near = list(self._by_words.get(name.words, ()))
        if name.kind == "person":
            near += self._persons if len(name.words) > 1 else ()
        elif len(name.words) == 1:
            near += self._by_initials.get(name.words[0], ())
        else:
            near += [form for initials in _initials(name) for form in self._single.get(initials, ())]
        return sorted({number for number, other in near if _are_same(name, other)})

    def _groups_of_fuller(self, name: Name) -> list[int]:
        """The groups whose first name it can be short for; of people the one whom a name alone means."""
        fits = [n for n in self._by_part.get(name.words, ()) if _is_short_for(name, self.groups[n][0])]
        if name.kind != "person" or len(name.words) > 1:
            return fits
        fits = [n for n in fits if len(self.groups[n][0].words) > 1 or name.words != self.groups[n][0].words]
        alone = [form for form in self._by_words.get(name.words, ()) if form[1].kind == "person"]
        used = min([name.first, *(other.first for _, other in alone)])
        titled = [
            n
            for n in dict.fromkeys(n for n, _ in alone if n not in fits)
            if self.groups[n][0].role_words and _agree(name, self.groups[n][0])
        ]
        namesake = find_namesake(name, fits + titled, self.groups, used)
        if namesake is None:  # whoever it is, the name alone means one
            same = self._groups_of_same(name)
            return [n for n in same if n not in titled][:1]
        return [namesake]

    def _nearest_group(self, name: Name, numbers: Sequence[int]) -> int:
        """The group whose last full name before `name` is nearest; failing that, the one named most."""
        if len(numbers) == 1:
            return numbers[0]

        def rank(number: int) -> tuple[int, int, int]:
            group = self.groups[number]
            full = max(len(other.words) for other in group)
            before = [other.first for other in group if other.first <= name.first and len(other.words) == full]
            return (int(bool(before)), max(before, default=0), len(group))

        return max(numbers, key=rank)


def _parts(name: Name) -> set[tuple[str, ...]]:
    """What short forms of a name are made of: its last words, and a person's first."""
    if name.kind not in ("person", "organisation"):
        return set()
    ends = {name.words[at:] for at in range(1, len(name.words))}
    return ends | {name.words[:1]} if ends and name.kind == "person" else ends


def _initials(name: Name) -> set[str]:
    """The initials of a name's words, with and without the small ones and the state before them."""
    bare = name.words[_count_state_words(name.words) :]
    forms = (name.words, bare) if len(bare) > 1 else (name.words,)
    return {"".join([word[0] for word in form if keep or word not in _SMALL]) for form in forms for keep in (1, 0)}


@functools.lru_cache(maxsize=1 << 12)
def _count_state_words(words: tuple[str, ...]) -> int:
    """How many words at the start of a name are a state's: one in "U.S. Coast Guard"."""
    return next((n for n in range(min(len(words) - 1, _LONGEST_STATE), 0, -1) if is_land_word(" ".join(words[:n]))), 0)


def _agree(name: Name, other: Name) -> bool:
    return name.gender is None or other.gender is None or name.gender == other.gender


def _are_same(name: Name, other: Name) -> bool:
    person = name.kind == "person"
    if person != (other.kind == "person"):
        return len(name.words) > 1 and name.words == other.words
    if name.words == other.words:
        return _agree(name, other)
    short, short_other = len(name.words) == 1, len(other.words) == 1
    if person:
        return not short and not short_other and _agree(name, other) and _are_one_person(name, other)
    return short != short_other and (_is_acronym(name, other) if short else _is_acronym(other, name))


def _are_one_person(name: Name, other: Name) -> bool:
    """Two full names of one person: other spelling, middle names or initials left out."""
    if "".join(name.words) == "".join(other.words):
        return True
    a, b = name.words, other.words
    if len(a) != len(b) and _is_relative_of(*sorted((name, other), key=lambda n: n.first)):
        return False
    if len(a) == len(b) > _OUTER and not all(map(_may_be_one, a[1:-1], b[1:-1])):
        return False  # "Kim Il-ho" is not Kim Jun-ho
    initial = min(len(a[0]), len(b[0])) == 1 and a[0][0] == b[0][0]
    if a[-1] == b[-1] and (a[0] == b[0] or initial):
        return True
    return JaroWinkler.similarity(a[0], b[0]) >= _ALIKE and JaroWinkler.similarity(a[-1], b[-1]) >= _ALIKE


def _may_be_one(word: str, other: str) -> bool:
    """Whether two words of a name are spellings of one, or the initial of the other."""
    initial = min(len(word), len(other)) == 1 and word[0] == other[0]
    return initial or JaroWinkler.similarity(word, other) >= _ALIKE


def _is_relative_of(before: Name, after: Name) -> bool:
    """ "Gloria Vanderbilt ... her mother, Gloria Morgan Vanderbilt": whoever is called kin later is somebody else."""
    return names_relative(after) and not names_relative(before)


def _is_acronym(short: Name, full: Name) -> bool:
    """ "UN" for "United Nations": the initials of its words, with or without the small ones."""
    if len(short.words[0]) < 2 or not short.text[:1].isupper():
        return False
    if short.text.replace(".", "") != short.text.replace(".", "").upper():
        return False
    return short.words[0] in _initials(full)


def _is_short_for(name: Name, full: Name) -> bool:
    """Whether `name` can be the short form of the longer `full`."""
    if len(name.words) >= len(full.words) or not _agree(name, full):
        return False
    if full.kind == "person":
        if name.kind not in ("person", "other"):
            return False
        if len(name.words) == 1:
            return name.words[0] in (full.words[-1], full.words[0]) and len(name.words[0]) > 1
        return full.words[-len(name.words) :] == name.words
    if full.kind == "organisation" and name.kind == "organisation":
        tail = full.words[-len(name.words) :] == name.words
        return tail and (len(name.words) > 1 or name.words[0] not in full.words[:1])
    return False

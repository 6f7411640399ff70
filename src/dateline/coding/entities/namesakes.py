"""Which of several people of one family name a name alone means: by gender, title, kin and use, else nobody."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.coding.cues import role_noun
from dateline.coding.entities.mentions import Name, plain_words
from dateline.coding.entities.name_words import name_words
from dateline.coding.name_keys import key_of

_FAR = 120  # words: about three paragraphs, after which the namesake named before is out of mind
_YOUNGER = frozenset(("son", "daughter", "grandson", "granddaughter", "nephew", "niece"))
_ELDER = frozenset(("father", "mother", "grandfather", "grandmother", "uncle", "aunt"))


def find_namesake(name: Name, fits: Sequence[int], groups: Sequence[Sequence[Name]], used: int) -> int | None:
    """The number of the group that a family name alone means, of those that it can be short for; None where several
    are as good, or none is meant.

    `groups`: the names of each so far, which hold all longer names and the shorter ones before. `used`: where the text
    has the name alone first.
    """
    fits = _of_gender(name, fits, groups)
    titled = [n for n in fits if _offices(groups[n]) & _offices([name])]
    if len(titled) == 1:
        return titled[0]
    fits = titled or [n for n in fits if not (_offices([name]) and any(map(names_relative, groups[n])))]
    if name.seniority:
        return _by_seniority(name, fits, groups)
    fits = _not_kin(fits, groups, used)
    if len(fits) < 2:
        return fits[0] if fits else None
    headed = [n for n in fits if _is_head(groups[n])]
    return headed[0] if len(headed) == 1 else _in_use(name, fits, groups)


def names_relative(name: Name) -> bool:
    """Whether the words beside a full name say whose relative it names; "Sister Agnes" is a nun."""
    if any(words in said.lower() for said in name.role_words for words in name_words().relatives):
        return True
    return bool(_kin(name))


def _kin(name: Name) -> set[str]:
    words = [word for said in name.role_words for word in plain_words(said) if word in said]
    return {word for word in words if (noun := role_noun(word)) is not None and noun.family == "kin"}


def _offices(names: Sequence[Name]) -> set[str]:
    """The classes of the role nouns beside names, kin and mere people apart."""
    words = {word for name in names for said in name.role_words for word in key_of(said).split()}
    nouns = [noun for word in words if (noun := role_noun(word)) is not None and noun.kind in ("leader", "person")]
    return {noun.family for noun in nouns if noun.family not in ("kin", "man", "resident")}


def _is_head(names: Sequence[Name]) -> bool:
    """Whether the words beside a full name make somebody the head of something."""
    words = {word for name in names for said in name.role_words for word in plain_words(said)}
    return any((noun := role_noun(word)) is not None and noun.kind == "leader" for word in words)


def _of_gender(name: Name, fits: Sequence[int], groups: Sequence[Sequence[Name]]) -> list[int]:
    """Those whose gender is not another than that of the title before the name or of the pronoun that takes it up."""
    told = name.gender or name.heard
    kept = [n for n in fits if told is None or _genders(groups[n]) in (set(), {told})]
    sure = [n for n in kept if told is not None and _genders(groups[n]) == {told}]
    return sure if len(fits) > 1 and sure else kept


def _genders(names: Sequence[Name]) -> set[str]:
    return {name.gender for name in names if name.gender is not None}


def _by_seniority(name: Name, fits: Sequence[int], groups: Sequence[Sequence[Name]]) -> int | None:
    """ "The younger Kim" is whose name a word like "son" stands beside; "the elder Kim" is the other one of two."""
    kin = {n: {word for one in groups[n] for word in _kin(one)} for n in fits}
    young = [n for n in fits if kin[n] & _YOUNGER]
    old = [n for n in fits if kin[n] & _ELDER]
    wanted, others = (young, old) if name.seniority == "younger" else (old, young)
    found = wanted or ([n for n in fits if n not in others] if others else [])
    return found[0] if len(found) == 1 else None


def _not_kin(fits: Sequence[int], groups: Sequence[Sequence[Name]], used: int) -> list[int]:
    """Without those who are told as the relative of somebody of the name who was named before."""
    first = {n: min(one.first for one in groups[n]) for n in fits}
    kin = [n for n in fits if any(map(names_relative, groups[n]))]
    others = [n for n in fits if n not in kin]
    if not kin:
        return others
    earliest = min(first[n] for n in kin)
    if others:
        return others if len(kin) > 1 or min([used, *(first[n] for n in others)]) < earliest else list(fits)
    return kin if len(kin) == 1 and earliest < used else []


def _in_use(name: Name, fits: Sequence[int], groups: Sequence[Sequence[Name]]) -> int | None:
    """Who has been called by the name alone since the last namesake came in; failing that the one told of more, or
    the one who alone was named not long ago."""
    before = {n: [one.first for one in groups[n] if one.first < name.first] for n in fits}
    known = [n for n in fits if before[n]] or list(fits)
    if len(known) == 1:
        return known[0]
    came = {n: min((one.first for one in groups[n] if len(one.words) > 1), default=0) for n in known}
    alone = [(one.first, n) for n in known for one in groups[n] if len(one.words) == 1 and one.first < name.first]
    if alone:
        at, number = max(alone)
        if not any(at < came[n] < name.first for n in known if n != number):
            return number
    last = {n: max(before[n], default=-_FAR) for n in known}
    near = [n for n in known if name.first - last[n] < _FAR]
    if len(near) == 1:
        return near[0]
    told = sorted((len(before[n]), n) for n in near or known)
    return told[-1][1] if told[-1][0] > 1 and told[-1][0] >= 2 * told[-2][0] else None

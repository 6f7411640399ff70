"""What the voices of one happening agree on, and where they differ: on values that both give, of one moment.

Unknown is no contradiction, and neither is what one text says in two places. A later toll, or a plan that came true, is
a history; a claim that is "according to" somebody is the same claim. So sources differ only where two independent
voices write of the same moment and give values of one kind that cannot both be: another day, another place, another
number of the same thing, or a deed that the one tells as done and the other as not done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from dateline.linking.identity import exact_day, same_actor, same_place
from dateline.linking.voices import Teller, voices
from dateline.linking.wordings import content_words
from dateline.model import Actor, Count, Event

ComparedField = Literal["who", "to whom", "when", "where", "told", "counts"]
_DONE, _NOT_DONE = frozenset({"happened", "ongoing", "habitual"}), frozenset({"denied", "did-not-happen"})
_SAME_DEED = 0.3
"""Share of the content words of the shorter sentence that the other has too where both speak of one deed."""
_OPPOSED = 0.45
"""The same where their days or places are held against each other: what is called a difference must be one."""
_NOT_COMPARED = frozenset({"ordinal", "other"})


@dataclass(frozen=True, slots=True)
class Agreement:
    """The fields on which all voices give the same, and those on which they differ with the places of two tellers that
    show it; `partly`: the fields that only some voices give, with how many of them agree; `voices`: the tellers by
    voice; `one_deed`: whether the words of two voices say that they speak of one deed, or the day that both give does.
    """

    voices: tuple[tuple[int, ...], ...]
    agreed: tuple[ComparedField, ...]
    differing: Mapping[ComparedField, tuple[int, int]]
    one_deed: bool = False
    partly: Mapping[ComparedField, int] = field(default_factory=dict)


def agreement(tellers: Sequence[Teller]) -> Agreement:
    """Compare the tellers of one happening, pair by pair over voices. Order of the tellers changes no verdict."""
    groups = voices(tellers)
    voice_of = {place: number for number, group in enumerate(groups) for place in group}
    agreed: list[ComparedField] = []
    partly: dict[ComparedField, int] = {}
    differing: dict[ComparedField, tuple[int, int]] = {}
    pairs = [(i, j) for i in range(len(tellers)) for j in range(i + 1, len(tellers)) if voice_of[i] != voice_of[j]]
    for name, compare in _COMPARISONS.items():
        answers = {pair: compare(tellers[pair[0]], tellers[pair[1]]) for pair in pairs}
        against = next((pair for pair, answer in answers.items() if answer is False), None)
        if against is not None:
            differing[name] = against
            continue
        alike = {voice_of[place] for pair, answer in answers.items() if answer is True for place in pair}
        if len(alike) == len(groups):
            agreed.append(name)
        elif alike:
            partly[name] = len(alike)
    one_deed = any(tell_one_deed(tellers[i], tellers[j]) for i, j in pairs) or "when" in {*agreed, *partly}
    return Agreement(groups, tuple(agreed), MappingProxyType(differing), one_deed, MappingProxyType(partly))


def tell_one_deed(a: Teller, b: Teller) -> bool:
    """Whether two sentences speak of one deed: the words say so, or who met whom; not the class alone."""
    return _meet_each_other(a, b) or share_words(a.sentence, b.sentence)


def _meet_each_other(a: Teller, b: Teller) -> bool:
    return a.event.nary and b.event.nary and _who(a, b) is True and len(a.event.actors) == len(b.event.actors) > 1


def share_words(a: str, b: str, least: float = _SAME_DEED) -> bool:
    """Whether two sentences share so many content words (`least` of the shorter) that they speak of one deed."""
    ours, theirs = set(content_words(a)), set(content_words(b))
    return len(ours & theirs) >= least * max(1, min(len(ours), len(theirs)))


def of_one_moment(a: Teller, b: Teller) -> bool:
    """Whether two reports write of the same moment: published on one day. An unknown day tells nothing."""
    return a.published is not None and a.published == b.published


def _same_side(ours: Sequence[Actor], theirs: Sequence[Actor]) -> bool | None:
    """True where every party of the shorter list is in the longer one; who is left out or only described, is open."""
    if not ours or not theirs or not all(_is_known(one) for one in (*ours, *theirs)):
        return None
    short, long = sorted((ours, theirs), key=len)
    return True if all(any(same_actor(one, other) is True for other in long) for one in short) else None


def _is_known(one: Actor) -> bool:
    return bool(one.wikidata or one.country or any(word[:1].isupper() for word in one.name.split()))


def _who(a: Teller, b: Teller) -> bool | None:
    return _same_side(a.event.actors, b.event.actors)


def _to_whom(a: Teller, b: Teller) -> bool | None:
    return _same_side(a.event.recipients, b.event.recipients)


def _when(a: Teller, b: Teller) -> bool | None:
    ours, theirs = exact_day(a.event.when), exact_day(b.event.when)
    if ours is None or theirs is None:
        return None
    if ours == theirs:
        return True
    return False if _speak_of_one_deed(a, b) else None


def _where(a: Teller, b: Teller) -> bool | None:
    same = same_place(a.event.where, b.event.where)
    if same is False:
        return False if _speak_of_one_deed(a, b) else None
    return same


def _speak_of_one_deed(a: Teller, b: Teller) -> bool:
    """Whether two tellings of what is done differ in earnest: their words are of one deed, not of one matter alone."""
    alike = _meet_each_other(a, b) or share_words(a.sentence, b.sentence, _OPPOSED)
    return _tell_it_done(a.event, b.event) and alike


def _tell_it_done(a: Event, b: Event) -> bool:
    return a.factuality.label in _DONE and b.factuality.label in _DONE


def _told(a: Teller, b: Teller) -> bool | None:
    """Only done against not done, of one deed with one object, counts; never a plan, a hedge or "according to"."""
    labels = {a.event.factuality.label, b.event.factuality.label}
    if not (labels & _DONE and labels & _NOT_DONE) or a.event.type != b.event.type:
        return None
    sides = _who(a, b), _to_whom(a, b)
    with_object = sides[1] is True or not (a.event.recipients or b.event.recipients)
    return False if sides[0] is True and with_object and tell_one_deed(a, b) else None


def _counts(a: Teller, b: Teller) -> bool | None:
    answers = [
        _same_count(one, other)
        for one in a.event.counts
        for other in b.event.counts
        if one.kind == other.kind and one.kind not in _NOT_COMPARED
    ]
    if not answers:
        return None
    if all(answers):
        return True
    return False if of_one_moment(a, b) else None


def _same_count(one: Count, other: Count) -> bool:
    high = one.high if one.high is not None else float("inf")
    others = other.high if other.high is not None else float("inf")
    return one.low <= others and other.low <= high


_COMPARISONS: Mapping[ComparedField, Callable[[Teller, Teller], bool | None]] = MappingProxyType(
    {"who": _who, "to whom": _to_whom, "when": _when, "where": _where, "told": _told, "counts": _counts}
)

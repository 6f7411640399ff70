"""What the voices of one happening agree on, and where they differ: on values that both give, of one moment.

Unknown is no contradiction, and neither is what one text says in two places. A later toll, or a plan that came true, is
a history; a claim that is "according to" somebody is the same claim. So sources differ only where two independent
voices write of the same moment and give values of one kind that cannot both be: another day, another place, another
number of the same thing, somebody else for one deed, or a deed that the one tells as done and the other as not done.
The verdicts of tables (`accounts.py`) and of briefs are both made here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from dateline.linking.casts import Cast
from dateline.linking.identity import exact_day, same_place
from dateline.linking.tellings import Telling
from dateline.linking.voices import voices
from dateline.linking.wordings import content_words
from dateline.model import Actor, Count, Event

ComparedField = Literal["who", "to whom", "when", "where", "told", "counts"]
_DONE, _NOT_DONE = frozenset({"happened", "ongoing", "habitual"}), frozenset({"denied", "did-not-happen"})
_CLAIMED = _DONE | {"alleged"}
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


def agreement(tellers: Sequence[Telling], cast: Cast) -> Agreement:
    """Compare the tellers of one happening, pair by pair over voices. Order of the tellers changes no verdict.

    `cast`: who is who in their story.
    """
    groups = voices(tellers)
    voice_of = {place: number for number, group in enumerate(groups) for place in group}
    agreed: list[ComparedField] = []
    partly: dict[ComparedField, int] = {}
    differing: dict[ComparedField, tuple[int, int]] = {}
    pairs = [(i, j) for i in range(len(tellers)) for j in range(i + 1, len(tellers)) if voice_of[i] != voice_of[j]]
    for name, compare in _COMPARISONS.items():
        answers = {pair: compare(tellers[pair[0]], tellers[pair[1]], cast) for pair in pairs}
        against = next((pair for pair, answer in answers.items() if answer is False), None)
        if against is not None:
            differing[name] = against
            continue
        alike = {voice_of[place] for pair, answer in answers.items() if answer is True for place in pair}
        if len(alike) == len(groups):
            agreed.append(name)
        elif alike:
            partly[name] = len(alike)
    one_deed = any(tell_one_deed(tellers[i], tellers[j], cast) for i, j in pairs) or "when" in {*agreed, *partly}
    return Agreement(groups, tuple(agreed), MappingProxyType(differing), one_deed, MappingProxyType(partly))


def tell_one_deed(a: Telling, b: Telling, cast: Cast) -> bool:
    """Whether two sentences speak of one deed: the words say so, or who met whom; not the class alone."""
    return _meet_each_other(a, b, cast) or share_words(a.sentence, b.sentence)


def _meet_each_other(a: Telling, b: Telling, cast: Cast) -> bool:
    meet = a.event.nary and b.event.nary and _all_named(a, b, cast, "actors") is True
    return meet and len(a.event.actors) == len(b.event.actors) > 1


def share_words(a: str, b: str, least: float = _SAME_DEED) -> bool:
    """Whether two sentences share so many content words (`least` of the shorter) that they speak of one deed."""
    ours, theirs = set(content_words(a)), set(content_words(b))
    return len(ours & theirs) >= least * max(1, min(len(ours), len(theirs)))


def of_one_moment(a: Telling, b: Telling) -> bool:
    """Whether two reports write of the same moment: published on one day, or on no day that is known of either. A day
    that only one of them has tells nothing."""
    return a.day == b.day


_Side = Literal["actors", "recipients"]


def _all_named(a: Telling, b: Telling, cast: Cast, side: _Side) -> bool | None:
    """True where every party of the shorter side is in the longer one, False where none is and all are known by name;
    who is left out or only described, is open."""
    ours, theirs = _side(a, side), _side(b, side)
    if not ours or not theirs or not all(_is_known(actor) for _, actor in (*ours, *theirs)):
        return None
    short, long = sorted((ours, theirs), key=len)
    answers = [[cast.is_one(one, other) for other in long] for one in short]
    if all(True in row for row in answers):
        return True
    return False if all(answer is False for row in answers for answer in row) else None


def _side(one: Telling, side: _Side) -> list[tuple[str, Actor]]:
    actors: tuple[Actor, ...] = getattr(one.event, side)
    return [(one.report, actor) for actor in actors]


def _same_side(a: Telling, b: Telling, cast: Cast, side: _Side) -> bool | None:
    """Two who are surely two and are named for one deed of one moment are a difference; for what may be two deeds, or
    where one may be the other by another name, they are none.
    """
    found = _all_named(a, b, cast, side)
    if found is not False:
        return found
    if not all(cast.are_two(one, other) for one in _side(a, side) for other in _side(b, side)):
        return None
    other: _Side = "recipients" if side == "actors" else "actors"
    one_deed = share_words(a.sentence, b.sentence) and _all_named(a, b, cast, other) is not False
    return False if one_deed and _of_one_day(a, b) and _tell_it_done(a.event, b.event) else None


def _of_one_day(a: Telling, b: Telling) -> bool:
    """Whether what is told is of one day, or both write on one day of what has none."""
    days = exact_day(a.event.when), exact_day(b.event.when)
    return days[0] == days[1] if all(days) else of_one_moment(a, b)


def _is_known(one: Actor) -> bool:
    return bool(one.wikidata or one.country or any(word[:1].isupper() for word in one.name.split()))


def _who(a: Telling, b: Telling, cast: Cast) -> bool | None:
    return _same_side(a, b, cast, "actors")


def _to_whom(a: Telling, b: Telling, cast: Cast) -> bool | None:
    return _same_side(a, b, cast, "recipients")


def _when(a: Telling, b: Telling, cast: Cast) -> bool | None:
    ours, theirs = exact_day(a.event.when), exact_day(b.event.when)
    if ours is None or theirs is None:
        return None
    if ours == theirs:
        return True
    return False if _speak_of_one_deed(a, b, cast) else None


def _where(a: Telling, b: Telling, cast: Cast) -> bool | None:
    same = same_place(a.event.where, b.event.where)
    if same is False:
        return False if _speak_of_one_deed(a, b, cast) and not _know_both_places(a, b) else None
    return same


def _know_both_places(a: Telling, b: Telling) -> bool:
    """Whether one of two reports names the other's place too: it was at both, or the one is a part of the other."""
    return any(one.event.where and one.event.where.name in other.text for one, other in ((a, b), (b, a)))


def _speak_of_one_deed(a: Telling, b: Telling, cast: Cast) -> bool:
    """Whether two tellings of what is done differ in earnest: their words are of one deed, not of one matter alone."""
    alike = _meet_each_other(a, b, cast) or share_words(a.sentence, b.sentence, _OPPOSED)
    return _tell_it_done(a.event, b.event) and alike


def _tell_it_done(a: Event, b: Event) -> bool:
    return a.factuality.label in _DONE and b.factuality.label in _DONE


def _told(a: Telling, b: Telling, cast: Cast) -> bool | None:
    """Only done or claimed against not done, of one deed with one object, counts; never a plan, a hedge or "according
    to"."""
    labels = {a.event.factuality.label, b.event.factuality.label}
    if not (labels & _CLAIMED and labels & _NOT_DONE) or a.event.type != b.event.type:
        return None
    sides = _all_named(a, b, cast, "actors"), _all_named(a, b, cast, "recipients")
    with_object = sides[1] is True or not (a.event.recipients or b.event.recipients)
    return False if sides[0] is True and with_object and tell_one_deed(a, b, cast) else None


def _counts(a: Telling, b: Telling, _: Cast) -> bool | None:
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


_COMPARISONS: Mapping[ComparedField, Callable[[Telling, Telling, Cast], bool | None]] = MappingProxyType(
    {"who": _who, "to whom": _to_whom, "when": _when, "where": _where, "told": _told, "counts": _counts}
)

"""How many voices tell a thing: distinct wordings, whatever page or lineage prints them, and whom they have it from.

A sentence that two outlets share (a wire's, a tweet, a ministry's notice) is one voice. Forty outlets that each quote
one ministry in their own words are forty wordings and still one voice for the claim: the ministry's.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.linking.casts import Cast
from dateline.linking.tellings import Telling
from dateline.linking.words import normal_words
from dateline.model import Actor

_RUN = 4
"""Words in a row by which wordings are compared."""
_ONE = 0.6
"""Share of the runs of the shorter wording that stand in the other from which both are one."""


def voices(tellers: Sequence[Telling]) -> tuple[tuple[int, ...], ...]:
    """The places of the tellers by voice: those of one lineage, and those that print one wording, are together.

    Two that print one sentence with other numbers are two: what one of them has changed is its own.
    """
    home = list(range(len(tellers)))
    runs = [_runs(one.sentence) for one in tellers]
    numbers = [_numbers(one.sentence) for one in tellers]
    for i in range(len(tellers)):
        for j in range(i):
            if home[i] == home[j]:
                continue
            one_wording = _is_one_wording(runs[i], runs[j]) and not (
                numbers[i] - numbers[j] and numbers[j] - numbers[i]
            )
            if one_wording or tellers[i].lineage == tellers[j].lineage:
                kept, gone = sorted((home[i], home[j]))
                home = [kept if at == gone else at for at in home]
    return tuple(tuple(i for i, at in enumerate(home) if at == one) for one in sorted(set(home)))


def origin(tellers: Sequence[Telling], cast: Cast) -> Actor | None:
    """The one party that every teller has it from; None where one tells it itself, or two name different parties."""
    heard = [[(one.report, voice.speaker) for voice in one.event.said_by] for one in tellers]
    if not heard or not all(heard):
        return None
    for first in heard[0]:
        if all(first in said or any(cast.is_one(first, one) is True for one in said) for said in heard):
            return first[1]
    return None


def is_one_wording(a: str, b: str) -> bool:
    """Whether two stretches are one wording: most of the shorter one's runs of words stand in the other."""
    return _is_one_wording(_runs(a), _runs(b))


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = normal_words(text)
    return frozenset(tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))


def _numbers(text: str) -> frozenset[str]:
    return frozenset(word for word in normal_words(text) if word[:1].isdigit())


def _is_one_wording(a: frozenset[tuple[str, ...]], b: frozenset[tuple[str, ...]]) -> bool:
    return len(a & b) >= _ONE * min(len(a), len(b))

"""What a happening has one number of, a toll or a strength, where two reports of it give other numbers.

Reports of one happening need not say it in the same words: "killing 12", "the toll rose to 14". So here the
number that each report gives near its top for the whole is held against that of the other, whatever its sentence says
besides; what counts a part or another time is left out, and so is a number that the other report gives as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.linking.figures import TIMES, Figure
from dateline.linking.sentences import sentences_of
from dateline.linking.slots import Slot, are_opposite, slot_words
from dateline.linking.wordings import content_words

_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_WORD = re.compile(r"[a-z]+")
_TOP, _OPENING = 10, 3
"""Sentences from the top of a report that give the numbers of its news, and those that say what its news is."""
_SHARED = 3
"""Content words that the two sentences share besides what is counted, those that open their reports among them."""
_STRENGTHS = 0.6
"""What two measurements of one quake may differ by."""


@dataclass(frozen=True)
class _Whole:
    """A number for a whole, with the content words of its sentence and of the first sentences of its report; of a vote,
    of which a report may tell several, with those of its sentence alone.
    """

    slot: Slot
    about: frozenset[str]


def differing_wholes(by_report: Mapping[str, Sequence[Slot]]) -> Iterator[tuple[Slot, Slot]]:
    """Pairs of numbers, of two reports, for one whole; in the order of the reports, of each thing the likest pair."""
    wholes = {name: _wholes_of(slots) for name, slots in by_report.items()}
    for ours, theirs in combinations(by_report, 2):
        for thing in sorted(wholes[ours].keys() & wholes[theirs].keys()):
            pairs = [(a, b) for a in wholes[ours][thing] for b in wholes[theirs][thing] if _differ(a, b)]
            if not pairs:
                continue
            one, other = max(pairs, key=lambda pair: len(pair[0].slot.about & pair[1].slot.about))
            if not (_gives(by_report[theirs], one.slot) or _gives(by_report[ours], other.slot)):
                yield one.slot, other.slot


def _wholes_of(slots: Sequence[Slot]) -> dict[str, list[_Whole]]:
    """The numbers near the top of a report for each whole; none where they differ among themselves."""
    found: dict[str, list[_Whole]] = {}
    if not slots:
        return {}
    report = slots[0].sentence.report
    top = sentences_of(report)[:_TOP]
    opening = frozenset(content_words(" ".join(span.cut(report.text) for span in top[:_OPENING])))
    for one in slots:
        if one.thing not in slot_words()["whole"] or one.sentence.span not in top:
            continue
        if not (one.is_part or _is_of_another_time(one)):
            own = isinstance(one.value, Figure) and one.value.is_fixed
            found.setdefault(one.thing, []).append(_Whole(one, one.about if own else one.about | opening))
    return {
        thing: some
        for thing, some in found.items()
        if not any(are_opposite(a.slot, b.slot) for a, b in combinations(some, 2))
    }


def _is_of_another_time(one: Slot) -> bool:
    words = one.sentence.words
    return bool(_YEAR.search(words)) or not slot_words()["past"].isdisjoint(_WORD.findall(words.casefold()))


def _differ(one: _Whole, other: _Whole) -> bool:
    a, b = one.slot.value, other.slot.value
    if not (isinstance(a, Figure) and isinstance(b, Figure)) or not are_opposite(one.slot, other.slot):
        return False
    if a.is_fixed and one.slot.names - other.about and other.slot.names - one.about:
        return False  # two chambers, two votes
    low, high = sorted((a.low, b.low))
    near = high - low <= _STRENGTHS if one.slot.thing == "magnitude" else high <= TIMES * low
    shared = (one.about & other.about) - slot_words()["speech"] - set(one.slot.thing.split())
    return near and len(shared) >= _SHARED


def _gives(slots: Sequence[Slot], value: Slot) -> bool:
    """Whether a report gives a number that can be the same, wherever it stands; "at least 50" alone gives no 80."""
    return any(
        one.thing == value.thing and not are_opposite(one, value)
        for one in slots
        if isinstance(one.value, Figure) and one.value.high is not None
    )

"""What two reports put against each other: values of one thing that cannot both be, in sentences that say the same.

Two sentences of different reports are held against each other where they share their content words. A value of the one
and a value of the other are of one thing where the words next to them are the same too. What is opposite then is shown;
what is the same, finer, or said of a part is none, and neither is a value that the other report gives as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from dateline.linking.figures import TIMES, Figure
from dateline.linking.identity import same_name
from dateline.linking.lineages import day_of
from dateline.linking.slots import (
    Sentence,
    Slot,
    SlotKind,
    are_opposite,
    are_other_first_names,
    gives_same,
    last_name,
    people_in,
    slot_words,
    slots_of,
)
from dateline.linking.wholes import differing_wholes
from dateline.linking.wordings import alike_pairs, word_vectors
from dateline.model import Coded, Report

_ALIKE = 0.15
"""Least cosine of two sentences that are looked at."""
_SHORT = 0.18
"""Cosine from which one shared word less is enough for a day or a year that stands behind the same word."""
_CLOSE = 0.45
"""Cosine from which two sentences say the same whatever stands next to the values."""
_TWO_THINGS = 3
"""Things that two sentences count differently, from which they count two things: the goals of a month and of a year."""
_YEARS = 3
"""Years of age by which pages of unknown days may differ: one of them may be of a later trial."""
_SAME_NAME, _OTHER_NAMES = 0.2, 1
"""Cosine of two sentences, and names that both give besides, from which one last name in them is one person's."""
_WHOLE = 0.0
"""What stands for the cosine where no sentences are compared: a pair of sentences that says the same goes before."""
_INHABITANTS, _PLACE = "inhabitants", 2
"""What a place has one number of, and the content words of two sentences, a name among them, that are of one place."""
_SHARED, _NEAR = 4, 3
"""Content words that two sentences share, and those that stand next to both values."""


@dataclass(frozen=True)
class Contradiction:
    """Two values of one thing that cannot both be. `alike`: the cosine of their sentences."""

    kind: SlotKind
    thing: str
    a: Slot
    b: Slot
    alike: float


def contradictions(coded: Sequence[Coded], lineage_of: Mapping[str, str]) -> tuple[Contradiction, ...]:
    """The contradictions of a story's reports, the surest first; of each pair of values the likest sentences.

    `lineage_of` maps report ids to lineage ids. Order of the input changes nothing.
    """
    by_id = {one.report.id: one for one in coded}
    by_report = {name: slots_of(by_id[name], lineage_of.get(name, name)) for name in sorted(by_id)}
    by_sentence: dict[Sentence, list[Slot]] = defaultdict(list)
    for slots in by_report.values():
        for one in slots:
            by_sentence[one.sentence].append(one)
    people = [one for name in by_report for one in people_in(by_id[name], lineage_of.get(name, name))]
    found = [
        *_of_ages(by_report),
        *_of_sentences(by_sentence, by_report),
        *_of_names(people),
        *(Contradiction("number", one.thing, one, other, _WHOLE) for one, other in differing_wholes(by_report)),
    ]
    best: dict[tuple[SlotKind, str, frozenset[str]], Contradiction] = {}
    for each in sorted(found, key=lambda one: (-one.alike, one.a.report, one.a.span, one.b.report, one.b.span)):
        best.setdefault((each.kind, each.thing, frozenset((_plain(each.a), _plain(each.b)))), each)
    return tuple(best.values())


def _plain(slot: Slot) -> str:
    if isinstance(slot.value, Figure):
        return f"{slot.value.low} {slot.value.high}"
    return slot.words.casefold()


def _of_ages(by_report: Mapping[str, Sequence[Slot]]) -> Iterator[Contradiction]:
    """One person of two ages: no sentence needs to be like the other."""
    by_last: dict[str, dict[tuple[str, str, object], Slot]] = defaultdict(dict)
    for name, slots in by_report.items():
        for one in slots:
            if one.kind == "age":
                by_last[last_name(one.thing)].setdefault((name, one.thing, one.value), one)
    for ages in by_last.values():
        for one, other in combinations(ages.values(), 2):
            if one.report == other.report or one.value == other.value or not same_name(one.thing, other.thing):
                continue
            given = [
                {v for name, who, v in ages if name == each.report and same_name(who, each.thing)}
                for each in (one, other)
            ]
            if given[0].isdisjoint(given[1]) and _are_of_one_year(one, other):
                yield Contradiction("age", f"age of {one.thing}", one, other, 1.0)


def _are_of_one_year(one: Slot, other: Slot) -> bool:
    """Whether nobody can have grown so much older between the days of two pages; of unknown days, in a few years."""
    days = sorted(day for each in (one, other) if (day := exact_page_day(each.sentence.report)))
    apart = abs(int(str(one.value)) - int(str(other.value)))
    if len(days) < len((one, other)):
        return apart > _YEARS
    return apart > (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days / 365 + 0.5


def exact_page_day(report: Report) -> str | None:
    """The day a report is from, where it is known to the day: what no calendar has, as a record made elsewhere may
    hold, is none."""
    value = (day_of(report) or "")[: len("2023-09-15")]
    try:
        return date.fromisoformat(value).isoformat() if len(value) == len("2023-09-15") else None
    except ValueError:
        return None


def _of_names(people: Sequence[Slot]) -> Iterator[Contradiction]:
    """One last name with two first names, in sentences that say the same of some other name too."""
    by_last: dict[str, dict[str, list[Slot]]] = defaultdict(lambda: defaultdict(list))
    for one in people:
        by_last[last_name(one.thing)][one.thing].append(one)
    for last, by_name in by_last.items():
        given = {name: {one.report for one in slots} for name, slots in by_name.items()}
        for ours, theirs in combinations(sorted(by_name), 2):
            if not are_other_first_names(ours, theirs):
                continue
            like_ours, like_theirs = (
                set().union(*(given[name] for name in given if not are_other_first_names(name, each)))
                for each in (ours, theirs)
            )
            pairs = [
                (a, b)
                for a in by_name[ours]
                for b in by_name[theirs]
                if a.report not in like_theirs and b.report not in like_ours
                if len((a.names & b.names) - {last}) >= _OTHER_NAMES
            ]
            yield from _in_like_sentences(pairs)


def _in_like_sentences(pairs: Sequence[tuple[Slot, Slot]]) -> Iterator[Contradiction]:
    sentences = list(dict.fromkeys(one.sentence for pair in pairs for one in pair))
    alike = {(i, j): value for value, i, j in alike_pairs(word_vectors([one.words for one in sentences]), _SAME_NAME)}
    place = {one: number for number, one in enumerate(sentences)}
    for a, b in pairs:
        i, j = sorted((place[a.sentence], place[b.sentence]))
        if (i, j) in alike:
            yield Contradiction("name", f"name of {a.words.split()[-1]}", a, b, alike[i, j])


def _of_sentences(
    by_sentence: Mapping[Sentence, Sequence[Slot]], by_report: Mapping[str, Sequence[Slot]]
) -> Iterator[Contradiction]:
    sentences = list(by_sentence)
    if not sentences:
        return
    vectors = word_vectors([one.words for one in sentences])
    things = [frozenset((one.kind, one.thing) for one in by_sentence[each] if one.kind != "age") for each in sentences]
    for alike, i, j in alike_pairs(vectors, _ALIKE):
        if things[i].isdisjoint(things[j]) or sentences[i].report.id == sentences[j].report.id:
            continue
        ours, theirs = by_sentence[sentences[i]], by_sentence[sentences[j]]
        opposite = [
            (one, other)
            for one in ours
            for other in theirs
            if one.kind == other.kind != "age" and one.thing == other.thing and are_opposite(one, other)
            if not gives_same(one, theirs) and not gives_same(other, ours)
        ]
        years = [{one.value for one in slots if one.kind == "year"} for slots in (ours, theirs)]
        if sum(one.kind == "number" for one, _ in opposite) >= _TWO_THINGS:
            continue
        if years[0] != years[1]:  # the one may tell of another year: only the years themselves are compared
            opposite = [pair for pair in opposite if pair[0].kind == "year"]
        for one, other in opposite:
            if _are_of_one_thing(one, other, alike) and not _is_told_both_ways(one, other, by_report):
                yield Contradiction(one.kind, one.thing, one, other, alike)


def _are_of_one_thing(one: Slot, other: Slot, alike: float) -> bool:
    shared = one.about & other.about
    if one.thing == _INHABITANTS:
        return len(shared) >= _PLACE and bool(shared & (one.names | other.names))
    if one.sentence.clocks & other.sentence.clocks and (one.kind == "day" or one.thing == "magnitude"):
        return one.thing == other.thing
    anchored = one.kind != "number" and _anchored(one, other) > 0 and len(one.near & other.near) >= _NEAR - 1
    if len(shared) < _SHARED - (anchored and alike >= _SHORT) and alike < _CLOSE:
        return False
    if one.kind == "number":
        return _count_one_thing(one, other, alike)
    alone = len(one.sentence.times) == len(other.sentence.times) == 1
    return _anchored(one, other) > 0 or (alike >= _CLOSE and alone)


def _count_one_thing(one: Slot, other: Slot, alike: float) -> bool:
    a, b = one.value, other.value
    if not (isinstance(a, Figure) and isinstance(b, Figure)) or (a.unit, a.noun, a.deed) != (b.unit, b.noun, b.deed):
        return False
    if one.is_part != other.is_part or _name_others(one, other):
        return False
    if a.noun and max(a.low, b.low) > TIMES * min(a.low, b.low):
        return False
    near = (one.near & other.near) - {a.noun, a.unit, a.deed}
    if alike >= _CLOSE:
        return bool(near)
    return len(near) + bool(a.deed) >= _NEAR and (bool(a.noun) or _anchored(one, other) > 0)


def _name_others(one: Slot, other: Slot) -> bool:
    """Whether each sentence has names that the other does not have; of what is counted those next to it matter."""
    if isinstance(one.value, Figure) and one.value.noun and one.names_near & other.names_near:
        return bool(one.names_near - other.about and other.names_near - one.about)
    return bool(one.names - other.about and other.names - one.about)


def _anchored(one: Slot, other: Slot) -> int:
    """On how many sides the next content word is the same, words of speech aside; beside a day a name is none: whoever
    acts on two days does two things.
    """
    count = 0
    for ours, theirs in ((one.before, other.before), (one.behind, other.behind)):
        if ours and theirs and ours[0].stem == theirs[0].stem and ours[0].stem not in slot_words()["speech"]:
            count += not (one.kind == "day" and ours[0].printed[:1].isupper())
    return count


def _is_told_both_ways(one: Slot, other: Slot, by_report: Mapping[str, Sequence[Slot]]) -> bool:
    """Whether one of the reports gives the other's value too, of the same thing by the words next to it."""
    return any(
        _is_alike(value, each)
        for value, report in ((one, other.report), (other, one.report))
        for each in by_report[report]
        if each is not value and each.kind == value.kind
    )


def _is_alike(value: Slot, each: Slot) -> bool:
    if isinstance(value.value, Figure) and isinstance(each.value, Figure):
        return each.value.may_repeat(value.value)
    return not are_opposite(value, each) and len(value.about & each.about) >= _SHARED

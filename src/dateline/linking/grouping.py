"""Which tellings of one story are one happening: pairs are weighed (`likeness.py`), then the likeliest are joined.

Two groups are joined where the likeliest pairs of their reports are likely on the mean, so that no chain of look-alikes
leads from one thing to another, and where nothing forbids it. Pages that print the same words speak with one voice. A
report may tell a thing twice, in its headline and again below; that needs more than a join of two reports does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, product
from typing import TypeVar

from scipy import sparse

from dateline.linking.casts import Cast, best_likeness, names_another
from dateline.linking.identity import days_between
from dateline.linking.likeness import Cosines, Standing, describe, points_back, probability_of
from dateline.linking.meetings import join_meetings
from dateline.linking.mentions import Mention, mentions
from dateline.linking.tellings import Telling, tellings
from dateline.linking.wordings import alike_pairs, content_words, word_vectors
from dateline.linking.words import normal_words
from dateline.model import Coded
from dateline.tables import shipped

SAME = 0.58
"""Mean probability from which the events of two reports are one happening."""
FOLDED = 0.72
"""The same where one report tells both."""
TAKEN_UP = 0.66
"""The same where the second takes up the first: "the attack"."""
_COMPARED = 0.08
"""Least cosine of two clauses that are compared at all, where they share neither day nor party."""
_CROWD, _PARTY = 400, 60
"""Events of one type and day, and of one class and party, up to which all pairs are compared."""
_NEAR, _WEEK, _MONTH = 2, 7, 31
"""Days by which two tellings of one thing may differ; by a week where a weekday was counted from another, by a month
where one of them tells no day but a month or a year: "in 2009"."""
_AT_ONCE = 3
"""Days between reports up to which they are of one time."""
_SPOKEN = 0.9
"""Cosine from which clauses are one sentence, whatever was read into it."""
_SENTENCE = 3
"""Content words from which an equal clause says that it is one sentence."""
_PEERS = 20
"""Members of a group, the first by report and id, that are asked when it is joined."""
Key = TypeVar("Key")


class Comparison:
    """All tellings of a story, ready to be compared by pairs."""

    def __init__(self, told: Sequence[Telling], coded: Sequence[Coded], cast: Cast) -> None:
        self.mentions = mentions(told, coded, cast)
        self.clauses = word_vectors([one.words for one in told])
        self._rows = [
            _as_rows(matrix)
            for matrix in (
                self.clauses,
                word_vectors([one.around for one in self.mentions]),
                word_vectors([one.names for one in self.mentions]),
            )
        ]
        self._known: dict[tuple[int, int], float] = {}
        self._of_type: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, one in enumerate(self.mentions):
            self._of_type[one.telling.report, one.telling.event.type].append(index)
        self._closest: dict[tuple[int, str], int] = {}

    def cosines(self, i: int, j: int) -> Cosines:
        """How alike clauses, texts and names of two tellings are."""
        clauses, texts, names = (_dot(rows[i], rows[j]) for rows in self._rows)
        return clauses, texts, names

    def standing(self, i: int, j: int) -> Standing:
        """How two tellings stand among those of their type in their reports: whether each is the other's likest."""
        a, b = self.mentions[i].telling, self.mentions[j].telling
        if a.report == b.report or a.event.type != b.event.type:
            return "apart"
        if len(self._of_type[a.report, a.event.type]) == len(self._of_type[b.report, b.event.type]) == 1:
            return "only ones"
        best = (self._likest(i, b.report) == j) + (self._likest(j, a.report) == i)
        return "likest" if best == 2 else "likest one way" if best else "others likelier"

    def _likest(self, i: int, report: str) -> int:
        """Of the tellings of a report those of the same type: the one that is most like this one."""
        key = i, report
        if key not in self._closest:
            found = self._of_type[report, self.mentions[i].telling.event.type]
            self._closest[key] = max(found, key=lambda j: (round(sum(self.cosines(i, j)), 9), -j))
        return self._closest[key]

    def probability(self, i: int, j: int) -> float:
        """How likely two tellings are of one happening; 0 where something forbids it."""
        pair = (i, j) if i < j else (j, i)
        if pair not in self._known:
            self._known[pair] = self._weigh(*pair)
        return self._known[pair]

    def _weigh(self, i: int, j: int) -> float:
        a, b = self.mentions[i], self.mentions[j]
        if not class_fits(a, b):
            return 0.0
        alike = self.cosines(i, j)
        return 0.0 if _cannot_be_one(a, b, alike[0]) else probability_of(a, b, alike, self.standing(i, j))


def _as_rows(matrix: sparse.csr_matrix) -> list[dict[int, float]]:
    bounds = zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True)
    return [
        dict(zip(matrix.indices[a:b].tolist(), matrix.data[a:b].tolist(), strict=True)) for a, b in bounds
    ]  # fmt: skip


def _dot(ours: Mapping[int, float], theirs: Mapping[int, float]) -> float:
    short, long = (ours, theirs) if len(ours) <= len(theirs) else (theirs, ours)
    return round(sum(value * long[column] for column, value in short.items() if column in long), 9)


def _cannot_be_one(a: Mention, b: Mention, alike: float) -> bool:
    """Whether something forbids it. One sentence that two reports of one time print is one thing, whatever was read."""
    if a.telling.report == b.telling.report and _told_apart(a, b):
        return True
    return (_is_another(a, b) or _is_of_another_day(a, b)) and not _print_one_sentence(a, b, alike)


def _print_one_sentence(a: Mention, b: Mention, alike: float) -> bool:
    """Whether two reports of one time print one sentence; a bare "summit" of two years is none."""
    if alike < _SPOKEN or a.telling.report == b.telling.report or _published_apart(a, b):
        return False
    return min(len(content_words(one.telling.words)) for one in (a, b)) >= _SENTENCE


def class_fits(a: Mention, b: Mention) -> bool:
    """Whether two events can be one by their types: of one type or family, or of one quad class by the same word."""
    one, other = a.telling.event, b.telling.event
    if one.type == other.type or frozenset((one.type, other.type)) in _families():
        return True
    return bool(one.quad and one.quad == other.quad and a.word and a.word == b.word)


@cache
def _families() -> frozenset[frozenset[str]]:
    """Types that one happening may be told as (tables/families.tsv)."""
    rows = shipped("dateline.linking", "tables/families.tsv", ("type", "other"))
    return frozenset(frozenset((row["type"], row["other"])) for row in rows)


def _is_another(a: Mention, b: Mention) -> bool:
    """Whether two tellings contradict each other in what reports seldom get wrong."""
    ordinals = [{c.low for c in one.telling.event.counts if c.kind == "ordinal"} for one in (a, b)]
    if all(ordinals) and not ordinals[0] & ordinals[1]:
        return True
    if a.telling.event.nary or b.telling.event.nary:
        return names_another(a.sides, b.sides)
    return best_likeness(a.who, b.who) == "other" and best_likeness(a.whom, b.whom) == "other"


def _is_of_another_day(a: Mention, b: Mention) -> bool:
    """Whether the told days are too far apart. Days a week apart are a slip only in reports of one time: who protests
    every Tuesday protests often."""
    if a.day is not None and b.day is not None:
        gap = abs(a.day - b.day)
        return gap > _NEAR and (gap != _WEEK or _published_apart(a, b))
    if days_between(a.telling.event.when, b.telling.event.when) > _MONTH:
        return True
    numbers = [number for one in (a, b) if (number := _weekday_of(one)) is not None]
    gap = abs(numbers[0] - numbers[-1]) if len(numbers) > 1 else 0
    return min(gap, _WEEK - gap) > _NEAR


def _weekday_of(one: Mention) -> int | None:
    """Monday 1 to Sunday 7."""
    return (one.day - 1) % _WEEK + 1 if one.day is not None else one.weekday


def _published_apart(a: Mention, b: Mention) -> bool:
    return a.published is not None and b.published is not None and abs(a.published - b.published) > _AT_ONCE


def _told_apart(a: Mention, b: Mention) -> bool:
    """Whether one report tells two things: in one clause, or the second as a new one."""
    one_clause = a.telling.event.evidence.overlaps(b.telling.event.evidence)
    return one_clause or _tells_anew(a) != _tells_anew(b)


def _tells_anew(one: Mention) -> bool:
    return not _anew_words().isdisjoint(normal_words(one.telling.words))


@cache
def _anew_words() -> frozenset[str]:
    """Words that tell a thing from an earlier one of its kind (tables/anew_words.tsv)."""
    return frozenset(row["word"] for row in shipped("dateline.linking", "tables/anew_words.tsv", ("word",)))


def pair_features(
    coded: Sequence[Coded], lineage_of: Mapping[str, str], places: Sequence[tuple[tuple[str, int], tuple[str, int]]]
) -> Iterator[Mapping[str, float]]:
    """What is known of pairs of events among all of one story, for training; a place is (report id, trigger's start).

    Raises KeyError where no event has its trigger there.
    """
    told = tellings(coded, lineage_of)
    comparison = Comparison(told, coded, Cast(coded))
    at = {(one.report, one.event.trigger.start): index for index, one in enumerate(told)}
    for first, second in places:
        i, j = at[first], at[second]
        a, b = comparison.mentions[i], comparison.mentions[j]
        yield dict(describe(a, b, comparison.cosines(i, j), comparison.standing(i, j)))


def group_tellings(comparison: Comparison) -> list[list[int]]:
    """The tellings of each happening, by their places, sorted. Every telling is in one group."""
    grouping = _Grouping(comparison, _voices([one.telling for one in comparison.mentions]))
    for _, i, j in _links(comparison, sorted(grouping.members)):
        grouping.join_if_likely(i, j)
    groups = [[index for voice in group for index in grouping.heard[voice]] for group in grouping.groups()]
    return join_meetings(groups, comparison.mentions)


def _voices(told: Sequence[Telling]) -> dict[int, list[int]]:
    """Tellings that print the same words in one lineage, by the first of them: whatever day a false date makes them
    count from, they are one. What the same outlet prints of another week, with other numbers, is another edition."""
    found: dict[tuple[str, str, tuple[str, ...]], list[list[int]]] = defaultdict(list)
    for index, one in enumerate(told):
        editions = found[one.lineage, one.event.type, content_words(one.words)]
        home = next((each for each in editions if _one_edition(told, each, one)), None)
        if home is None:
            editions.append([index])
        else:
            home.append(index)
    return {group[0]: group for editions in found.values() for group in editions}


def _one_edition(told: Sequence[Telling], edition: Sequence[int], one: Telling) -> bool:
    if any(told[index].report == one.report for index in edition):
        return False
    first = told[edition[0]]
    days = {each.event.when.value for each in (first, one) if each.event.when is not None}
    return len(days) < 2 or _numbers(first.text) == _numbers(one.text)


def _numbers(text: str) -> frozenset[str]:
    return frozenset(word for word in normal_words(text) if word.isdigit())


class _Grouping:
    """Voices on their way to groups. `heard`: the tellings of each voice; `members`: the voices of each group."""

    def __init__(self, comparison: Comparison, heard: Mapping[int, Sequence[int]]) -> None:
        self._comparison = comparison
        self.heard = heard
        self.home = {voice: voice for voice in heard}
        self.members = {voice: [voice] for voice in heard}
        told = [one.telling for one in comparison.mentions]
        self._reports = {voice: {told[index].report for index in found} for voice, found in heard.items()}

    def groups(self) -> list[list[int]]:
        """The voices of each group."""
        return list(self.members.values())

    def join_if_likely(self, i: int, j: int) -> None:
        """Makes one group of those of two voices, if they are one happening on the mean of their pairs."""
        one, other = sorted((self.home[i], self.home[j]))
        if one == other:
            return
        least = FOLDED if self._reports[one] & self._reports[other] else SAME
        if len(self.members[one]) == len(self.members[other]) == 1 and points_back(*self._marks(i, j)):
            least = TAKEN_UP
        if self._mean(one, other) < least:
            return
        self.members[one].extend(self.members.pop(other))
        self._reports[one] |= self._reports.pop(other)
        for voice in self.members[one]:
            self.home[voice] = one

    def _mean(self, one: int, other: int) -> float:
        """The mean over pairs of reports, each speaking by its likeliest pair; 0 where a pair is forbidden."""
        best: dict[tuple[str, str], float] = {}
        for a, b in product(sorted(self.members[one])[:_PEERS], sorted(self.members[other])[:_PEERS]):
            value = self._comparison.probability(a, b)
            if value == 0.0:
                return 0.0
            reports = self._report(a), self._report(b)
            best[reports] = max(best.get(reports, 0.0), value)
        return sum(best.values()) / len(best)

    def _marks(self, i: int, j: int) -> tuple[Mention, Mention]:
        return self._comparison.mentions[i], self._comparison.mentions[j]

    def _report(self, voice: int) -> str:
        return self._comparison.mentions[voice].telling.report


def _links(comparison: Comparison, voices: Sequence[int]) -> list[tuple[float, int, int]]:
    """Pairs of voices that are likely enough, the likeliest first; before all others those in which a report takes up
    its own words ("the attack"): what such a noun is told of beside other reports is what its own report tells."""
    marks = comparison.mentions
    pairs = sorted(pair for pair in _candidates(comparison, voices) if class_fits(marks[pair[0]], marks[pair[1]]))
    links = ((round(comparison.probability(i, j), 9), i, j) for i, j in pairs)

    def order(link: tuple[float, int, int]) -> tuple[bool, float, int, int]:
        value, i, j = link
        return not (value >= TAKEN_UP and points_back(marks[i], marks[j])), -value, i, j

    return sorted((link for link in links if link[0] >= SAME), key=order)


def _candidates(comparison: Comparison, voices: Sequence[int]) -> set[tuple[int, int]]:
    """Pairs that share words, or type and day, or class and party: translations and rewritings may share no word; and
    what takes up an act."""
    found = {(voices[i], voices[j]) for _, i, j in alike_pairs(comparison.clauses[list(voices)], _COMPARED)}
    days: dict[tuple[str, int], list[int]] = defaultdict(list)
    parties: dict[tuple[int, str], list[int]] = defaultdict(list)
    for voice in voices:
        one = comparison.mentions[voice]
        for number in _weekdays(one):
            days[one.telling.event.type, number].append(voice)
        for key in sorted({party.key for party in one.sides if party.kind != "described"}):
            parties[one.telling.event.quad, key].append(voice)
    return found | set(_pairs_of(days, _CROWD)) | set(_pairs_of(parties, _PARTY)) | set(_taken_up(comparison, voices))


def _taken_up(comparison: Comparison, voices: Sequence[int]) -> Iterator[tuple[int, int]]:
    """What takes up an earlier act of its report, with all that it may take up: the two often share no word."""
    of_report: dict[tuple[str, str], list[int]] = defaultdict(list)
    for voice in voices:
        one = comparison.mentions[voice].telling
        of_report[one.report, one.event.type].append(voice)
    marks = comparison.mentions
    return ((i, j) for i, j in _pairs_of(of_report, _PARTY) if points_back(marks[i], marks[j]))


def _weekdays(one: Mention) -> tuple[int, ...]:
    """What the day of a mention is found by: the day, and its weekday, under which one stands that is open."""
    if one.weekday is not None:
        return (one.weekday,)
    return () if one.day is None else (one.day, (one.day - 1) % 7 + 1)


def _pairs_of(crowds: Mapping[Key, Sequence[int]], most: int) -> Iterator[tuple[int, int]]:
    for crowd in crowds.values():
        if len(crowd) <= most:
            yield from combinations(crowd, 2)

"""The few sentences that a brief opens with: printed whole, each from the source that tells its part best.

The sentences of all sources are compared. The first is the one near the top of its report that says most of what the
others say too, the next add to it what the sources share besides. A sentence that leans on the one before it ("But he
…") is not printed alone, since a reader would not know who "he" is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dateline.exporting.brief_evidence import BriefEvidence
from dateline.exporting.lines import Day, LeadLine
from dateline.exporting.phrases import day, leaning, pointing
from dateline.linking.sentences import sentences_of
from dateline.linking.wordings import content_words, word_vectors
from dateline.model import Coded, Exhibit, Report, Span, Story

MOST = 5
"""Sentences of a lead."""
_SHORTEST, _LONGEST = 7, 60
"""Words of a sentence that is printed."""
_OPENING = 4
"""Sentences from the top of a report among which the first one is looked for."""
_TELLS_TOO = 0.45
"""Cosine from which another source's sentence tells the same, where both give what the sentence is about."""
_REPEATS, _REWORDS = 0.35, 0.27
"""Share of the content words of a sentence that stand in those printed before, and cosine with one of them, from which
it says nothing new."""
_STRANGER = 0.15
"""What each person costs whom a sentence calls by the last name before anybody has introduced them."""
_ABOUT = 0.07
"""Least cosine with the rest of the lead of a sentence that is about the same thing."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_END = re.compile(r"[.!][\"”’')\]]*$")
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|our|Our|us|my|My|me)\b")
_CHROME = re.compile(r"https?://|www\.|@\w|©")
_RUN_IN = re.compile(r"[a-z] (?:A|An|The) [a-z]")
"""A line without a stop that runs into the next one: a caption, a heading."""
_QUOTES = str.maketrans("“”„«»", '"""""')


@dataclass(frozen=True)
class _Sentence:
    """A sentence with its place among those of its report."""

    coded: Coded
    lineage: str
    span: Span
    place: int

    @property
    def report(self) -> Report:
        """The report that prints it."""
        return self.coded.report

    @cached_property
    def words(self) -> str:
        """As it is printed."""
        return self.span.cut(self.report.text)

    @cached_property
    def content(self) -> frozenset[str]:
        """Its content words."""
        return frozenset(content_words(self.words))

    @cached_property
    def facts(self) -> float:
        """What a reader learns: a deed that is told as one, its sides, a day, a place; comment has none of these."""
        coding = self.coded.coding
        deeds = [
            one
            for one in coding.events
            if self.span.contains(one.trigger) and one.factuality.label in ("happened", "ongoing", "planned")
        ]
        sides = any(one.actors and (one.recipients or one.nary) for one in deeds)
        dated = any(self.span.contains(one.span) and one.earliest for one in coding.times)
        placed = any(self.span.contains(one.span) for one in coding.places)
        return 0.04 * bool(deeds) + 0.04 * sides + 0.08 * dated + 0.03 * placed

    @cached_property
    def shortened(self) -> frozenset[str]:
        """The people whom it calls by a part of their name alone, by full name."""
        return frozenset(
            one.name
            for one in self.coded.coding.entities
            if one.kind == "person" and one.name
            for mention in one.mentions
            if self.span.contains(mention) and mention.cut(self.report.text).split()[-1] == one.name.split()[-1]
            if len(one.name.split()) < 2 or one.name.split()[0] not in self.words
        )

    @cached_property
    def stands_alone(self) -> bool:
        """Whether it can be printed without the one before it, and no "yesterday" in it is of a day nobody knows."""
        own = [time for time in self.coded.coding.times if self.span.contains(time.span)]
        open_days = leaning()["day"]
        if any(one.earliest is None and one.span.cut(self.report.text).casefold() in open_days for one in own):
            return False
        return stands_alone(self.words)


def stands_alone(words: str) -> bool:
    """Whether a sentence can be printed by itself: whole, of a usual length, and leaning on none before it."""
    count = len(words.split())
    if not _SHORTEST <= count <= _LONGEST or not _END.search(words) or _CHROME.search(words):
        return False
    if not (words[0].isupper() or words[0].isdigit()) or not _is_balanced(words) or _RUN_IN.search(words):
        return False
    outside = re.sub(r'"[^"]*"', " ", words.translate(_QUOTES))
    return not (_FIRST_PERSON.search(outside) or _leans(outside))


def _is_balanced(words: str) -> bool:
    straight = words.translate(_QUOTES)
    return (
        straight.count('"') % 2 == 0 and words.count("(") == words.count(")") and words.count("[") == words.count("]")
    )


def _leans(words: str) -> bool:
    found = list(_WORD.finditer(words))
    if not found or found[0].group().casefold() in leaning()["first"] or found[-1].group().casefold() in pointing():
        return True
    if any(phrase in words.casefold() for phrase in leaning()["phrase"]):
        return True
    for number, match in enumerate(found):
        if match.group().casefold().split("’")[0].split("'")[0] in leaning()["pronoun"]:
            before = [each.group() for each in found[:number]]
            return not any(word[0].isupper() for word in before[1:]) and not (before and _may_be_name(before[0]))
    return False


def _may_be_name(word: str) -> bool:
    """Whether the first word of a sentence can be a name: no function word, no word that is common in lower case."""
    return bool(content_words(word)) and word[0].isupper()


def lead(story: Story, evidence: BriefEvidence) -> tuple[LeadLine, ...]:
    """At most five sentences, in the order to print them; none where no sentence stands alone."""
    every = _sentences(evidence)
    if not every:
        return ()
    chooser = _Chooser(every, [one for one in (story.title, *(r.title for r in evidence.reports.values())) if one])
    chosen = chooser.choose()
    return tuple(_line(each, chooser, story, evidence) for each in chosen)


def _sentences(evidence: BriefEvidence) -> list[_Sentence]:
    lineage_of = {name: line.id for line in evidence.ranked for name in line.reports}
    found: list[_Sentence] = []
    for name in sorted(evidence.reports, key=lambda each: evidence.order.get(each, 0)):
        report = evidence.reports[name]
        if report.language == "en":
            found.extend(
                _Sentence(evidence.coded[name], lineage_of.get(name, name), span, place)
                for place, span in enumerate(sentences_of(report))
            )
    return found


class _Chooser:
    """The sentences with how much each says of what the other sources say."""

    def __init__(self, every: Sequence[_Sentence], titles: Sequence[str]) -> None:
        self.every = every
        vectors = word_vectors([*(one.words for one in every), *titles])
        self.vectors, heads = vectors[: len(every)], vectors[len(every) :]
        self.lineages = sorted({one.lineage for one in every})
        self.shared = self._shared()
        self.titled: NDArray[np.float64] = (
            np.asarray((self.vectors @ heads.T).mean(axis=1)).ravel() if heads.shape[0] else np.zeros(len(every))
        )

    def alike(self, index: int) -> NDArray[np.float64]:
        """The cosine of one sentence with every other."""
        return np.asarray((self.vectors @ self.vectors[index].T).todense()).ravel()

    def _shared(self) -> NDArray[np.float64]:
        """For each sentence the mean over the other sources of the likest sentence there."""
        own = np.array([self.lineages.index(one.lineage) for one in self.every])
        total = np.zeros(len(self.every))
        for number in range(len(self.lineages)):
            block = self.vectors @ self.vectors[own == number].T
            best = np.asarray(block.max(axis=1).todense()).ravel()
            total += np.where(own == number, 0.0, best)
        return total / max(1, len(self.lineages) - 1)

    def weight(self, index: int) -> float:
        """How much speaks for a sentence, whatever else is printed: what others share, the headlines, its place."""
        one = self.every[index]
        early = 1.0 / (1.0 + 0.35 * one.place)
        return float(1.4 * self.shared[index] + 0.8 * self.titled[index] + 0.2 * early + one.facts)

    def _opens(self, index: int) -> float:
        one = self.every[index]
        return self.weight(index) + one.facts + 0.25 / (1.0 + one.place) - _STRANGER * len(one.shortened)

    def choose(self) -> list[int]:
        """The chosen, the first one first."""
        able = [index for index, one in enumerate(self.every) if one.stands_alone]
        top = [index for index in able if self.every[index].place < _OPENING] or able
        if not top:
            return []
        chosen = [max(top, key=lambda index: (self._opens(index), -index))]
        while len(chosen) < MOST:
            following = self._next(able, chosen)
            if following is None:
                break
            chosen.append(following)
        return [chosen[0], *sorted(chosen[1:], key=lambda index: (self.every[index].place, -self.weight(index)))]

    def _next(self, able: Sequence[int], chosen: Sequence[int]) -> int | None:
        said = frozenset().union(*(self.every[index].content for index in chosen))
        about = np.asarray(self.vectors @ self.vectors[list(chosen)].sum(axis=0).T).ravel() / len(chosen)
        close = np.asarray((self.vectors @ self.vectors[list(chosen)].T).max(axis=1).todense()).ravel()
        chosen_ones = [self.every[index] for index in chosen]
        best: tuple[float, int] | None = None
        for index in able:
            one = self.every[index]
            again = len(one.content & said) / max(1, len(one.content))
            if index in chosen or again > _REPEATS or about[index] < _ABOUT or close[index] > _REWORDS:
                continue
            value = self.weight(index) + about[index] - 0.5 * again - _STRANGER * strangers(one, chosen_ones)
            if best is None or value > best[0]:
                best = (value, index)
        return best[1] if best else None


def strangers(one: _Sentence, before: Sequence[_Sentence]) -> int:
    """How many people a sentence calls by their last name whom no sentence before it has named in full."""
    return sum(not any(name.split()[-1] in other.words for other in before) for name in one.shortened)


def _line(index: int, chooser: _Chooser, story: Story, evidence: BriefEvidence) -> LeadLine:
    one = chooser.every[index]
    alike = chooser.alike(index)
    also = {
        chooser.every[other].lineage
        for other in np.flatnonzero(alike >= _TELLS_TOO).tolist()
        if chooser.every[other].lineage != one.lineage
    }
    told = tuple(
        happening.id
        for happening in story.happenings
        if any(
            report == one.report.id
            and (report, event) in evidence.events
            and one.span.contains(evidence.events[report, event].trigger)
            for report, event in happening.events
        )
    )
    letters = evidence.sources([one.lineage])
    return LeadLine(
        words=evidence.words(Exhibit(one.report.id, one.span)),
        sources=letters,
        also=tuple(each for each in evidence.sources(also) if each not in letters),
        days=_days(one),
        happenings=told,
    )


def _days(one: _Sentence) -> tuple[Day, ...]:
    """The days that its words mean and do not spell out."""
    found = [
        spoken
        for time in one.coded.coding.times
        if one.span.contains(time.span) and time.earliest and time.earliest == time.latest
        if time.anchor and (spoken := day(time.earliest))
    ]
    return tuple(dict.fromkeys(found))

"""The few sentences that a brief opens with: printed whole, each from the source that tells its part best.

The sentences of all sources are compared. The first is the one near the top of its report that says most of what the
others say too, the next add to it what the sources share besides. A sentence that leans on the one before it ("But he
…") is not printed alone, since a reader would not know who "he" is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.exporting.brief_anchor import anchor_of
from dateline.exporting.brief_evidence import BriefEvidence
from dateline.exporting.brief_sentence import LeadSentence
from dateline.exporting.brief_subject import Subject
from dateline.exporting.lines import Day, LeadLine
from dateline.exporting.phrases import day, leaning
from dateline.linking.wordings import content_words, word_vectors
from dateline.model import Exhibit, Story

_LOWER = re.compile(r"\b[a-z]{2,}\b")
MOST = 5
"""Sentences of a lead."""
_OPENING = 4
"""Sentences from the top of a report among which the first one is looked for."""
_TELLS_TOO = 0.45
"""Cosine from which another source's sentence tells the same, where both give what the sentence is about."""
_REPEATS, _REWORDS = 0.5, 0.27
"""Share of a sentence that stands in those printed before, and cosine with one of them, from which it says nothing new.
"""
_KNOWN, _ALL_KNOWN = 0.8, 0.66
"""The same of what it says of the story; and where the lead is long enough without it."""
_AS_CLOSE, _HALF_KNOWN, _SAME_ACTS = 0.78, 0.45, 0.35
"""Closeness to what the story is about, as a share of the first sentence's, and share of what it says of the story that
is known, from which a sentence tells the same news once more: who says so much of the whole says what the first one
said, whatever the words. The share where its acts are happenings that lines before it told.
"""
_OPENS_KNOWN, _OPENS_CLOSE = 0.38, 0.75
"""The first two for a sentence that opens another report, and so most likely with the same news."""
_ABOUT, _SHARED, _MOST_SHARED = 2.2, 0.6, 0.6
"""What it is worth to be about what the story is about, and to say what others say; how much of that counts."""
_EARLY, _ANCHOR = 0.25, 0.15
"""What it is worth to stand at the top of a report, and to tell the happening that the story is about."""
_BACKGROUND, _POINTS = 0.5, 0.4
"""What it costs to tell of long before, and to open with a noun ("The device …") of which nothing was told."""
_TOLD_BY, _MOST_TELL = 0.06, 3
"""What each further source is worth that tells it too, and how many of them count."""
_ALSO = 0.3
"""Cosine from which another source has it too, in part."""
_HARDLY = 0.15
"""What a sentence may be worth less than another of the same words, where more pages print it."""
_FAR, _LOW = 8, 4
"""Sentences from the top of a report behind which what nobody else tells is an aside; the same of a lead that is long
enough without it."""
_HEADS = 3
"""The place from which sentences of a report tell what its first ones do not."""
_LEAST, _LOOSE = 3, 1.3
"""Sentences below which a lead may tell more of the same again, and how much more."""
_STRANGER = 0.3
"""What each person costs whom a sentence calls by the last name before anybody has introduced them."""
_OFF, _OFF_ALONE = 0.35, 0.5
"""Share of the closeness of the first sentence below which another is about something else: where another source has it
too, and where none has."""


def lead(story: Story, evidence: BriefEvidence) -> tuple[LeadLine, ...]:
    """At most five sentences, in the order to print them; none where no sentence stands alone."""
    every = _sentences(evidence)
    if not every:
        return ()
    chooser = _Chooser(every, story, evidence)
    return tuple(_line(each, chooser, evidence) for each in chooser.choose())


def _sentences(evidence: BriefEvidence) -> list[LeadSentence]:
    lineage_of = {name: line.id for line in evidence.ranked for name in line.reports}
    found: list[LeadSentence] = []
    for name in sorted(evidence.reports, key=lambda each: evidence.order.get(each, 0)):
        report = evidence.reports[name]
        if report.language == "en":
            found.extend(
                LeadSentence(evidence.coded[name], lineage_of.get(name, name), span, place)
                for place, span in enumerate(evidence.sentences[name])
            )
    return found


def _titles(evidence: BriefEvidence) -> dict[str, list[str]]:
    """The headlines of each lineage."""
    titles: dict[str, list[str]] = defaultdict(list)
    for line in evidence.ranked:
        reports = (evidence.reports[name] for name in line.reports)
        titles[line.id].extend(one.title for one in reports if one.title and one.language == "en")
    return titles


class _Chooser:
    """The sentences with how much each says of what the story is about and of what the other sources say."""

    def __init__(self, every: Sequence[LeadSentence], story: Story, evidence: BriefEvidence) -> None:
        self.every = every
        self.at = {(one.report.id, one.place): one for one in every}
        self.headline = story.title
        self.named = frozenset(content_words(story.title))
        self.common = frozenset(_LOWER.findall(" ".join(one.words for one in every)))
        self.subject = Subject(every, _titles(evidence))
        self.close: list[float] = [self.subject.closeness(one.content, one.lineage) for one in every]
        self.vectors = word_vectors([one.words for one in every])
        self.lineages = sorted({one.lineage for one in every})
        best = self._best_of_others()
        self.shared: NDArray[np.float64] = best.sum(axis=0) / max(1, len(self.lineages) - 1)
        self.told_by: NDArray[np.int64] = (best >= _ALSO).sum(axis=0)
        self.happenings = [tuple(_tell(one, story, evidence)) for one in every]
        anchor = anchor_of(story, evidence, self.subject.closeness)
        self.anchored = [anchor is not None and anchor.id in told for told in self.happenings]

    def alike(self, index: int) -> NDArray[np.float64]:
        """The cosine of one sentence with every other."""
        return np.asarray((self.vectors @ self.vectors[index].T).todense()).ravel()

    def _best_of_others(self) -> NDArray[np.float64]:
        """For each other source (rows) and sentence the cosine of the likest sentence there; 0 of its own source."""
        own = np.array([self.lineages.index(one.lineage) for one in self.every])
        rows = []
        for number in range(len(self.lineages)):
            best = (self.vectors @ self.vectors[own == number].T).max(axis=1).toarray().ravel()
            rows.append(np.where(own == number, 0.0, best))
        return np.array(rows)

    def weight(self, index: int, said: frozenset[str] = frozenset()) -> float:
        """How much speaks for a sentence where lines before it told the words `said`: what the story is about, what
        other sources say too, its place. Behind the first line the first sentences of reports are no better than the
        next ones: they tell the same news once more.
        """
        one = self.every[index]
        about = _ABOUT * (self.subject.closeness(one.content, one.lineage, said) if said else self.close[index])
        shared = _SHARED * min(float(self.shared[index]), _MOST_SHARED)
        told = _TOLD_BY * min(int(self.told_by[index]), _MOST_TELL)
        early = _EARLY / (1.0 + 0.35 * (max(one.place, _HEADS) if said else one.place))
        return about + shared + told + early + one.facts - _BACKGROUND * one.is_background

    def _opens(self, index: int) -> float:
        one = self.every[index]
        points = bool(one.pointed_at) and not one.pointed_at & self.named
        strangers = sum(name.split()[-1] not in self.headline for name in one.shortened)
        lacks = _STRANGER * strangers + _POINTS * points
        return self.weight(index) + one.facts + _ANCHOR * self.anchored[index] - lacks

    def choose(self) -> list[int]:
        """The chosen, the first one first."""
        able = [
            index
            for index, one in enumerate(self.every)
            if one.stands_alone and not one.begins_in_capitals(self.common)
        ]
        able = [index for index in able if not self._is_of_another(self.every[index], [])] or able
        top = [index for index in able if self.every[index].place < _OPENING] or able
        if not top:
            return []
        chosen = [self._as_most_pages_have_it(max(top, key=lambda index: (self._opens(index), -index)), top)]
        while len(chosen) < MOST:
            following = self._next(able, chosen, 1.0)
            if following is None and len(chosen) < _LEAST:
                following = self._next(able, chosen, _LOOSE)
            if following is None:
                break
            chosen.append(following)
        return self._in_order(chosen)

    def _as_most_pages_have_it(self, best: int, top: Sequence[int]) -> int:
        """Of sentences that tell what the best one tells, and hardly worse, that of the source with most pages."""
        alike, least = self.alike(best), self._opens(best) - _HARDLY
        return min((index for index in top if alike[index] >= _TELLS_TOO and self._opens(index) >= least), default=best)

    def _in_order(self, chosen: Sequence[int]) -> list[int]:
        """The first one, the others as they stand in their reports; as they were chosen where one would lean on a later
        one.
        """
        ordered = [chosen[0], *sorted(chosen[1:], key=lambda index: (self.every[index].place, -self.weight(index)))]
        said: frozenset[str] = self.every[ordered[0]].content
        for number, index in enumerate(ordered[1:], 1):
            if self._leans(self.every[index], [self.every[each] for each in ordered[:number]], said):
                return list(chosen)
            said |= self.every[index].content
        return ordered

    def _leans(self, one: LeadSentence, before: Sequence[LeadSentence], said: frozenset[str]) -> bool:
        """Whether it speaks of a person or a thing as known that no line before it, nor the headline, has named."""
        known = [self.headline, *(each.words for each in before)]
        full = [name.split()[-1] for name in one.shortened if " " in name]  # whom no report names in full, all know
        if any(not any(last in words for words in known) for last in full):
            return True
        if one.pointed_at and not one.pointed_at & (said | self.named):
            return True
        return self._is_of_another(one, before)

    def _is_of_another(self, one: LeadSentence, before: Sequence[LeadSentence]) -> bool:
        """Whether "the man" of it may be anybody to who has not read the sentence before it in its report."""
        last = self.at.get((one.report.id, one.place - 1))
        return bool(one.pointed_at & leaning()["somebody"]) and last not in before

    def _is_aside(self, index: int, chosen: Sequence[int], loose: float) -> bool:
        """Whether it is about something else, or stands far down in its report and no other source has the like."""
        others = bool(self.told_by[index]) or len(self.lineages) == 1
        if loose * self.close[index] < (_OFF if others else _OFF_ALONE) * self.close[chosen[0]]:
            return True
        return not others and self.every[index].place > (_FAR if len(chosen) < _LEAST else _LOW)

    def _is_known(self, index: int, chosen: Sequence[int], said: frozenset[str], loose: float) -> bool:
        """Whether it tells again, in other words, what the lines before it told."""
        known = self.subject.share_known(self.every[index].content, said)
        if known > (loose * _KNOWN if len(chosen) < _LEAST else _ALL_KNOWN):
            return True
        if known > _HALF_KNOWN and self.close[index] > _AS_CLOSE * self.close[chosen[0]]:
            return True
        told = {name for each in chosen for name in self.happenings[each]}
        if self._opens_again(index, known, chosen) and told.issuperset(self.happenings[index]):
            return True
        return known > _SAME_ACTS and bool(self.happenings[index]) and told.issuperset(self.happenings[index])

    def _opens_again(self, index: int, known: float, chosen: Sequence[int]) -> bool:
        """Whether it opens another report than the first line's with much of what that one said: that is the news."""
        one, first = self.every[index], self.every[chosen[0]]
        opens = one.place == 0 and one.report.id != first.report.id
        return opens and known > _OPENS_KNOWN and self.close[index] > _OPENS_CLOSE * self.close[chosen[0]]

    def _next(self, able: Sequence[int], chosen: Sequence[int], loose: float) -> int | None:
        said: frozenset[str] = frozenset().union(*(self.every[index].content for index in chosen))
        alike = np.asarray((self.vectors @ self.vectors[list(chosen)].T).max(axis=1).todense()).ravel()
        before = [self.every[index] for index in chosen]
        anchored = any(self.anchored[index] for index in chosen)
        best: tuple[float, int] | None = None
        for index in able:
            one = self.every[index]
            if index in chosen or alike[index] > loose * _REWORDS or self._is_aside(index, chosen, loose):
                continue
            if self.subject.share_said(one.content, said) > loose * _REPEATS:
                continue
            if self._is_known(index, chosen, said, loose):
                continue
            if one.is_background or self._leans(one, before, said):
                continue
            value = self.weight(index, said) + _ANCHOR * (self.anchored[index] and not anchored)
            if best is None or value > best[0]:
                best = (value, index)
        return best[1] if best else None


def _tell(one: LeadSentence, story: Story, evidence: BriefEvidence) -> Iterator[str]:
    """The happenings that a sentence tells, by id."""
    for happening in story.happenings:
        if any(
            report == one.report.id
            and (report, event) in evidence.events
            and one.span.contains(evidence.events[report, event].trigger)
            for report, event in happening.events
        ):
            yield happening.id


def _line(index: int, chooser: _Chooser, evidence: BriefEvidence) -> LeadLine:
    one = chooser.every[index]
    alike = chooser.alike(index)
    also = {
        chooser.every[other].lineage
        for other in np.flatnonzero(alike >= _TELLS_TOO).tolist()
        if chooser.every[other].lineage != one.lineage
    }
    letters = evidence.sources([one.lineage])
    return LeadLine(
        words=evidence.words(Exhibit(one.report.id, one.span)),
        sources=letters,
        also=tuple(each for each in evidence.sources(also) if each not in letters),
        days=_days(one),
        happenings=chooser.happenings[index],
    )


def _days(one: LeadSentence) -> tuple[Day, ...]:
    """The days that its words mean and do not spell out."""
    found = [
        spoken
        for time in one.coded.coding.times
        if one.span.contains(time.span) and time.earliest and time.earliest == time.latest
        if time.anchor and (spoken := day(time.earliest))
    ]
    return tuple(dict.fromkeys(found))

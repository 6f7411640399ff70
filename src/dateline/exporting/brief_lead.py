"""The few sentences that a brief opens with: printed whole, each from the source that tells its part best.

The sentences of all sources are compared. The first is the one near the top of its report that says most of what the
others say too, the next add to it what the sources share besides. A sentence that leans on the one before it ("But he
…") is not printed alone, since a reader would not know who "he" is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.exporting.brief_evidence import BriefEvidence
from dateline.exporting.brief_sentence import LeadSentence
from dateline.exporting.lines import Day, LeadLine
from dateline.exporting.phrases import day
from dateline.linking.sentences import sentences_of
from dateline.linking.wordings import content_words, word_vectors
from dateline.model import Exhibit, Story

MOST = 5
"""Sentences of a lead."""
_OPENING = 4
"""Sentences from the top of a report among which the first one is looked for."""
_TELLS_TOO = 0.45
"""Cosine from which another source's sentence tells the same, where both give what the sentence is about."""
_REPEATS, _REWORDS = 0.35, 0.27
"""Share of the content words of a sentence that stand in those printed before, and cosine with one of them, from which
it says nothing new."""
_BACKGROUND, _POINTS = 0.5, 0.4
"""What it costs to tell of long before, and to open with a noun ("The device …") of which nothing was told."""
_TOLD_BY, _MOST_TELL = 0.06, 3
"""What each further source is worth that tells it too, and how many of them count."""
_ALSO = 0.3
"""Cosine from which another source has it too, in part."""
_FAR = 8
"""Sentences from the top of a report behind which what nobody else tells is an aside."""
_HEADS = 2
"""Sentences that a report opens with: what it is about."""
_LEAST, _LOOSE = 3, 1.4
"""Sentences below which a lead may tell more of the same again, and how much more."""
_STRANGER = 0.3
"""What each person costs whom a sentence calls by the last name before anybody has introduced them."""
_ABOUT = 0.07
"""Least cosine with the rest of the lead of a sentence that is about the same thing."""


def lead(story: Story, evidence: BriefEvidence) -> tuple[LeadLine, ...]:
    """At most five sentences, in the order to print them; none where no sentence stands alone."""
    every = _sentences(evidence)
    if not every:
        return ()
    titles = [one for one in (story.title, *(r.title for r in evidence.reports.values())) if one]
    chooser = _Chooser(every, titles, story.title)
    chosen = chooser.choose()
    return tuple(_line(each, chooser, story, evidence) for each in chosen)


def _sentences(evidence: BriefEvidence) -> list[LeadSentence]:
    lineage_of = {name: line.id for line in evidence.ranked for name in line.reports}
    found: list[LeadSentence] = []
    for name in sorted(evidence.reports, key=lambda each: evidence.order.get(each, 0)):
        report = evidence.reports[name]
        if report.language == "en":
            found.extend(
                LeadSentence(evidence.coded[name], lineage_of.get(name, name), span, place)
                for place, span in enumerate(sentences_of(report))
            )
    return found


class _Chooser:
    """The sentences with how much each says of what the other sources say."""

    def __init__(self, every: Sequence[LeadSentence], titles: Sequence[str], headline: str) -> None:
        self.every = every
        self.headline = headline
        vectors = word_vectors([*(one.words for one in every), *titles])
        self.vectors, heads = vectors[: len(every)], vectors[len(every) :]
        self.lineages = sorted({one.lineage for one in every})
        self.best = self._best_of_others()
        others = max(1, len(self.lineages) - 1)
        self.shared: NDArray[np.float64] = self.best.sum(axis=0) / others
        self.told_by: NDArray[np.int64] = (self.best >= _ALSO).sum(axis=0)
        self.opens = self._like_openings()
        self.named = frozenset(content_words(headline))
        self.titled: NDArray[np.float64] = (
            np.asarray((self.vectors @ heads.T).mean(axis=1)).ravel() if heads.shape[0] else np.zeros(len(every))
        )

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

    def _like_openings(self) -> NDArray[np.float64]:
        """For each sentence the mean over all sources of the cosine of their likest opening sentence: its subject."""
        rows = []
        for name in self.lineages:
            heads = [i for i, one in enumerate(self.every) if one.lineage == name and one.place < _HEADS]
            if heads:
                rows.append((self.vectors @ self.vectors[heads].T).max(axis=1).toarray().ravel())
        return np.minimum(np.mean(rows, axis=0), 0.6) if rows else np.zeros(len(self.every))

    def weight(self, index: int) -> float:
        """How much speaks for a sentence, whatever else is printed: what others share, the headlines, its place."""
        one = self.every[index]
        early = 1.0 / (1.0 + 0.35 * one.place)
        told = _TOLD_BY * min(int(self.told_by[index]), _MOST_TELL)
        about = 1.4 * self.shared[index] + 0.6 * self.titled[index] + 0.6 * self.opens[index]
        return float(about + told + 0.2 * early + one.facts - _BACKGROUND * one.is_background)

    def _opens(self, index: int) -> float:
        one = self.every[index]
        points = bool(one.pointed_at) and not one.pointed_at & self.named
        strangers = sum(name.split()[-1] not in self.headline for name in one.shortened)
        lacks = _STRANGER * strangers + _POINTS * points
        return self.weight(index) + one.facts + 0.25 / (1.0 + one.place) - lacks

    def choose(self) -> list[int]:
        """The chosen, the first one first."""
        able = [index for index, one in enumerate(self.every) if one.stands_alone]
        top = [index for index in able if self.every[index].place < _OPENING] or able
        if not top:
            return []
        chosen = [max(top, key=lambda index: (self._opens(index), -index))]
        while len(chosen) < MOST:
            following = self._next(able, chosen, 1.0)
            if following is None and len(chosen) < _LEAST:
                following = self._next(able, chosen, _LOOSE)
            if following is None:
                break
            chosen.append(following)
        return [chosen[0], *sorted(chosen[1:], key=lambda index: (self.every[index].place, -self.weight(index)))]

    def _leans(self, one: LeadSentence, before: Sequence[LeadSentence], said: frozenset[str]) -> bool:
        """Whether it speaks of a person or a thing as known that no line before it, nor the headline, has named."""
        known = [self.headline, *(each.words for each in before)]
        full = [name.split()[-1] for name in one.shortened if " " in name]  # whom no report names in full, all know
        if any(not any(last in words for words in known) for last in full):
            return True
        return bool(one.pointed_at) and not one.pointed_at & (said | self.named)

    def _is_aside(self, index: int) -> bool:
        """Whether it stands far down in its report and no other source has anything like it."""
        return self.every[index].place > _FAR and not self.told_by[index] and len(self.lineages) > 1

    def _next(self, able: Sequence[int], chosen: Sequence[int], loose: float) -> int | None:
        said = frozenset().union(*(self.every[index].content for index in chosen))
        about = np.asarray(self.vectors @ self.vectors[list(chosen)].sum(axis=0).T).ravel() / len(chosen)
        close = np.asarray((self.vectors @ self.vectors[list(chosen)].T).max(axis=1).todense()).ravel()
        chosen_ones = [self.every[index] for index in chosen]
        best: tuple[float, int] | None = None
        for index in able:
            one = self.every[index]
            again = len(one.content & said) / max(1, len(one.content))
            if index in chosen or again > loose * _REPEATS or about[index] < _ABOUT or close[index] > loose * _REWORDS:
                continue
            if one.is_background or self._leans(one, chosen_ones, said) or self._is_aside(index):
                continue
            value = self.weight(index) + about[index] - 0.5 * again
            if best is None or value > best[0]:
                best = (value, index)
        return best[1] if best else None


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


def _days(one: LeadSentence) -> tuple[Day, ...]:
    """The days that its words mean and do not spell out."""
    found = [
        spoken
        for time in one.coded.coding.times
        if one.span.contains(time.span) and time.earliest and time.earliest == time.latest
        if time.anchor and (spoken := day(time.earliest))
    ]
    return tuple(dict.fromkeys(found))

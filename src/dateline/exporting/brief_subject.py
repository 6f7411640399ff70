"""What a story is about: the words that its sources head and open with, the more the more of them do and the rarer a
word is in news at large.

The names of a story stand in most of its sentences. Weighed within the story they would count for little, so what a
sentence has to do with the story is weighed against the news at large, and what it repeats within the story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import sqrt

from dateline.exporting.brief_sentence import LeadSentence
from dateline.linking.background import weight
from dateline.linking.term_counts import stop_words
from dateline.linking.wordings import content_words, stem
from dateline.linking.words import normal_words

_LEVELS = ((1, 1.0), (4, 0.6), (8, 0.3))
"""What a word counts for one source by the sentence in which it first stands: the first, one of the first four, …; a
headline counts as the first."""
_BODY = 0.1
"""The same of a word further down."""
_SAID = 0.1
"""What is left of a word that a line before has told."""

_OWN = 0.65
"""What is left of a word of a sentence's own lineage."""


class Subject:
    """The words of a story with what each weighs in what the story is about."""

    def __init__(self, sentences: Sequence[LeadSentence], titles: Mapping[str, Sequence[str]]) -> None:
        """`sentences` of all its reports; `titles`: the headlines of each lineage."""
        self._rare = _rareness(
            [*(one.words for one in sentences), *(each for some in titles.values() for each in some)]
        )
        levels: dict[str, dict[str, float]] = defaultdict(dict)
        for lineage, some in titles.items():
            for word in content_words(" ".join(some)):
                levels[word][lineage] = 1.0
        for one in sentences:
            level = next((value for places, value in _LEVELS if one.place < places), _BODY)
            for word in one.content:
                levels[word][one.lineage] = max(level, levels[word].get(one.lineage, 0.0))
        self._sources = max(1, len({one.lineage for one in sentences}))
        self._levels = levels
        self._weights = {word: sum(by.values()) / self._sources * self._rare[word] for word, by in levels.items()}
        self._length = sqrt(sum(value * value for value in self._weights.values())) or 1.0

    def closeness(self, content: frozenset[str], lineage: str = "", said: frozenset[str] = frozenset()) -> float:
        """The cosine (0 to 1) of the content words of a sentence with it; words in `said` count for a part, and so do
        those that only its own lineage heads with: a report may open with what is none of the others' news.
        """
        length = sqrt(sum(self._rare[word] ** 2 for word in content)) or 1.0
        product = sum(
            self._rare[word] * self._weight(word, lineage) * (_SAID if word in said else 1.0)
            for word in sorted(content)
        )
        return product / (length * self._length)

    def _weight(self, word: str, lineage: str) -> float:
        if self._sources == 1:
            return self._weights[word]
        own = self._levels[word].get(lineage, 0.0)
        return self._weights[word] - (1.0 - _OWN) * own / self._sources * self._rare[word]

    def share_said(self, content: frozenset[str], said: frozenset[str]) -> float:
        """What share of a sentence (0 to 1) lines before have told, rare words counting for more."""
        return _share(self._rare, content, said)

    def share_known(self, content: frozenset[str], said: frozenset[str]) -> float:
        """The same (0 to 1), words that the story is about counting for more."""
        return _share({word: self._rare[word] * self._weights[word] for word in content}, content, said)


def _share(weights: Mapping[str, float], content: frozenset[str], said: frozenset[str]) -> float:
    whole = sum(weights[word] for word in sorted(content))
    return sum(weights[word] for word in sorted(content & said)) / whole if whole else 1.0


def _rareness(texts: Sequence[str]) -> dict[str, float]:
    """What each stem weighs in news at large: as much as the commonest word that has it."""
    found: dict[str, float] = {}
    for text in texts:
        for word in normal_words(text):
            if word not in stop_words():
                key = stem(word)
                found[key] = min(weight(word), found.get(key, float("inf")))
    return found

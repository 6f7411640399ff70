"""The happening that a story is about, of all that its reports tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import MappingProxyType

from dateline.exporting.brief_evidence import BriefEvidence
from dateline.exporting.phrases import kind_of
from dateline.linking.wordings import content_words
from dateline.model import Happening, Story

_NO_NEWS = frozenset({"habitual", "possible"})
_A_VOICE, _MOST_VOICES = 0.25, 4
"""What each further source adds to a happening's weight, as a share of it, and how many sources count."""
_RANKS = MappingProxyType({1: 1.0, 2: 0.95, 3: 0.85})
"""What a type weighs by its rank: deeds and meetings before words about others."""
_LAST_RANK = 0.7


def anchor_of(story: Story, evidence: BriefEvidence, closeness: Callable[[frozenset[str]], float]) -> Happening | None:
    """The happening whose clauses say most of what the story is about, which many sources tell, and which is a deed
    rather than words; None where nothing happened. `closeness`: how much some content words have to do with the story.

    What most sources tell besides ("he said") is none where the headlines and first sentences tell something else.
    """

    def value(one: Happening) -> tuple[float, str]:
        voices = 1.0 + _A_VOICE * (min(len(one.lineages), _MOST_VOICES) - 1)
        close = max((closeness(words) for words in _clauses(one, evidence)), default=0.0)
        return close * voices * _RANKS.get(kind_of(one.type, one.mode).rank, _LAST_RANK), one.id

    news = [one for one in story.happenings if one.told not in _NO_NEWS]
    return max(news, key=value, default=None)


def _clauses(one: Happening, evidence: BriefEvidence) -> Iterator[frozenset[str]]:
    """The content words of each clause that tells a happening: what its sentence tells besides is another's."""
    for report, event in one.events:
        told = evidence.events.get((report, event))
        if told is not None:
            yield frozenset(content_words(told.evidence.cut(evidence.reports[report].text)))

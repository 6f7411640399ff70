"""How two wordings of one utterance differ, word by word: the same, cut, altered, or worded differently."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from dateline.linking.alignment import Token, tokens
from dateline.linking.wordings import content_words

Change = Literal["same words", "cut", "altered", "worded differently"]
_CUT, _ALTERED = 0.96, 0.6
"""Share of the words of the shorter wording that stand in the longer one in the same order, from which it is a piece of
it, and from which it is the same sentence with words replaced."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of one wording: `kept` where the other has it too."""

    words: str
    kept: bool


@dataclass(frozen=True, slots=True)
class WordDiff:
    """Both wordings as runs that the other has or lacks; `change` in a word; `shared`: the rarer words of both."""

    change: Change
    a: tuple[Stretch, ...]
    b: tuple[Stretch, ...]
    shared: tuple[str, ...]


def word_diff(a: str, b: str) -> WordDiff:
    """Compare two wordings by their words; case, marks and apostrophes make no difference. The printed words stay."""
    ours, theirs = tokens(a), tokens(b)
    matcher = SequenceMatcher(None, [one.form for one in ours], [one.form for one in theirs], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    kept = sum(block.size for block in blocks)
    shortest = max(1, min(len(ours), len(theirs)))
    if kept == len(ours) == len(theirs):
        change: Change = "same words"
    elif kept >= _CUT * shortest:
        change = "cut"
    else:
        change = "altered" if kept >= _ALTERED * shortest else "worded differently"
    return WordDiff(
        change,
        _runs(a, ours, [(block.a, block.size) for block in blocks]),
        _runs(b, theirs, [(block.b, block.size) for block in blocks]),
        _shared(a, b),
    )


def _shared(a: str, b: str) -> tuple[str, ...]:
    """The content words of the first that the second has too, as printed, the longest first: they say most."""
    theirs = set(content_words(b))
    printed = [one.printed for one in tokens(a) if set(content_words(one.printed)) & theirs]
    return tuple(sorted(dict.fromkeys(printed), key=len, reverse=True))


def _runs(text: str, words: tuple[Token, ...], blocks: list[tuple[int, int]]) -> tuple[Stretch, ...]:
    """The text cut at the ends of the blocks; marks and spaces go with the words before them."""
    kept = [False] * len(words)
    for first, size in blocks:
        kept[first : first + size] = [True] * size
    found: list[Stretch] = []
    start = 0
    for at, is_kept in enumerate(kept):
        if at + 1 == len(words) or kept[at + 1] != is_kept:
            end = len(text) if at + 1 == len(words) else words[at + 1].start
            found.append(Stretch(text[start:end], is_kept))
            start = end
    return tuple(found)

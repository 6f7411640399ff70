"""What one text puts where the other puts something else: replaced stretches between equal words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from dateline.linking.words import WORD, normal_form
from dateline.model import Report, Span

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”'’)]*\s+|\n+")
_LEAST_ALIKE = 0.3
"""Share of words that two sentences have in common from which one is the other's version."""
_REACH = 40
"""Sentences before and after the expected place in which the other version of a sentence is looked for."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its normal form, how it is printed, and where."""

    form: str
    printed: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Replacement:
    """Words of one text (`a`) that stand where the other text has others (`b`); either may be empty, not both.

    `before` and `after` are the equal words around, as printed in the first text.
    """

    a: tuple[Token, ...]
    b: tuple[Token, ...]
    before: tuple[Token, ...]
    after: tuple[Token, ...]

    @property
    def longer_length(self) -> int:
        """The number of words on the longer side."""
        return max(len(self.a), len(self.b))


def tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The words between two offsets of a text."""
    matches = WORD.finditer(text, start, len(text) if end is None else end)
    return tuple(Token(normal_form(match.group()), match.group(), match.start(), match.end()) for match in matches)


def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[Token, ...], ...]:
    """The words between two offsets of a text by sentence."""
    found: list[tuple[Token, ...]] = []
    end = len(text) if end is None else end
    for match in _SENTENCE_END.finditer(text, start, end):
        found.append(tokens(text, start, match.start()))
        start = match.end()
    found.append(tokens(text, start, end))
    return tuple(words for words in found if words)


def find_replacements(a: Report, b: Report) -> tuple[Replacement, ...]:
    """The replaced stretches between aligned sentences of two reports, in the order of the first.

    A sentence without a version in the other text is a stretch with one empty side.
    """
    return replacements(sentences(a.text), sentences(b.text))


def replacements(ours: tuple[tuple[Token, ...], ...], theirs: tuple[tuple[Token, ...], ...]) -> tuple[Replacement, ...]:
    """The same of two texts as sentences."""
    partner = _partners(ours, theirs)
    found: list[Replacement] = []
    for index, sentence in enumerate(ours):
        other = partner.get(index)
        if other is None:
            found.append(Replacement(sentence, (), (), ()))
        else:
            found.extend(_replacements_within(sentence, theirs[other]))
    taken = set(partner.values())
    found.extend(Replacement((), words, (), ()) for index, words in enumerate(theirs) if index not in taken)
    return tuple(found)


def _partners(ours: tuple[tuple[Token, ...], ...], theirs: tuple[tuple[Token, ...], ...]) -> dict[int, int]:
    """For each sentence its version in the other text: the likest first, each used once."""
    forms_a = [frozenset(token.form for token in words) for words in ours]
    forms_b = [frozenset(token.form for token in words) for words in theirs]
    scored: list[tuple[float, int, int]] = []
    for i, one in enumerate(forms_a):
        expected = round(i * len(theirs) / max(1, len(ours)))
        for j in range(max(0, expected - _REACH), min(len(theirs), expected + _REACH + 1)):
            alike = len(one & forms_b[j]) / max(1, min(len(one), len(forms_b[j])))
            size = min(len(one), len(forms_b[j])) / max(len(one), len(forms_b[j]))
            if alike >= _LEAST_ALIKE:
                scored.append((-alike * size**0.5, i, j))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return partner


def _replacements_within(ours: tuple[Token, ...], theirs: tuple[Token, ...]) -> list[Replacement]:
    matcher = SequenceMatcher(None, [t.form for t in ours], [t.form for t in theirs], autojunk=False)
    found: list[Replacement] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            found.append(Replacement(ours[i:j], theirs[k:m], ours[max(0, i - 4) : i], ours[j : j + 4]))
    return found


def span_of(words: tuple[Token, ...]) -> Span:
    """From the first to the last of some words."""
    return Span(words[0].start, words[-1].end)

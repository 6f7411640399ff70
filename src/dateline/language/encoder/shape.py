"""What the uncased encoder cannot see of a word: its letter case, and the pieces it is read in.

Training and run time share this file, so that a word looks the same to both.
"""

from __future__ import annotations

from typing import Final

CASES: Final = ("lower", "title", "upper", "initial", "mixed", "digit", "number", "punct", "symbol")
"""Letter-case classes of a word. `initial`: one capital ("J", "A."); `digit`: digits only; `number`: and more."""

SHAPES: Final = len(CASES) * 2
"""Number of input classes: each case with and without a hard boundary (paragraph start) before the word."""

PIECES: Final = 12
"""A word gives the encoder this many pieces at most: a token of 100,000 characters costs as much as a long name."""

_STRAIGHT: Final = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'", "´": "'", "\xad": None}
)


def case_of(word: str) -> int:
    """The index in `CASES` of `word`'s letter case."""
    head = word[:64]
    letters = [c for c in head if c.isalpha()]
    if not letters:
        if any(c.isdigit() for c in head):
            return 5 if head.isdigit() else 6
        return 8 if any(ord(c) > 0x2BFF or c in "$€£%+=<>#@*^~|" for c in head) else 7
    if any(c.isdigit() for c in head):
        return 6
    if all(c.islower() or not c.isupper() for c in letters):
        return 0
    if all(c.isupper() for c in letters):
        return 3 if len(letters) == 1 else 2
    return 1 if letters[0].isupper() and not any(c.isupper() for c in letters[1:]) else 4


def shape_of(word: str, hard: bool) -> int:
    """The input class of a word: its case, and whether a paragraph starts with it."""
    return case_of(word) + (len(CASES) if hard else 0)


def plain(word: str) -> str:
    """The word as the encoder reads it: straight quotes, no soft hyphens, no lone surrogates, bounded length."""
    return word[:400].translate(_STRAIGHT).encode("utf-8", "replace").decode("utf-8")

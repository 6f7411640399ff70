"""What the encoder is given of a report's words: word pieces and letter cases, as arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from dateline.language.encoder.shape import CASES, PIECES, SHAPES, case_of, plain

Numbers = npt.NDArray[np.int64]
KNOWN = 200_000
"""Words whose pieces are kept; further ones are read anew each time."""


class Pieces:
    """Word pieces by word, each word looked up once."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Raises ValueError where the tokenizer lacks a special piece."""
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self._unknown, self._open, self._close = (self._special(name) for name in ("[UNK]", "[CLS]", "[SEP]"))
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}

    def _special(self, name: str) -> int:
        number = self._tokenizer.token_to_id(name)
        if number is None:
            raise ValueError(f"the word pieces lack {name}")
        return int(number)

    def of(self, word: str) -> tuple[tuple[int, ...], int]:
        """Piece numbers of one word, at least one, at most `PIECES`; and its letter case."""
        found = self._known.get(word)
        if found is None:
            ids = self._tokenizer.encode(plain(word), add_special_tokens=False).ids[:PIECES]
            found = (tuple(ids) or (self._unknown,), case_of(word))
            if len(self._known) < KNOWN:
                self._known[word] = found
        return found

    def lengths(self, words: Sequence[str]) -> Numbers:
        """The number of pieces of each word."""
        return np.array([len(self.of(word)[0]) for word in words], np.int64)

    def window(self, words: Sequence[str], hard: Sequence[bool]) -> dict[str, Numbers]:
        """The network's inputs: `pieces` and `cases` [p]; `first`, `last` (pieces of each word) and `shapes` [n].

        `hard[i]`: a paragraph starts at word i.
        """
        found = [self.of(word) for word in words]
        ids = [self._open]
        for own, _ in found:
            ids += own
        ids.append(self._close)
        lengths = np.array([len(own) for own, _ in found], np.int64)
        last = lengths.cumsum()
        shapes = np.array([case for _, case in found], np.int64) + np.asarray(hard, np.int64) * len(CASES)
        cases = np.full(len(ids), SHAPES, np.int64)
        cases[1:-1] = shapes.repeat(lengths)
        return {
            "pieces": np.array(ids, np.int64),
            "cases": cases,
            "first": last - lengths + 1,
            "last": last,
            "shapes": shapes,
        }

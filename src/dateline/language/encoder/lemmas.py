"""The dictionary form of a word.

A lexicon with rules for unknown words (lemminflect, after the SPECIALIST lexicon) says which forms a
word of this class can come from; the encoder's edit script chooses among them, and stands alone for
closed classes. The script head by itself leaves words that treebanks lack half cut ("reiterat").
"""

from __future__ import annotations

import functools
from pathlib import Path

from lemminflect import config
from lemminflect.codecs.LemmaLUCodec import LemmaLUCodec
from lemminflect.core.Lemmatizer import Lemmatizer

from dateline.language.tokens import UNSEEN
from dateline.shelf import shelved

_OPEN = frozenset(("VERB", "AUX", "NOUN", "ADJ", "ADV"))
_AS_WRITTEN = frozenset(("PROPN", "NUM", "SYM", "PUNCT", "X", "SPACE"))

_Lexicon = dict[str, dict[str, tuple[str, ...]]]  # word → part of speech → lemmas


class _Lemmatizer(Lemmatizer):  # type: ignore[misc]  # theirs has no types
    """lemminflect's, with its lexicon off the shelf: to read it line by line takes a seventh of a second."""

    def _getLemmaDict(self) -> _Lexicon:
        return _lexicon()


@functools.cache
def _lexicon() -> _Lexicon:
    return shelved("lexicon", _Lexicon, _read_lexicon, Path(__file__).parent, Path(config.lemma_lu_fn))


def _read_lexicon() -> _Lexicon:
    found: _Lexicon = LemmaLUCodec.load(config.lemma_lu_fn)
    return found


@functools.lru_cache(maxsize=1 << 16)
def lemma(word: str, pos: str, guess: str) -> str:
    """The lemma of `word` as universal part of speech `pos`; `guess` is what the encoder's edit script gives.

    Characters without width are no part of it.
    """
    word, guess = UNSEEN.sub("", word) or word, UNSEEN.sub("", guess) or guess
    if pos in _AS_WRITTEN:
        return word
    if pos not in _OPEN:
        return guess
    known: tuple[str, ...] = _Lemmatizer().getLemma(word.lower(), pos)
    if not known or guess in known or (pos == "ADJ" and word[:1].isupper()):
        return guess
    return known[0] or guess

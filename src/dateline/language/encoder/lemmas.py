"""The dictionary form of a word.

A lexicon with rules for unknown words (lemminflect, after the SPECIALIST lexicon) says which forms a
word of this class can come from; the encoder's edit script chooses among them, and stands alone for
closed classes. The script head by itself leaves words that treebanks lack half cut ("reiterat").
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Mapping
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import Any

import msgspec

from dateline.language.tokens import UNSEEN
from dateline.shelf import Unread, shelved

_OPEN = frozenset(("VERB", "AUX", "NOUN", "ADJ", "ADV"))
_AS_WRITTEN = frozenset(("PROPN", "NUM", "SYM", "PUNCT", "X", "SPACE"))
_ALIAS = "_dateline_lemminflect"

_Lexicon = Mapping[str, dict[str, tuple[str, ...]]]  # word → part of speech → lemmas


def _inside(name: str) -> Any:
    """A module of lemminflect's: its face would import spaCy, so the rooms behind it are entered under another name."""
    if _ALIAS not in sys.modules:
        spec = ModuleSpec(_ALIAS, None, is_package=True)
        spec.submodule_search_locations = [str(_folder())]
        sys.modules[_ALIAS] = module_from_spec(spec)
    return import_module(f"{_ALIAS}.{name}")


def _folder() -> Path:
    found = find_spec("lemminflect")
    if found is None or not found.submodule_search_locations:
        raise ImportError("lemminflect is missing. Install it: pip install lemminflect")
    return Path(found.submodule_search_locations[0])


@functools.cache
def _lemmatizer() -> Any:
    """lemminflect's, with its lexicon off the shelf: to read it line by line takes a seventh of a second."""
    made = _inside("core.Lemmatizer").Lemmatizer()
    made.lemma_dict = _lexicon()
    return made


def _lexicon() -> _Lexicon:
    source = Path(_inside("config").lemma_lu_fn)
    packed = shelved("lexicon", dict[str, msgspec.Raw], lambda: _read_lexicon(source), Path(__file__).parent, source)
    return Unread[dict[str, tuple[str, ...]]](packed, dict[str, tuple[str, ...]])


def _read_lexicon(source: Path) -> dict[str, msgspec.Raw]:
    encode = msgspec.msgpack.Encoder().encode
    found = _inside("codecs.LemmaLUCodec").LemmaLUCodec.load(str(source))
    return {word: msgspec.Raw(encode(lemmas)) for word, lemmas in found.items()}


def is_word(word: str) -> bool:
    """Whether the lexicon has the word, in whatever form."""
    return bool(_lemmatizer().getAllLemmas(word))


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
    known: tuple[str, ...] = _lemmatizer().getLemma(word.lower(), pos)
    if not known or guess in known or (pos == "ADJ" and word[:1].isupper()):
        return guess
    return known[0] or guess

"""spaCy's rules for English words as plain data, so that words can be cut without spaCy at hand.

Read off spaCy once and kept on the shelf until spaCy's own files change: its import takes half a second.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from dateline.shelf import shelved

_READ = (
    "about.py",
    "lang/char_classes.py",
    "lang/en",
    "lang/punctuation.py",
    "lang/tokenizer_exceptions.py",
)
"""spaCy's files that the rules are made of."""


@dataclass(frozen=True, slots=True)
class SpacyRules:
    """Patterns, and `exceptions`: runs of characters that are cut as they are told to be, with their words."""

    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    infixes: tuple[str, ...]
    address: str
    exceptions: dict[str, tuple[str, ...]]


def spacy_rules() -> SpacyRules:
    """The rules of the spaCy that is installed. Raises ImportError where there is none."""
    found = find_spec("spacy")
    if found is None or not found.submodule_search_locations:
        raise ImportError("spaCy is missing. Install it: pip install 'spacy>=3.8,<3.9'")
    theirs = Path(found.submodule_search_locations[0])
    here = Path(__file__)
    return shelved("spacy_rules", SpacyRules, _read, here.parent / "tables", here, *(theirs / name for name in _READ))


def _read() -> SpacyRules:
    from spacy.attrs import ORTH
    from spacy.lang.en import EnglishDefaults as English

    if English.token_match is not None or English.url_match is None:
        raise RuntimeError("this spaCy matches words as none before it. Install spacy>=3.8,<3.9.")
    exceptions = {run: tuple([word[ORTH] for word in words]) for run, words in English.tokenizer_exceptions.items()}
    return SpacyRules(
        tuple(map(str, English.prefixes or ())),
        tuple(map(str, English.suffixes or ())),
        tuple(map(str, English.infixes or ())),
        _pattern_of(English.url_match),
        exceptions,
    )


def _pattern_of(match: object) -> str:
    """The pattern that a bound `match` looks for."""
    pattern = getattr(match, "__self__", None)
    if not isinstance(pattern, re.Pattern):
        raise TypeError("this spaCy finds addresses by no pattern. Install spacy>=3.8,<3.9.")
    return str(pattern.pattern)

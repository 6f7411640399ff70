"""In which language a page is written (language identification)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from types import MappingProxyType

from dateline.reading.lines.function_words import function_words_by_language
from dateline.reading.tables import rows

_SAMPLE = 800
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN, _PLAIN_WORDS, _LEAD = 0.28, 40, 1.6
# Log-likelihoods: English sentences full of foreign names lay at most 3 % or 15 nats behind, German ones 20 % and more.
_CLOSE, _CLOSE_AT_MOST = 0.04, 16.0

_FEW, _FOREIGN_LETTERS = 16, 0.05
"""Words up to which a text is a headline or a sentence, where names outweigh all else; its share of other letters."""

_CREOLE = "pcm"  # Nigerian Pidgin, whose words are English: a sentence or two cannot tell them apart


def detect_language(text: str, coded: Collection[str]) -> str:
    """The likeliest language (ISO 639-1); of those as good as it one of `coded`: names alone make a short text Creole.

    A text that is plain by its function words is not shown to the detector, whose model takes half a second to load.
    """
    sample = text[:_SAMPLE]
    return plain_language(sample) or _language_of_few_words(sample, coded) or _detect(sample, coded)


def _language_of_few_words(text: str, coded: Collection[str]) -> str | None:
    """The language of `coded` that a headline or a sentence may be in: names alone ("Macron met Scholz in Berlin") look
    like any language to a detector. None where another language's function words speak louder, or the letters are not
    plain.
    """
    words = _WORD.findall(text.lower())
    letters = "".join(words)
    foreign = sum(not letter.isascii() for letter in letters)
    if not 0 < len(words) <= _FEW or foreign > _FOREIGN_LETTERS * len(letters):
        return None
    for own in sorted(coded):
        telling = [word for word in words if word not in _lookalikes().get(own, ())]
        heard = {code: sum(map(known.__contains__, telling)) for code, known in function_words_by_language()}
        if heard.get(own, -1) == max(heard.values()):
            return own
    return None


@cache
def _lookalikes() -> Mapping[str, frozenset[str]]:
    found = rows("english_lookalikes.tsv", "language", "words")
    return MappingProxyType({code: frozenset(words.split()) for code, words in found})


def plain_language(text: str) -> str | None:
    """The language whose function words (tables/function_words.tsv) fill more than a quarter of the text, far ahead of
    every other's; None where there is none or the text is short.
    """
    words = _WORD.findall(text.lower())
    if len(words) < _PLAIN_WORDS:
        return None
    shares = sorted(
        ((sum(map(known.__contains__, words)), code) for code, known in function_words_by_language()), reverse=True
    )
    (most, code), (second, _) = shares[:2]
    return code if most > _PLAIN * len(words) and most > _LEAD * second else None


def _detect(text: str, coded: Collection[str]) -> str:
    import py3langid  # loads numpy, which the process that only finds pages does without

    ranked = [(str(code), float(score)) for code, score in py3langid.rank(text)]
    best, score = ranked[0]
    if best == _CREOLE and len(_WORD.findall(text)) < _PLAIN_WORDS:
        best, score = next((one for one in ranked[:5] if one[0] in coded), ranked[0])
    slack = min(_CLOSE * abs(score), _CLOSE_AT_MOST)
    return next((code for code, other in ranked[:5] if code in coded and other >= score - slack), best)

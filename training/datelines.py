"""Datelines before treebank sentences: treebanks hold hardly any, and a parser without them makes the city a subject.

"MOSCOW (AP) —" hangs on the sentence's root as `dep`, its agency below the city as `dep`: neither is an argument.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterable, Sequence

from .treebanks import Sentence, Word

DASHES = ("—", "–", "-", "--")
MONTHS = ("Jan.", "March", "April", "July", "Sept.", "November")


def piece(form: str, upos: str, xpos: str, head: int, relation: str, space: bool = True) -> Word:
    """One word of a dateline."""
    feats = "Number=Sing" if upos == "PROPN" else ""
    return Word(form, form, upos, xpos, feats, head, relation, space)


def dateline(draw: random.Random, cities: Sequence[str], states: Sequence[str], agencies: Sequence[str]) -> list[Word]:
    """A dateline whose city is word 0. Heads count from its own start; the city's head is set by the caller."""
    city = draw.choice(cities).split()
    if draw.random() < 0.75:
        city = [part.upper() for part in city]
    words = [piece(city[0], "PROPN", "NNP", -1, "dep")]
    words += [piece(part, "PROPN", "NNP", 0, "flat") for part in city[1:]]
    if draw.random() < 0.35:
        words[-1].space = False
        words.append(piece(",", "PUNCT", ",", len(words) + 1, "punct"))
        state = draw.choice(states).split()
        at = len(words)
        words.append(piece(state[0], "PROPN", "NNP", 0, "appos"))
        words += [piece(part, "PROPN", "NNP", at, "flat") for part in state[1:]]
    if draw.random() < 0.25:
        words[-1].space = False
        words.append(piece(",", "PUNCT", ",", len(words) + 1, "punct"))
        at = len(words)
        words.append(piece(draw.choice(MONTHS), "PROPN", "NNP", 0, "nmod:unmarked"))
        words.append(piece(str(draw.randint(1, 30)), "NUM", "CD", at, "nummod"))
    if draw.random() < 0.8:
        at = len(words) + 1
        agency = draw.choice(agencies).split()
        words.append(piece("(", "PUNCT", "-LRB-", at, "punct", False))
        words.append(piece(agency[0], "PROPN", "NNP", 0, "dep"))
        words += [piece(part, "PROPN", "NNP", at, "flat") for part in agency[1:]]
        words[-1].space = False
        words.append(piece(")", "PUNCT", "-RRB-", at, "punct"))
    words.append(piece(draw.choice(DASHES), "PUNCT", ":", 0, "punct"))
    return words


def with_dateline(sentence: Sentence, opening: list[Word]) -> Sentence:
    """The sentence behind the dateline; it starts a paragraph."""
    size = len(opening)
    words = [copy.copy(w) for w in (*opening, *sentence.words)]
    root = next(i for i, w in enumerate(sentence.words) if w.head < 0) + size
    words[0].head = root
    for word in words[size:]:
        word.head = word.head + size if word.head >= 0 else -1
    return Sentence(words, paragraph=True, layers=frozenset({"parse"}))


def datelined(
    sentences: Iterable[Sentence], cities: Sequence[str], states: Sequence[str], agencies: Sequence[str], seed: int
) -> list[Sentence]:
    """Every sentence that a verb in the past or present heads, behind a dateline of its own."""
    draw = random.Random(seed)
    out = []
    for one in sentences:
        root = next((w for w in one.words if w.head < 0), None)
        if root is None or root.xpos not in ("VBD", "VBZ", "VBP") or not 8 < len(one.words) < 45:
            continue
        if one.words[0].form[:1].isupper():
            out.append(with_dateline(one, dateline(draw, cities, states, agencies)))
    return out

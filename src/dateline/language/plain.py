"""The tokens of a text as plain values; of a Doc, read off once: asking spaCy one by one costs ten times as much."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, cast

import numpy as np

if TYPE_CHECKING:  # its import takes half a second, and our own pipeline goes without
    from spacy.tokens import Doc

_TEXTS: Final = ("ORTH", "POS", "TAG", "LEMMA", "DEP", "ENT_TYPE")
_NUMBERS: Final = ("HEAD", "IDX", "SENT_START", "ENT_IOB", "IS_PUNCT", "IS_SPACE")
_COLUMNS = "dateline_columns"
_INSIDE: Final = 1  # spaCy's numbers for where a word stands in a name
_BEGINS: Final = 3


class Stretch(NamedTuple):
    """Tokens [start, end): a sentence."""

    start: int
    end: int


class NamedRange(NamedTuple):
    """Tokens [start, end) that name something, and what it is."""

    start: int
    end: int
    label: str


class Plain(NamedTuple):
    """One token. The names are spaCy's and mean the same; `end` is the character behind it."""

    i: int
    idx: int
    end: int
    text: str
    lower_: str
    pos_: str
    tag_: str
    lemma_: str
    ent_type_: str
    is_punct: bool
    is_space: bool
    is_sent_start: bool
    sent: Stretch


@dataclass(frozen=True, slots=True)
class Columns:
    """One attribute of all tokens at once, "" or 0 where it is not set. `head`: its own number for a root."""

    orth: tuple[str, ...]
    lower: tuple[str, ...]
    pos: tuple[str, ...]
    tag: tuple[str, ...]
    lemma: tuple[str, ...]
    dep: tuple[str, ...]
    ent_type: tuple[str, ...]
    head: tuple[int, ...]
    idx: tuple[int, ...]
    sent_start: tuple[int, ...]
    ent_iob: tuple[int, ...]
    punct: tuple[bool, ...]
    space: tuple[bool, ...]


def columns_of(doc: Doc) -> Columns:
    """The columns of `doc`, read once and kept in its `user_data`: the Doc must not change afterwards."""
    found = cast("Columns | None", doc.user_data.get(_COLUMNS))
    if found is None:
        found = doc.user_data[_COLUMNS] = _read_columns(doc)
    return found


def names_of(read: Columns) -> list[NamedRange]:
    """What is named, as `doc.ents` gives it."""
    marks, types, out = read.ent_iob, read.ent_type, []
    for start in [at for at, mark in enumerate(marks) if mark == _BEGINS]:
        end = start + 1
        while end < len(marks) and marks[end] == _INSIDE:
            end += 1
        if types[start]:
            out.append(NamedRange(start, end, types[start]))
    return out


def _read_columns(doc: Doc) -> Columns:
    size = len(doc)
    table = doc.to_array([*_TEXTS, *_NUMBERS]) if size else np.zeros((0, len(_TEXTS) + len(_NUMBERS)), np.uint64)
    texts = table[:, : len(_TEXTS)].T.tolist()
    strings = doc.vocab.strings
    known = {number: str(strings[number]) for number in set().union(*texts)} | {0: ""}
    orth, pos, tag, lemma, dep, ent_type = [tuple([known[number] for number in numbers]) for numbers in texts]
    steps, idx, starts, iob, punct, space = table[:, len(_TEXTS) :].T
    return Columns(
        orth=orth,
        lower=tuple([word.lower() for word in orth]),
        pos=pos,
        tag=tag,
        lemma=lemma,
        dep=dep,
        ent_type=ent_type,
        head=tuple((np.arange(size) + steps.astype(np.int32)).tolist()),
        idx=tuple(idx.tolist()),
        sent_start=tuple(starts.astype(np.int32).tolist()),
        ent_iob=tuple(iob.tolist()),
        punct=tuple(punct.astype(bool).tolist()),
        space=tuple(space.astype(bool).tolist()),
    )


def tokens_of(c: Columns) -> tuple[Plain, ...]:
    """The tokens one by one. Where no sentence starts are marked, all are one sentence."""
    sents: list[Stretch] = []
    for one in _sentences(c.sent_start):
        sents += [one] * (one.end - one.start)
    ends = [at + len(word) for at, word in zip(c.idx, c.orth, strict=True)]
    begun = [mark == 1 for mark in c.sent_start]
    fields = zip(
        range(len(ends)), c.idx, ends, c.orth, c.lower, c.pos, c.tag, c.lemma, c.ent_type, c.punct, c.space, begun,
        sents, strict=True,
    )  # fmt: skip
    return tuple(map(functools.partial(tuple.__new__, Plain), fields))  # as `Plain._make`, without a call of Python


def _sentences(marks: Sequence[int]) -> list[Stretch]:
    starts = [at for at, mark in enumerate(marks) if mark == 1 or not at]
    return [Stretch(*one) for one in zip(starts, [*starts[1:], len(marks)], strict=True)] if starts else []

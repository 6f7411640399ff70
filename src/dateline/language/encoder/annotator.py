"""CutText words to an `AnnotatedText` with every layer of the shipped encoder."""

from __future__ import annotations

import functools
import itertools
import unicodedata
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from dateline.language.annotated import AnnotatedText, Reach, reach_of, sentence_marks
from dateline.language.broken_names import bridge_line_breaks, join_hyphens
from dateline.language.encoder import acts, commitment, decode, frames, said
from dateline.language.encoder.analysis import Layers, annotate
from dateline.language.encoder.lemmas import lemma
from dateline.language.encoder.network import Encoder
from dateline.language.plain import Columns
from dateline.language.tokens import CutText

INSIDE, OUTSIDE, BEGIN = 1, 2, 3
"""spaCy's numbers of I, O and B."""

KNOWN = 200_000
"""Lemmas that are kept; further ones are worked out anew each time."""

T = TypeVar("T")


class Annotator:
    """Writes what the encoder says beside the words."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        labels = encoder.labels
        self._pos, self._tag = (*labels["upos"], "SPACE"), (*labels["xpos"], "_SP")
        self._dep, self._feats = (*labels["relation"], "ROOT", "dep"), (*labels["feats"], "")
        kinds = {"O": (OUTSIDE, "")}
        for label in labels["entity"]:
            if label != "O":
                kinds[label] = (BEGIN if label[0] == "B" else INSIDE, label[2:])
        self._entity = kinds
        self._lemmas: dict[tuple[str, int, int], str] = {}

    def __call__(self, cut: CutText) -> AnnotatedText:
        """The words with their layers. A blank hangs on the word before it (or after it, at the start)."""
        real = np.flatnonzero(~np.array(cut.blank, bool))
        if not len(real):
            return unread(cut)
        blanks = len(real) < len(cut.words)
        words = [cut.words[i] for i in real.tolist()] if blanks else cut.words
        hard = [cut.hard[i] for i in real.tolist()] if blanks else cut.hard
        layers = annotate(self._encoder, words, hard, settled=cut.settled)
        feats = spread(self._feats, layers.feats, real, len(cut.words), -1)
        head = heads_of(layers.head, real, len(cut.words))
        reach = reach_of(head)
        columns = self._columns(cut, words, layers, real, head, reach)
        read = AnnotatedText(columns, cut.spaces, feats, {}, True, True, {"reach": reach})
        frames.attach(read, self._encoder, layers, real.tolist())
        commitment.attach(read, layers.windows, real)
        relations = acts.labelled(self._encoder, layers)
        acts.attach(read, self._encoder, layers, relations, real)
        said.attach(read, self._encoder, layers, relations, real)
        return read

    def _columns(
        self,
        cut: CutText,
        words: Sequence[str],
        layers: Layers,
        real: npt.NDArray[np.intp],
        head: tuple[int, ...],
        reach: Reach,
    ) -> Columns:
        size = len(cut.words)
        entity = ["O"] * size
        for i, label in zip(real.tolist(), layers.entity, strict=True):
            entity[i] = label
        bridge_line_breaks(cut, entity)
        join_hyphens(cut, entity)
        lemmas = list(cut.words)  # of a blank, itself
        for i, found in zip(real.tolist(), self._lemmas_of(words, layers), strict=True):
            lemmas[i] = found
        return Columns(
            orth=cut.words,
            lower=tuple([word.lower() for word in cut.words]),
            pos=spread(self._pos, layers.upos, real, size, -1),
            tag=spread(self._tag, layers.xpos, real, size, -1),
            lemma=tuple(lemmas),
            dep=spread(self._dep, layers.relation, real, size, -1),
            ent_type=tuple([self._entity[label][1] for label in entity]),
            head=head,
            idx=offsets(cut),
            sent_start=sentence_marks(head, reach),
            ent_iob=tuple([self._entity[label][0] for label in entity]),
            punct=tuple(map(is_punct, cut.words)),
            space=tuple([word.isspace() for word in cut.words]),
        )

    def _lemmas_of(self, words: Sequence[str], layers: Layers) -> list[str]:
        known, out = self._lemmas, []
        for key in zip(words, layers.upos.tolist(), layers.script.tolist(), strict=True):
            found = known.get(key)
            if found is None:
                found = self._lemma(*key)
                if len(known) < KNOWN:
                    known[key] = found
            out.append(found)
        return out

    def _lemma(self, word: str, pos: int, script: int) -> str:
        labels = self._encoder.labels
        return lemma(word, labels["upos"][pos], decode.lemma(word, labels["lemma"][script]))


def heads_of(found: npt.NDArray[np.int64], real: npt.NDArray[np.intp], size: int) -> tuple[int, ...]:
    """The head of each of `size` tokens, from those of words, `found` [words]: a blank hangs on the word before it (or
    after it, at the start). `real` [words]: the tokens that they are."""
    before = np.maximum(np.searchsorted(real, np.arange(size), "right") - 1, 0)
    heads = real[before]
    heads[real] = real[found]
    return tuple(heads.tolist())


def unread(cut: CutText) -> AnnotatedText:
    """The words of a text that has none to be read: blanks alone."""
    size = len(cut.words)
    none, zero = ("",) * size, (0,) * size
    columns = Columns(
        orth=cut.words,
        lower=tuple([word.lower() for word in cut.words]),
        pos=none,
        tag=none,
        lemma=none,
        dep=none,
        ent_type=none,
        head=tuple(range(size)),
        idx=offsets(cut),
        sent_start=(1, *zero[1:]) if size else (),  # as spaCy has it
        ent_iob=zero,
        punct=tuple(map(is_punct, cut.words)),
        space=tuple([word.isspace() for word in cut.words]),
    )
    return AnnotatedText(columns, cut.spaces, none, {}, False, size == 1)


def offsets(cut: CutText) -> tuple[int, ...]:
    """The first character of each word."""
    lengths = [len(word) + space for word, space in zip(cut.words, cut.spaces, strict=True)]
    return tuple(itertools.accumulate(lengths[:-1], initial=0)) if lengths else ()


def spread(
    names: Sequence[T], numbers: npt.NDArray[np.int64], real: npt.NDArray[np.intp], size: int, blank: int
) -> tuple[T, ...]:
    """The names of `numbers` [words] by token [size]; the one at `blank` for tokens that are no words."""
    if len(real) == size:
        return tuple([names[number] for number in numbers.tolist()])
    every = np.full(size, blank, np.int64)
    every[real] = numbers
    return tuple([names[number] for number in every.tolist()])


@functools.lru_cache(maxsize=1 << 16)
def is_punct(word: str) -> bool:
    """Whether all its characters are punctuation, as spaCy has it."""
    return all(unicodedata.category(char)[0] == "P" for char in word)

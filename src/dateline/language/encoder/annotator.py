"""CutText words to a spaCy `Doc` with every layer of the shipped encoder."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from spacy.vocab import Vocab

from dateline.language.broken_names import bridge_line_breaks, join_hyphens
from dateline.language.encoder import acts, commitment, decode, frames, said
from dateline.language.encoder.analysis import Layers, annotate
from dateline.language.encoder.lemmas import lemma
from dateline.language.encoder.network import Encoder
from dateline.language.tokens import CutText

Hashes = npt.NDArray[np.uint64]
ATTRIBUTES = ("POS", "HEAD", "DEP", "LEMMA", "TAG", "MORPH", "ENT_IOB", "ENT_TYPE")
INSIDE, OUTSIDE, BEGIN = 1, 2, 3
"""spaCy's numbers of I, O and B."""

KNOWN = 200_000
"""Lemmas that are kept; further ones are worked out anew each time."""


class Annotator:
    """Writes what the encoder says into Docs of one vocabulary, by hashes that are looked up once a label."""

    def __init__(self, encoder: Encoder, vocab: Vocab) -> None:
        self.vocab = vocab
        self._encoder = encoder
        labels = encoder.labels
        self._pos = self._hashes([*labels["upos"], "SPACE"])
        self._tag = self._hashes([*labels["xpos"], "_SP"])
        self._dep = self._hashes([*labels["relation"], "ROOT", "dep"])
        self._morph = np.array([vocab.morphology.add(feats) for feats in (*labels["feats"], "")], np.uint64)
        kinds = {"O": (OUTSIDE, 0)}
        for label in labels["entity"]:
            if label != "O":
                kinds[label] = (BEGIN if label[0] == "B" else INSIDE, vocab.strings.add(label[2:]))
        self._entity = kinds
        self._lemmas: dict[tuple[str, int, int], int] = {}

    def _hashes(self, names: list[str]) -> Hashes:
        return np.array([self.vocab.strings.add(name) for name in names], np.uint64)

    def __call__(self, cut: CutText) -> Doc:
        """A Doc of these tokens. A blank token hangs on the word before it (or after it, at the start)."""
        doc = Doc(self.vocab, words=list(cut.words), spaces=list(cut.spaces))
        real = np.flatnonzero(~np.array(cut.blank, bool))
        if not len(real):
            return doc
        blanks = len(real) < len(cut.words)
        words = [cut.words[i] for i in real.tolist()] if blanks else cut.words
        hard = [cut.hard[i] for i in real.tolist()] if blanks else cut.hard
        layers = annotate(self._encoder, words, hard, settled=cut.settled)
        doc.from_array(list(ATTRIBUTES), cast("Any", self._values(cut, words, layers, real)))
        frames.attach(doc, self._encoder, layers, real.tolist())
        commitment.attach(doc, layers.windows, real)
        relations = acts.labelled(self._encoder, layers)
        acts.attach(doc, self._encoder, layers, relations, real)
        said.attach(doc, self._encoder, layers, relations, real)
        return doc

    def _values(
        self, cut: CutText, words: list[str] | tuple[str, ...], layers: Layers, real: npt.NDArray[np.intp]
    ) -> Hashes:
        """The columns of `ATTRIBUTES` [tokens, 8]."""
        size = len(cut.words)
        before = np.maximum(np.searchsorted(real, np.arange(size), "right") - 1, 0)
        heads = real[before]
        heads[real] = real[layers.head]
        entity = ["O"] * size
        for i, label in zip(real.tolist(), layers.entity, strict=True):
            entity[i] = label
        bridge_line_breaks(cut, entity)
        join_hyphens(cut, entity)
        values = np.empty((size, len(ATTRIBUTES)), np.uint64)
        values[:, 0] = self._pos[-1]
        values[:, 1] = (heads - np.arange(size)).astype(np.int32).astype(np.uint64)
        values[:, 2] = self._dep[-1]
        values[:, 4] = self._tag[-1]
        values[:, 5] = self._morph[-1]
        values[:, 6:] = [self._entity[label] for label in entity]
        values[real, 0] = self._pos[layers.upos]
        values[real, 2] = self._dep[layers.relation]
        values[real, 3] = self._lemma_hashes(words, layers)
        values[real, 4] = self._tag[layers.xpos]
        values[real, 5] = self._morph[layers.feats]
        for i in np.flatnonzero(np.array(cut.blank, bool)).tolist():
            values[i, 3] = self.vocab.strings.add(cut.words[i])
        return values

    def _lemma_hashes(self, words: list[str] | tuple[str, ...], layers: Layers) -> list[int]:
        known, out = self._lemmas, []
        for key in zip(words, layers.upos.tolist(), layers.script.tolist(), strict=True):
            found = known.get(key)
            if found is None:
                found = self._lemma_hash(*key)
                if len(known) < KNOWN:
                    known[key] = found
            out.append(found)
        return out

    def _lemma_hash(self, word: str, pos: int, script: int) -> int:
        labels = self._encoder.labels
        guess = decode.lemma(word, labels["lemma"][script])
        return int(self.vocab.strings.add(lemma(word, labels["upos"][pos], guess)))

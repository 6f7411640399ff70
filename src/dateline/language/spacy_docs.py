"""spaCy's `Doc` of a text that our encoder annotated: what `Language.parse` gives, and the component of a pipeline."""

from __future__ import annotations

import functools
from typing import Any, Final, cast

import numpy as np
from spacy.lang.en import EnglishDefaults
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab, create_vocab

from dateline.language.annotated import LAYERS, AnnotatedText
from dateline.language.encoder.commitment import of_token

_ATTRIBUTES: Final = ("POS", "HEAD", "DEP", "LEMMA", "TAG", "MORPH", "ENT_IOB", "ENT_TYPE")
_UNREAD: Final = {"dateline_frames": ()}

for _name in (*LAYERS, "dateline_predicates"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_UNREAD.get(_name))
if not Token.has_extension("dateline_commitment"):
    Token.set_extension("dateline_commitment", getter=of_token)


@functools.cache
def vocabulary() -> Vocab:
    """The vocabulary of all Docs of a process: spaCy's for English."""
    return create_vocab("en", EnglishDefaults)


def doc_of(text: AnnotatedText, vocab: Vocab) -> Doc:
    """A Doc of the same words with every layer."""
    read = text.columns
    doc = Doc(vocab, words=list(read.orth), spaces=list(text.spaces))
    if not text.is_parsed:
        return doc
    add, morph = vocab.strings.add, vocab.morphology.add
    known = {feats: morph(feats) for feats in set(text.feats)}
    size = len(text)
    values = np.empty((size, len(_ATTRIBUTES)), np.uint64)
    for at, column in ((0, read.pos), (2, read.dep), (3, read.lemma), (4, read.tag), (7, read.ent_type)):
        hashes = {word: add(word) for word in set(column)}
        values[:, at] = [hashes[word] for word in column]
    values[:, 1] = (np.array(read.head) - np.arange(size)).astype(np.int32).astype(np.uint64)
    values[:, 5] = [known[feats] for feats in text.feats]
    values[:, 6] = read.ent_iob
    doc.from_array(list(_ATTRIBUTES), cast("Any", values))
    for name, layer in text.layers.items():
        setattr(doc._, name, layer)
    return doc

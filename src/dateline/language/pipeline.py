"""`load` and `Language`: text and its paragraphs in, spaCy `Doc` out, with our pipeline or any installed one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import spacy
from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan
from spacy.vocab import Vocab

from dateline.model import Span

from .analysis import annotate
from .encoder import Encoder
from .tokens import Cut, cut
from .words import table

WEIGHTS = Path(__file__).parent / "weights"
TYPES = {"GPE": "LOC", "FAC": "LOC"}
"""OntoNotes types that our guideline calls places."""


class Engine(Protocol):
    """What turns cut words into an annotated Doc."""

    def __call__(self, words: Cut) -> Doc:
        """The Doc of these tokens."""
        ...


class Language:
    """A pipeline that keeps offsets: `token.idx` counts code points of the given text.

    Lone surrogates read as U+FFFD in the Doc; lengths stay. One instance may be used from one thread at a time.
    """

    def __init__(self, name: str, engine: Engine) -> None:
        self.name = name
        self._engine = engine

    def parse(self, text: str, paragraphs: Sequence[Span]) -> Doc:
        """Parse a text. Paragraphs are hard sentence boundaries; what lies outside them is one blank token each.

        Raises ValueError where paragraphs overlap, are out of order or leave the text.
        """
        return self.annotate(cut(text, paragraphs))

    def annotate(self, words: Cut) -> Doc:
        """Annotate words that are cut already."""
        return self._engine(words)

    def pipe(self, items: Iterable[tuple[str, Sequence[Span]]]) -> Iterator[Doc]:
        """`parse` for many; each Doc is the same as if parsed alone."""
        for text, paragraphs in items:
            yield self.parse(text, paragraphs)


class Ours:
    """The shipped encoder."""

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        self._encoder = Encoder(folder, threads)
        self._vocab: Vocab = spacy.blank("en").vocab

    def __call__(self, words: Cut) -> Doc:
        return annotated(self._encoder, self._vocab, words)


def annotated(encoder: Encoder, vocab: Vocab, words: Cut) -> Doc:
    """A Doc with every layer. Blank tokens hang on the word before them (or after, at a start)."""
    real = [i for i, blank in enumerate(words.blank) if not blank]
    size = len(words.words)
    if not real:
        return Doc(vocab, list(words.words), list(words.spaces))
    layers = annotate(encoder, [words.words[i] for i in real], [words.hard[i] for i in real], settled=words.settled)
    tag, pos, lemma, relation = ["_SP"] * size, ["SPACE"] * size, list(words.words), ["dep"] * size
    morph, entity, heads = [""] * size, ["O"] * size, list(range(size))
    for k, i in enumerate(real):
        tag[i], pos[i], morph[i], lemma[i] = layers.tag[k], layers.pos[k], layers.morph[k], layers.lemma[k]
        relation[i], heads[i], entity[i] = layers.relation[k], real[layers.head[k]], layers.entity[k]
    place = 0
    for i in range(size):
        if words.blank[i]:
            heads[i] = real[place - 1] if place else real[0]
        else:
            place += 1
    bridge(words, entity)
    hyphenated(words, entity)
    return Doc(
        vocab,
        words=list(words.words),
        spaces=list(words.spaces),
        tags=tag,
        pos=pos,
        morphs=morph,
        lemmas=lemma,
        heads=heads,
        deps=relation,
        ents=entity,
    )


def bridge(words: Cut, entity: list[str]) -> None:
    """A name that a line break runs through stays one name; at a paragraph start a name cannot go on."""
    before = "O"
    for i, label in enumerate(entity):
        if words.blank[i]:
            follows = next((entity[j] for j in range(i + 1, len(entity)) if not words.blank[j]), "O")
            short = "\n" in words.words[i] or len(words.words[i]) < 4
            entity[i] = follows if follows.startswith("I-") and follows[2:] == before[2:] and short else "O"
        elif label.startswith("I-") and (words.hard[i] or before[2:] != label[2:]):
            entity[i] = "B-" + label[2:]
        before = entity[i]


def hyphenated(words: Cut, entity: list[str]) -> None:
    """A name that hyphens hold together stays one name: "Rostov-on-Don", whatever parts of it were recognised."""
    tied = [w == "-" and not words.spaces[i] and i > 0 and not words.spaces[i - 1] for i, w in enumerate(words.words)]
    links = table("hyphen_links")
    for i in range(len(entity) - 4):
        if entity[i] == "O" or not (tied[i + 1] and tied[i + 3]):
            continue
        if words.words[i + 2].lower() in links and words.words[i + 4][:1].isupper():
            kind, end = entity[i][2:], i + 5
            entity[i + 1 : end] = [f"I-{kind}"] * 4
            if end < len(entity) and entity[end].startswith("I-") and entity[end][2:] != kind:
                entity[end] = "B" + entity[end][1:]


class Theirs:
    """An installed spaCy pipeline over our tokens, so that offsets and paragraphs hold."""

    def __init__(self, nlp: SpacyLanguage) -> None:
        self._nlp = nlp

    def __call__(self, words: Cut) -> Doc:
        doc = Doc(self._nlp.vocab, list(words.words), list(words.spaces))
        for i, starts in enumerate(words.hard):
            if starts:
                doc[i].is_sent_start = True
        if not any(not b for b in words.blank):
            return doc
        for _, process in self._nlp.pipeline:
            doc = process(doc)
        doc.ents = [SpacySpan(doc, e.start, e.end, label=TYPES.get(e.label_, e.label_)) for e in doc.ents]
        return doc


def load(name: str = "dateline", *, threads: int = 1, weights: Path | None = None) -> Language:
    """The shipped pipeline ("dateline"), or an installed spaCy pipeline by its name.

    `threads`: for the shipped encoder. `weights`: another folder of weights for it. Raises OSError where the named
    pipeline is not installed, FileNotFoundError where weights are missing.
    """
    if name == "dateline":
        return Language(name, Ours(weights or WEIGHTS, threads))
    return Language(name, Theirs(spacy.load(name)))

"""Words to annotation: windows over a report, sentence by sentence, nothing cut off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from . import decode
from .encoder import Encoder, Numbers, Scores
from .lemmas import lemma
from .names import agree

QUOTES = frozenset("\"“'‘«")
FULL_STOPS = frozenset(".!?")
WINDOW = 240
"""Word pieces in a window. The encoder was trained on stretches of this order."""

LIMIT = 480
"""Word pieces that the encoder can hold; a sentence longer than this is parted where a start is likeliest."""


@dataclass(slots=True)
class Layers:
    """Annotation by word. `head` is the number of the head word, the word's own number for a root."""

    tag: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    morph: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    relation: list[str] = field(default_factory=list)
    entity: list[str] = field(default_factory=list)


def annotate(encoder: Encoder, words: Sequence[str], hard: Sequence[bool], *, settled: bool = False) -> Layers:
    """Every layer of a report's words. `hard[i]`: a paragraph (and so a sentence) starts at word i.

    `settled`: sentences start at hard words only.
    """
    layers = Layers()
    seen = []
    for offset, scores, starts in stretches(encoder, words, hard, settled):
        ends = [*starts[1:], starts[-1]]
        size = ends[-1]
        attach(layers, encoder, words, offset, scores, starts[:-1], size)
        seen.append(scores.entity[:size])
    if seen:
        layers.entity = agree(words, layers.entity, np.concatenate(seen), encoder.labels["entity"])
    return layers


def stretches(
    encoder: Encoder, words: Sequence[str], hard: Sequence[bool], settled: bool
) -> Iterator[tuple[int, Scores, list[int]]]:
    """(offset, scores, sentence starts and the end within the window) of runs of whole sentences."""
    at, total = 0, len(words)
    lengths = [len(encoder.pieces(w)) for w in words]
    budget = WINDOW
    while at < total:
        end = window(lengths, hard, at, budget)
        scores = encoder.scores(words[at:end], [hard[i] or i == at for i in range(at, end)])
        if settled:
            scores.start.fill(-10)
        starts = sentence_starts(words, hard, at, end, scores)
        if end < total and not hard[end]:
            if len(starts) == 1 and budget < LIMIT and sum(lengths[at : end + 1]) < LIMIT:
                budget = LIMIT
                continue
            starts = starts if len(starts) > 1 else [0, parting(scores)]
        else:
            starts.append(end - at)
        yield at, scores, starts
        at += starts[-1]
        budget = WINDOW


def window(lengths: Sequence[int], hard: Sequence[bool], at: int, budget: int) -> int:
    """Where the window from `at` ends: at the last paragraph end in its second half, else where the budget does."""
    used, end, border = 0, at, at
    while end < len(lengths) and (used + lengths[end] <= budget or end == at):
        used += lengths[end]
        end += 1
        if end < len(lengths) and hard[end] and used > budget // 3:
            border = end
    return border if border > at and end < len(lengths) else end


def sentence_starts(words: Sequence[str], hard: Sequence[bool], at: int, end: int, scores: Scores) -> list[int]:
    """Word numbers within the window where sentences start, 0 first."""
    return [
        i
        for i, score in enumerate(scores.start.tolist())
        if i == 0 or hard[at + i] or score > 0 or (score > -3 and opens(words, at + i, end))
    ]


def opens(words: Sequence[str], i: int, end: int) -> bool:
    """Whether a quotation opens after a full stop: treebanks of web text show the encoder too few of them."""
    return i + 1 < end and words[i] in QUOTES and words[i - 1] in FULL_STOPS and words[i + 1][:1].isupper()


def parting(scores: Scores) -> int:
    """Where to part a sentence that fills a whole window: the likeliest start in its second half."""
    half = max(1, len(scores.start) // 2)
    if half >= len(scores.start):
        return len(scores.start)
    return half + int(np.argmax(scores.start[half:]))


def attach(
    layers: Layers,
    encoder: Encoder,
    words: Sequence[str],
    offset: int,
    scores: Scores,
    starts: Sequence[int],
    size: int,
) -> None:
    """Decode the sentences of one window and append them."""
    labels = encoder.labels
    layers.entity += decode.entities(scores.entity[:size], labels["entity"])
    pos = [labels["upos"][i] for i in scores.upos[:size].tolist()]
    layers.pos += pos
    layers.tag += [labels["xpos"][i] for i in scores.xpos[:size].tolist()]
    layers.morph += [labels["feats"][i] for i in scores.feats[:size].tolist()]
    for word, kind, script in zip(words[offset : offset + size], pos, scores.lemma[:size].tolist(), strict=True):
        layers.lemma.append(lemma(word, kind, decode.lemma(word, labels["lemma"][script])))
    for start, end in zip(starts, [*starts[1:], size], strict=True):
        own = scores.arc[start:end]
        heads = decode.tree(np.concatenate((own[:, :1], own[:, start + 1 : end + 1]), axis=1))
        layers.relation += relations(scores, heads, start, end, labels["relation"])
        layers.head += [offset + start + (h - 1 if h else i) for i, h in enumerate(heads.tolist())]


def relations(scores: Scores, heads: Numbers, start: int, end: int, labels: Sequence[str]) -> list[str]:
    """The best relation to each chosen head; "ROOT" (spaCy's spelling) for the root and for nothing else."""
    rows = np.where(heads > 0, heads + start, 0)
    found = np.einsum("wrk,wk->wr", scores.child[start:end], scores.parent[rows])
    if "root" in labels:
        found[heads > 0, labels.index("root")] = -np.inf
    best = found.argmax(1)
    return ["ROOT" if h == 0 else labels[b] for h, b in zip(heads.tolist(), best.tolist(), strict=True)]

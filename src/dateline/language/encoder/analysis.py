"""Words to annotation: windows over a report, sentence by sentence, nothing cut off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dateline.language.encoder import decode
from dateline.language.encoder.names import agree
from dateline.language.encoder.network import Encoder, Floats, Numbers, Scores

QUOTES = frozenset("\"“'‘«")
FULL_STOPS = frozenset(".!?")
DOUBT, DOUBT_QUOTED = -9, -3
"""Logits above which a sentence starts behind a full stop, with a capital or with a quotation."""

WINDOW = 128
"""Word pieces in a window: about as many as the stretches that the encoder learnt on. Attention costs their square."""

LIMIT = 480
"""Word pieces that the encoder can hold; a sentence longer than this is parted where a start is likeliest."""


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder said of a run of whole sentences: `size` words from word `offset` on.

    `starts`: where sentences start, within the window, 0 first. `scores` may go on behind `size`.
    """

    offset: int
    size: int
    starts: tuple[int, ...]
    scores: Scores


@dataclass(frozen=True, slots=True)
class Layers:
    """Annotation by word: numbers of labels, [n] each. `windows` keeps what further layers are read from.

    `head` is the number of the head word, the word's own number for a root; a root's `relation` is one more than the
    last label's number. `script`: what makes the lemma of the word.
    """

    upos: Numbers
    xpos: Numbers
    feats: Numbers
    script: Numbers
    head: Numbers
    relation: Numbers
    entity: list[str]
    windows: tuple[Window, ...]


def annotate(encoder: Encoder, words: Sequence[str], hard: Sequence[bool], *, settled: bool = False) -> Layers:
    """Every layer of a report's words, one at least. `hard[i]`: a paragraph (and so a sentence) starts at word i.

    `settled`: sentences start at hard words only.
    """
    windows = tuple(stretches(encoder, words, hard, settled))
    labels = encoder.labels
    root = labels["relation"].index("root") if "root" in labels["relation"] else None
    heads, relations, entity = [], [], []
    for one in windows:
        found = decode.trees(one.scores.arc, one.starts, one.size)
        heads.append(np.where(found > 0, found - 1, np.arange(one.size)) + one.offset)
        relations.append(choose_relations(encoder.relations(one.scores, found), found, root))
        entity += decode.entities(one.scores.entity[: one.size], labels["entity"])

    def join_windows(name: str) -> Numbers:
        return np.concatenate([getattr(w.scores, name)[: w.size] for w in windows])

    seen: Floats = np.concatenate([w.scores.entity[: w.size] for w in windows])
    return Layers(
        upos=join_windows("upos"),
        xpos=join_windows("xpos"),
        feats=join_windows("feats"),
        script=join_windows("lemma"),
        head=np.concatenate(heads),
        relation=np.concatenate(relations),
        entity=agree(words, entity, seen, labels["entity"]),
        windows=windows,
    )


def stretches(encoder: Encoder, words: Sequence[str], hard: Sequence[bool], settled: bool) -> Iterator[Window]:
    """Runs of whole sentences."""
    at, total = 0, len(words)
    ends = np.concatenate(([0], np.cumsum([len(encoder.pieces(w)) for w in words])))
    borders = np.flatnonzero(hard)
    budget, parted = WINDOW, False
    while at < total:
        end = window_end(ends, borders, at, budget)
        scores = encoder.scores(words[at:end], [True, *hard[at + 1 : end]])
        starts = sentence_starts(words, hard, at, end, None if settled else scores.start)
        if end == total or hard[end]:
            size, parted = end - at, False
        elif len(starts) > 1:
            size, parted = starts.pop(), False
        elif not parted and budget < LIMIT and ends[end + 1] - ends[at] < LIMIT:
            budget = min(2 * budget, LIMIT)
            continue
        else:
            size, parted = parting(scores.start), True  # it has no end: how it goes on is not looked at longer
        yield Window(at, size, tuple(starts), scores)
        at += size
        budget = WINDOW


def window_end(ends: Numbers, borders: Numbers, at: int, budget: int) -> int:
    """Where the window from word `at` ends: at the last paragraph end behind its first third, else with the budget.

    `ends` [n + 1]: pieces before each word; `borders`: the words at which paragraphs start, in order.
    """
    end = max(at + 1, int(np.searchsorted(ends, ends[at] + budget, "right")) - 1)
    if end == len(ends) - 1:
        return end
    before = int(np.searchsorted(borders, end, "right")) - 1
    border = int(borders[before]) if before >= 0 else 0
    return border if border > at and ends[border] - ends[at] > budget // 3 else end


def sentence_starts(words: Sequence[str], hard: Sequence[bool], at: int, end: int, start: Floats | None) -> list[int]:
    """Word numbers within the window where sentences start, 0 first. `start`: logits, None for hard starts alone."""
    sure = np.array(hard[at:end], bool)
    sure[0] = True
    if start is not None:
        sure |= start > 0
        for i in np.flatnonzero(~sure & (start > DOUBT)).tolist():
            sure[i] = follows_a_stop(words, at, at + i, end, float(start[i]))
    return np.flatnonzero(sure).tolist()


def follows_a_stop(words: Sequence[str], at: int, i: int, end: int, start: float) -> bool:
    """Whether a capital or an opening quotation behind a full stop begins a sentence, though the encoder doubts it.

    Abbreviations hold their stops, so a stop that is a word ends nearly every sentence: of 13 doubted starts with a
    capital behind one, in the dev parts of EWT and GUM, 11 are starts. A straight quotation mark opens where an even
    number of them stands before it since the window's start.
    """
    if words[i - 1] not in FULL_STOPS:
        return False
    if words[i][:1].isupper():
        return True
    if start <= DOUBT_QUOTED or words[i] not in QUOTES or i + 1 >= end or not words[i + 1][:1].isupper():
        return False
    return words[i] != '"' or words[at:i].count('"') % 2 == 0


def parting(start: Floats) -> int:
    """Where to part a sentence that fills a whole window: the likeliest start in its second half."""
    half = max(1, len(start) // 2)
    if half >= len(start):
        return len(start)
    return half + int(np.argmax(start[half:]))


def choose_relations(found: Floats, heads: Numbers, root: int | None) -> Numbers:
    """The best relation to each chosen head from scores [n, relations]; one past the last for a root alone."""
    if root is not None:
        found[heads > 0, root] = -np.inf
    best: Numbers = found.argmax(1)
    best[heads == 0] = found.shape[1]
    return best

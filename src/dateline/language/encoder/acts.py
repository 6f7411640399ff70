"""Which words tell an act, as the encoder sees it: its type, how it is told, and what every other word is to it.

`told_acts(doc)` gives proposals with their probabilities; it decides nothing. Types are PLOVER's; a part is a side
(actor, recipient, or both where all sides do it together), a day, a place, a number, or who says or denies it. The
field's words are event detection and argument extraction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast

import numpy as np

from dateline.language.annotated import AnnotatedText, keep_layer, layer_of
from dateline.language.encoder.analysis import Layers, Window
from dateline.language.encoder.close import Close
from dateline.language.encoder.network import Encoder, Floats, Numbers
from dateline.language.encoder.shares import softmax

if TYPE_CHECKING:
    from spacy.tokens import Doc

LEAST: Final = 0.05
"""How likely an act is at least that is proposed: whoever asks sets the bar."""
CLOSE: Final = 0.2
"""How likely an act is at least whose sentence is read once more for it."""


@dataclass(frozen=True, slots=True)
class ToldAct:
    """One word that may tell an act.

    `sure`: how likely it tells any; `types`: type -> share of all, the likeliest first; `mode` of the likeliest type;
    `tellings`: telling -> share. `parts` [n, 1 + parts]: share of each of `names` ("" for no part) for the n tokens
    from `start` on.
    """

    word: int
    sure: float
    types: tuple[tuple[str, float], ...]
    mode: str | None
    tellings: tuple[tuple[str, float], ...]
    start: int
    names: tuple[str, ...]
    parts: Floats
    _shares: dict[tuple[str, ...], list[float]] = field(default_factory=dict, repr=False)

    def part_of(self, token: int) -> str:
        """What a token is to the act; "" for nothing."""
        at = token - self.start
        return self.names[int(self.parts[at].argmax())] if 0 <= at < len(self.parts) else ""

    def share(self, token: int, *parts: str) -> float:
        """How likely a token plays one of `parts`."""
        at = token - self.start
        if not 0 <= at < len(self.parts):
            return 0.0
        shares = self._shares.get(parts)
        if shares is None:  # of all tokens at once: each is asked for, and one by one numpy is slow
            shares = self._shares[parts] = self._add_up(parts)
        return shares[at]

    def most(self, tokens: Iterable[int], parts: tuple[str, ...]) -> float:
        """The largest `share` of one of `parts` among tokens, one at least."""
        return max([self.share(token, *parts) for token in tokens])

    def _add_up(self, parts: Sequence[str]) -> list[float]:
        total = np.zeros(len(self.parts), np.float32)
        for part in parts:
            total += self.parts[:, self.names.index(part)]
        shares: list[float] = total.tolist()
        return shares

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return hash((self.word, self.start))


@dataclass(frozen=True, slots=True)
class Unread:
    """Acts that nobody asked for yet. `starts`: token of each window's first word, and of each of its words."""

    encoder: Encoder
    windows: tuple[Window, ...]
    heads: Numbers
    relations: Numbers
    numbers: Numbers

    def read(self) -> tuple[ToldAct, ...]:
        """The acts over tokens, in the order of the text."""
        return tuple(act for window in self.windows for act in self._read_window(window))

    def _read_window(self, window: Window) -> Iterator[ToldAct]:
        shares = softmax(window.scores.act[: window.size])
        words = np.flatnonzero(1 - shares[:, 0] >= LEAST)
        if not len(words):
            return
        own, labels = slice(window.offset, window.offset + window.size), self.encoder.labels
        heads = self.heads[own] - window.offset
        relations, tokens = self.relations[own], self.numbers[own]
        parts = softmax(self.encoder.parts(window.scores, words, heads, relations))
        told, modes = softmax(window.scores.telling[words]), window.scores.mode[words]
        likely = np.flatnonzero(1 - shares[words, 0] >= CLOSE)
        if len(likely):
            types = 1 + shares[words[likely], 1:].argmax(-1)
            close = self.encoder.read_closely(window.scores, words[likely], types, heads, relations)
            blend(parts, told, likely, close)
        for row, word in enumerate(words.tolist()):
            types = order(shares[word, 1:], labels["act"][1:])
            yield ToldAct(
                word=int(tokens[word]),
                sure=float(1 - shares[word, 0]),
                types=types,
                mode=choose_mode(modes[row], labels["mode"], types[0][0]),
                tellings=order(told[row], labels["telling"]),
                start=int(tokens[0]),
                names=tuple(labels["part"]),
                parts=spread(parts[row], tokens),
            )

    def __reduce__(self) -> tuple[type[tuple[ToldAct, ...]], tuple[tuple[ToldAct, ...]]]:
        """A Doc that is pickled takes its acts along, not the network."""
        return tuple, (self.read(),)


def blend(parts: Floats, told: Floats, rows: Numbers, close: Close) -> None:
    """Put the mean of both readings in the place of the first, in rows `rows`; words beyond the sentence keep it."""
    for row, at, real, own in zip(rows, close.at, close.real, softmax(close.parts), strict=True):
        parts[row, at[real]] = (parts[row, at[real]] + own[real]) / 2
    told[rows] = (told[rows] + softmax(close.telling)) / 2


def knows_acts(doc: Doc | AnnotatedText) -> bool:
    """Whether an encoder that knows acts has read `doc`: another pipeline's Doc says nothing of them."""
    return layer_of(doc, "dateline_acts") is not None


def told_acts(doc: Doc | AnnotatedText) -> tuple[ToldAct, ...]:
    """The words of `doc` that may tell an act; none where another pipeline made the Doc. Read at the first call."""
    known = cast("tuple[ToldAct, ...] | Unread | None", layer_of(doc, "dateline_acts"))
    if isinstance(known, Unread):
        known = known.read()
        keep_layer(doc, "dateline_acts", known)
    return known or ()


def labelled(encoder: Encoder, layers: Layers) -> Numbers:
    """Numbers of labels of all relations [n]: in `Layers`, a root's is one past the last label."""
    known = encoder.labels["relation"]
    return np.where(layers.relation == len(known), known.index("root"), layers.relation)


def attach(text: AnnotatedText, encoder: Encoder, layers: Layers, relations: Numbers, numbers: Numbers) -> None:
    """Give the text what `told_acts` reads; `relations` as `labelled`; `numbers[i]` is the token that word i is."""
    text.layers["dateline_acts"] = Unread(encoder, layers.windows, layers.head, relations, numbers)


def order(shares: Floats, names: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """(name, share), the likeliest first."""
    best, known = np.argsort(-shares, kind="stable").tolist(), shares.tolist()
    return tuple([(names[i], known[i]) for i in best])


def choose_mode(scores: Floats, modes: Sequence[str], type: str) -> str | None:
    """The likeliest mode of a type: `modes` are "TYPE/mode", "" for none."""
    fits = [i for i, name in enumerate(modes) if not name or name.partition("/")[0] == type]
    best = modes[max(fits, key=lambda i: float(scores[i]))]
    return best.partition("/")[2] or None


def spread(parts: Floats, tokens: Numbers) -> Floats:
    """Rows of words as rows of tokens: a blank between words plays no part."""
    out = np.zeros((int(tokens[-1]) - int(tokens[0]) + 1, parts.shape[1]), np.float32)
    out[:, 0] = 1
    out[tokens - tokens[0]] = parts
    return out

"""Which words are cues of statements, as the encoder hears it: the stance, and who speaks to whom and what is said.

`heard(doc)` gives shares; it decides nothing. A stance is one of the model's: says, claims, denies, promises,
threatens, warns, demands, proposes, believes, praises, condemns, declines. The field's word is attribution.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

import numpy as np

from dateline.language.annotated import AnnotatedText, keep_layer, layer_of
from dateline.language.encoder.acts import order, spread
from dateline.language.encoder.analysis import Layers, Window
from dateline.language.encoder.network import Encoder, Floats, Numbers
from dateline.language.encoder.shares import softmax

if TYPE_CHECKING:
    from spacy.tokens import Doc

LEAST: Final = 0.01
"""How likely a cue is at least that is told: whoever asks sets the bar."""


@dataclass(frozen=True, slots=True, eq=False)
class HeardCue:
    """One word that may be the cue of a statement.

    `sure`: how likely it is one; `stances`: stance -> share, the likeliest first. `parts` [n, 1 + parts]: share of each
    of `names` ("" for no part, speaker, addressee, content) for the n tokens from `start` on.
    """

    word: int
    sure: float
    stances: tuple[tuple[str, float], ...]
    start: int
    names: tuple[str, ...]
    parts: Floats

    def share(self, stance: str) -> float:
        """How likely the stance is this one, if the word is a cue; 0 for one that is not learnt."""
        return dict(self.stances).get(stance, 0.0)

    def tokens(self, part: str) -> list[int]:
        """The tokens that play a part rather than any other, in order."""
        own = np.flatnonzero(self.parts.argmax(1) == self.names.index(part))
        return [int(i) + self.start for i in own]


@dataclass(frozen=True, slots=True)
class Heard:
    """The cues of a Doc by their words; read when somebody asks. `starts`, `numbers` as `acts.Unread`."""

    encoder: Encoder
    windows: tuple[Window, ...]
    heads: Numbers
    relations: Numbers
    numbers: Numbers

    def read(self) -> dict[int, HeardCue]:
        """Cues by token, in the order of the text."""
        return {cue.word: cue for window in self.windows for cue in self._read_window(window)}

    def _read_window(self, window: Window) -> Iterator[HeardCue]:
        shares = softmax(window.scores.stance[: window.size])
        words = np.flatnonzero(1 - shares[:, 0] >= LEAST)
        if not len(words):
            return
        own, labels = slice(window.offset, window.offset + window.size), self.encoder.labels
        heads = self.heads[own] - window.offset
        parts = softmax(self.encoder.said(window.scores, words, heads, self.relations[own]))
        tokens = self.numbers[own]
        for row, word in enumerate(words.tolist()):
            yield HeardCue(
                word=int(tokens[word]),
                sure=float(1 - shares[word, 0]),
                stances=order(shares[word, 1:] / shares[word, 1:].sum(), labels["stance"][1:]),
                start=int(tokens[0]),
                names=tuple(labels["said"]),
                parts=spread(parts[row], tokens),
            )

    def __reduce__(self) -> tuple[type[dict[int, HeardCue]], tuple[dict[int, HeardCue]]]:
        """A Doc that is pickled takes its cues along, not the network."""
        return dict, (self.read(),)


def hears(doc: Doc | AnnotatedText) -> bool:
    """Whether an encoder that hears statements has read `doc`: another pipeline's Doc says nothing of them."""
    return layer_of(doc, "dateline_heard") is not None


def heard(doc: Doc | AnnotatedText) -> dict[int, HeardCue]:
    """The words of `doc` that may be cues; none where another pipeline made the Doc. Read at the first call."""
    known = cast("dict[int, HeardCue] | Heard | None", layer_of(doc, "dateline_heard"))
    if isinstance(known, Heard):
        known = known.read()
        keep_layer(doc, "dateline_heard", known)
    return known or {}


def attach(text: AnnotatedText, encoder: Encoder, layers: Layers, relations: Numbers, numbers: Numbers) -> None:
    """Give the text what `heard` reads; `relations` as `acts.labelled`; `numbers[i]` is the token that word i is."""
    text.layers["dateline_heard"] = Heard(encoder, layers.windows, layers.head, relations, numbers)

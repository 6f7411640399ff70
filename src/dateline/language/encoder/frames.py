"""PropBank's view of a sentence: each predicate, and the words that play its numbered roles.

`frames(doc)` is a second opinion beside `predicates(doc)`: learnt, not derived from the tree. It finds the doer of an
event noun or of a verb deep in a chain, where a rule must follow every link. Roles are PropBank's: ARG0 the doer, ARG1
what it is done to, ARG2 and up as the verb has it, ARGM-LOC, ARGM-TMP, ARGM-NEG and so on the circumstances, R-ARG0 a
relative pronoun in the role, C-ARG1 the role's second part (Palmer, Gildea and Kingsbury 2005).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np

from dateline.language.annotated import AnnotatedText, keep_layer, layer_of
from dateline.language.encoder.analysis import Layers
from dateline.language.encoder.network import Encoder, Factors, Floats, Numbers

if TYPE_CHECKING:
    from spacy.tokens import Doc

NUMBERED = "ARG"
MODIFIER = "ARGM"


@dataclass(frozen=True, slots=True)
class Filler:
    """One role of a predicate, and the head token of the phrase that fills it."""

    role: str
    head: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate with at least one role, by token number; fillers in the order of the text."""

    predicate: int
    fillers: tuple[Filler, ...]

    def filler(self, role: str) -> int | None:
        """The token that fills `role`, if one does."""
        return next((f.head for f in self.fillers if f.role == role), None)


@dataclass(frozen=True, slots=True)
class Unread:
    """Frames that nobody asked for yet: coding asks for none, and they cost a twentieth of a parse.

    `windows`: the first word, what roles are read from and the sentence starts of each; `heads`, `relations` [words];
    `numbers[i]`: the token that word i is.
    """

    encoder: Encoder
    windows: tuple[tuple[int, Factors, tuple[int, ...]], ...]
    heads: Numbers
    relations: Numbers
    numbers: tuple[int, ...]

    def read(self) -> tuple[Frame, ...]:
        """The frames over tokens."""
        found: list[Frame] = []
        for offset, factors, starts in self.windows:
            own = slice(offset, offset + len(factors.predicate))
            asker, table = self.encoder.roles(factors, self.heads[own] - offset, self.relations[own])
            found += decode(table, asker, starts, self.encoder.labels["role"], offset)
        return renumber_frames(found, self.numbers)

    def __reduce__(self) -> tuple[type[tuple[Frame, ...]], tuple[tuple[Frame, ...]]]:
        """A Doc that is pickled takes its frames along, not the network."""
        return tuple, (self.read(),)


def frames(doc: Doc | AnnotatedText) -> tuple[Frame, ...]:
    """The frames of `doc` in the order of their predicates; none where another pipeline made the Doc.

    Read at the first call, and kept.
    """
    known = cast("tuple[Frame, ...] | Unread | None", layer_of(doc, "dateline_frames"))
    if isinstance(known, Unread):
        known = known.read()
        keep_layer(doc, "dateline_frames", known)
    return known or ()


def decode(table: Floats, askers: Numbers, starts: Sequence[int], roles: Sequence[str], offset: int = 0) -> list[Frame]:
    """Frames from role scores `table` [m, n, roles] of n words towards m predicates; word 0 is number `offset`.

    `askers` [m]: the predicates; `starts`: where sentences start, 0 first; `roles`: what each role number means,
    0 being none. A role is sought within the sentence; a numbered one is played by one word, the surest.
    """
    rows, words = np.arange(len(askers)), np.arange(table.shape[1])
    sentence = np.searchsorted(starts, words, side="right")
    best = np.where(sentence == sentence[askers, None], table.argmax(2), 0)
    best[rows, askers] = 0
    rows, words = np.nonzero(best)
    found = best[rows, words]
    margin = table[rows, words, found] - table[rows, words, 0]
    claims: dict[int, list[tuple[float, int, str]]] = {}
    for row, word, role, sure in zip(rows.tolist(), words.tolist(), found.tolist(), margin.tolist(), strict=True):
        claims.setdefault(row, []).append((sure, offset + word, roles[role]))
    places = askers.tolist()
    return [
        Frame(offset + places[row], tuple(Filler(role, word) for word, role in fill(own)))
        for row, own in claims.items()
    ]


def attach(text: AnnotatedText, encoder: Encoder, layers: Layers, numbers: Sequence[int]) -> None:
    """Give the text what `frames` reads; `numbers[i]` is the token that word i is."""
    known = encoder.labels["relation"]
    # a root's relation is numbered one past the last label
    relations = np.where(layers.relation == len(known), known.index("root"), layers.relation)
    windows = tuple([(w.offset, Factors.of(w.scores, w.size), w.starts) for w in layers.windows])
    text.layers["dateline_frames"] = Unread(encoder, windows, layers.head, relations, tuple(numbers))


def renumber_frames(found: Sequence[Frame], numbers: Sequence[int]) -> tuple[Frame, ...]:
    """The frames over tokens: `numbers[i]` is the token that word i is."""
    return tuple(Frame(numbers[f.predicate], tuple(Filler(x.role, numbers[x.head]) for x in f.fillers)) for f in found)


def fill(claims: Sequence[tuple[float, int, str]]) -> list[tuple[int, str]]:
    """(word, role) in the order of words, from (margin, word, role): one word for each numbered role."""
    taken: dict[str, tuple[float, int]] = {}
    for margin, i, role in claims:
        if role.startswith(NUMBERED) and not role.startswith(MODIFIER) and (-margin, i) < taken.get(role, (np.inf, 0)):
            taken[role] = (-margin, i)
    return [(i, role) for margin, i, role in claims if taken.get(role, (-margin, i)) == (-margin, i)]

"""The shipped network on onnxruntime: words in, one window's scores out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from dateline.language.encoder.close import Close, CloseReader
from dateline.language.encoder.pieces import Pieces
from dateline.language.encoder.sums import adds_exactly
from dateline.language.syntax.kinship import FAR, kinship

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
HEAD_OUTPUTS = (
    "upos",
    "xpos",
    "feats",
    "lemma",
    "entity",
    "start",
    "arc",
    "child",
    "parent",
    "predicate",
    "asking",
    "offering",
    "fact",
    "act",
    "mode",
    "telling",
    "act_asking",
    "act_offering",
    "stance",
    "said_asking",
    "said_offering",
)
WINDOW_OUTPUTS = (*HEAD_OUTPUTS, "act_view")
CONSTANTS = ("labelling", "near", "above", "role")
PARTS_OF_ACTS = ("part", "part_near", "part_above", "part_far")
PARTS_OF_STATEMENTS = ("said", "said_near", "said_above", "said_far")
LEAN = ("lean_asking", "lean_offering", "lean_tree", "lean_far", "lean")
TREE_VIEWS = 4
"""Of whose relation a pair's place in the tree tells: the word's, the act's, those of their heads."""


def _nothing() -> Floats:
    return np.empty((0, 0), np.float32)


@dataclass(frozen=True, slots=True)
class Scores:
    """What the heads say of one window of n words.

    `upos`, `xpos`, `feats`, `lemma`: label numbers [n]. `entity`: [n, labels]; `start`: logits [n] that a sentence
    starts; `arc`: [n, n + 1], column 0 the root, column j + 1 word j; `child` [n, k] and `parent` [n + 1, k]: what
    `Encoder.relations` reads. `predicate`: logits [n] that a word has roles to give; `asking` and `offering` [n, j]:
    what `Encoder.roles` reads. `fact` [n, 2]: whether an event happened, and how far the writer commits to it, -3 to 3.
    `act` [n, 1 + types]: logits that a word tells nothing, or an act of a type; `mode` [n, 1 + modes] and `telling`
    [n, tellings]: logits of what it is if it does; `act_asking` and `act_offering` [n, i]: what `Encoder.parts` reads.
    `stance` [n, 1 + stances]: logits that a word is no cue of a statement, or one of a stance; `said_asking` and
    `said_offering` [n, i]: what `Encoder.said` reads.
    `act_view` [n, k]: what `Encoder.read_closely` reads.
    All pairs of factors are multiplied by `Encoder`, where they are needed.
    """

    upos: Numbers
    xpos: Numbers
    feats: Numbers
    lemma: Numbers
    entity: Floats
    start: Floats
    arc: Floats
    child: Floats
    parent: Floats
    predicate: Floats
    asking: Floats
    offering: Floats
    fact: Floats
    act: Floats
    mode: Floats
    telling: Floats
    act_asking: Floats
    act_offering: Floats
    stance: Floats
    said_asking: Floats
    said_offering: Floats
    act_view: Floats = field(default_factory=_nothing)


@dataclass(frozen=True, slots=True)
class Factors:
    """What the roles of n words are read from: `predicate` [n], `asking` and `offering` [n, j] of `Scores`."""

    predicate: Floats
    asking: Floats
    offering: Floats

    @classmethod
    def of(cls, scores: Scores, size: int) -> Factors:
        """Of a window's first `size` words."""
        return cls(scores.predicate[:size], scores.asking[:size], scores.offering[:size])


@dataclass(frozen=True, slots=True)
class Beside:
    """Where n words stand to m `words`: `kinds` [m, n] in the tree (`kinship`), `steps` [m, n] in the text, from 0 on.

    `heads` and `relations` [n] as the tree has them. What several weights ask of one pair is found once.
    """

    words: Numbers
    heads: Numbers
    relations: Numbers
    kinds: Numbers
    steps: Numbers

    @classmethod
    def of(cls, words: Numbers, heads: Numbers, relations: Numbers) -> Beside:
        """`words` [m]: of whom the n words are asked; `heads` [n], a root's its own."""
        steps = np.clip(np.arange(len(heads)) - words[:, None], -FAR, FAR) + FAR
        return cls(words, heads, relations, kinship(heads, words), steps)


def rows_of(table: Floats, kinds: Numbers, relations: Numbers) -> Floats:
    """`table[kinds, relations]` [m, n, k] of `table` [kinds, relations, k]: by one number a row it takes half as
    long."""
    found: Floats = table.reshape(-1, table.shape[-1]).take(kinds * table.shape[1] + relations, axis=0)
    return found


@dataclass(frozen=True, slots=True)
class PairWeights:
    """What scores the part of one word to another: `form` and `bias` of their product, the tree and the distance."""

    form: Floats
    bias: Floats
    near: Floats
    above: Floats
    far: Floats

    @classmethod
    def of(cls, constants: Sequence[Floats]) -> PairWeights:
        """Of the four constants of the file."""
        form, near, above, far = constants
        return cls(form[:-1], form[-1], near, above, far)

    def scores(self, asking: Floats, offering: Floats, beside: Beside) -> Floats:
        """Logits [m, n, parts] of n words towards m."""
        words, relations, kinds = beside.words, beside.relations, beside.kinds
        offering = offering[: len(relations)]
        asked = (asking[words] @ self.form + self.bias).reshape(len(words), self.far.shape[1], -1)
        table: Floats = offering @ asked[..., :-1].transpose(0, 2, 1)
        table += asked[:, None, :, -1]
        table += rows_of(self.near, kinds, relations)
        table += rows_of(self.above, kinds, relations[words, None])
        table += self.far.take(beside.steps, axis=0)
        return table


@dataclass(frozen=True, slots=True)
class LeanWeights:
    """A hidden layer of k sums over two words and their places in the tree: `asking` [j + 1, k], `offering` [j, k],
    `tree` [views, kinds, relations, k], `far` [distances, k]; `out` [k, parts]."""

    asking: Floats
    offering: Floats
    tree: Floats
    far: Floats
    out: Floats

    def scores(self, asking: Floats, offering: Floats, beside: Beside) -> Floats:
        """Logits [m, n, parts], to be added to those of `PairWeights`."""
        words, relations = beside.words, beside.relations
        hidden: Floats = (asking[words] @ self.asking[:-1] + self.asking[-1])[:, None]
        hidden = hidden + offering[: len(relations)] @ self.offering
        over = relations[beside.heads]
        views = (relations, relations[words, None], over, over[words, None])
        for own, view in zip(self.tree, views, strict=True):
            hidden += rows_of(own, beside.kinds, view)
        hidden += self.far.take(beside.steps, axis=0)
        found: Floats = np.maximum(hidden, 0, out=hidden) @ self.out
        return found


class Encoder:
    """Word pieces and the network. One window a run: a window's scores depend on its own words alone."""

    def __init__(self, folder: Path, threads: int = 1, *, closely: bool = True) -> None:
        """`folder` holds model.onnx, close.onnx, labels.json and tokenizer.json; the second is not asked for where
        `closely` is False, for a network whose close reader is still to be made.

        Raises FileNotFoundError where one is missing.
        """
        for name in ("model.onnx", "labels.json", "tokenizer.json"):
            if not (folder / name).is_file():
                raise FileNotFoundError(f"the language pipeline's {name} is missing from {folder}")
        self.labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text("utf-8"))
        self._pieces = Pieces(Tokenizer.from_file(str(folder / "tokenizer.json")))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        # Where sums of 8-bit products overflow, 304 of 501 texts were coded otherwise. This option has them add up
        # exactly there, as the others do; where they do so anyway, it would nearly double the time for nothing.
        if not adds_exactly():
            options.add_session_config_entry("session.x64quantprecision", "1")
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],  # its fused norm takes eight times as long on a processor
        )
        constants = [*CONSTANTS, *PARTS_OF_ACTS, *PARTS_OF_STATEMENTS, *LEAN]
        known: Any = self._session.run(constants, self._pieces.window(["."], [True]))
        labelling, self._near, self._above, role, *pairs = known
        self._of_acts, self._of_statements = PairWeights.of(pairs[:4]), PairWeights.of(pairs[4:8])
        self._lean = LeanWeights(*pairs[8:])
        self._outputs = list(WINDOW_OUTPUTS if closely else HEAD_OUTPUTS)
        self._close = CloseReader(folder, threads) if closely else None
        self._labelling, self._bias = labelling[:-1], labelling[-1]
        self._role, self._role_bias = role[:-1], role[-1]

    def pieces(self, word: str) -> tuple[int, ...]:
        """Piece ids of one word: at least one, at most `PIECES`."""
        return self._pieces.of(word)[0]

    def scores(self, words: Sequence[str], hard: Sequence[bool]) -> Scores:
        """Scores of one window. `hard[i]`: a paragraph starts at word i. Words must not be empty in number."""
        found: Any = self._session.run(self._outputs, self._pieces.window(words, hard))
        return Scores(*found)

    def relations(self, scores: Scores, heads: Numbers) -> Floats:
        """Scores [n, relations] of the window's first n words towards their `heads`: 0 the root, j + 1 word j."""
        pairs = scores.child[: len(heads)] + scores.parent[heads]
        found: Floats = np.maximum(pairs, 0, out=pairs) @ self._labelling + self._bias
        return found

    def roles(self, factors: Factors, heads: Numbers, relations: Numbers) -> tuple[Numbers, Floats]:
        """The m predicates among n words [m], and scores [m, n, roles] of the words towards them.

        They hang on the words themselves and on the tree: `heads` [n], a root's its own, and `relations` [n].
        """
        asker = np.flatnonzero(factors.predicate > 0)
        asking = factors.asking[asker] @ self._role + self._role_bias
        asking = asking.reshape(len(asker), self._near.shape[2], factors.offering.shape[1] + 1)
        kinds = kinship(heads, asker)
        table: Floats = factors.offering @ asking[..., :-1].transpose(0, 2, 1)
        table += asking[:, None, :, -1]
        table += rows_of(self._near, kinds, relations)
        table += rows_of(self._above, kinds, relations[asker, None])
        return asker, table

    def parts(self, scores: Scores, acts: Numbers, heads: Numbers, relations: Numbers) -> Floats:
        """Logits [m, n, 1 + parts] of what each of the window's first n words is to each of m acts.

        `acts` [m]: the words that tell them; `heads` [n], a root's its own, and `relations` [n] as the tree has it.
        """
        own = scores.act_asking, scores.act_offering, Beside.of(acts, heads, relations)
        return self._of_acts.scores(*own) + self._lean.scores(*own)

    def read_closely(self, scores: Scores, acts: Numbers, types: Numbers, heads: Numbers, relations: Numbers) -> Close:
        """What the sentences of acts, one at least, say of them when read once more, as `parts`; `types` [m]: from 1.

        Raises ValueError where the network was made without a close reader.
        """
        if self._close is None:
            raise ValueError("this network has no close reader")
        return self._close.read(scores.act_view[: len(heads)], acts, types, heads, relations)

    def said(self, scores: Scores, cues: Numbers, heads: Numbers, relations: Numbers) -> Floats:
        """Logits [m, n, 1 + parts] of what each of the window's first n words is to each of m cues, as `parts`."""
        beside = Beside.of(cues, heads, relations)
        return self._of_statements.scores(scores.said_asking, scores.said_offering, beside)

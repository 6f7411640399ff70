"""The shipped network on onnxruntime: words in, one window's scores out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from .shape import PIECES, SHAPES, plain, shape_of

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
OUTPUTS = ("upos", "xpos", "feats", "lemma", "entity", "start", "arc", "child", "parent")


@dataclass(frozen=True, slots=True)
class Scores:
    """What the heads say of one window of n words.

    `upos`, `xpos`, `feats`, `lemma`: label numbers [n]. `entity`: [n, labels]; `start`: logits [n] that a sentence
    starts; `arc`: [n, n + 1], column 0 the root, column j + 1 word j; `child` [n, relations, k] and `parent`
    [n + 1, k]: their product over k scores a relation.
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


class Encoder:
    """Word pieces and the network. One window a run: a window's scores depend on its own words alone."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """`folder` holds model.onnx, labels.json and tokenizer.json. Raises FileNotFoundError where one is missing."""
        for name in ("model.onnx", "labels.json", "tokenizer.json"):
            if not (folder / name).is_file():
                raise FileNotFoundError(f"the language pipeline's {name} is missing from {folder}")
        self.labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text("utf-8"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._unknown, *edges = (self._special(name) for name in ("[UNK]", "[CLS]", "[SEP]"))
        self._edges = (edges[0], edges[1])
        self._seen: dict[str, tuple[int, ...]] = {}

    def _special(self, name: str) -> int:
        number = self._tokenizer.token_to_id(name)
        if number is None:
            raise ValueError(f"the word pieces lack {name}")
        return int(number)

    def pieces(self, word: str) -> tuple[int, ...]:
        """Piece ids of one word: at least one, at most `PIECES`."""
        found = self._seen.get(word)
        if found is None:
            ids = self._tokenizer.encode(plain(word), add_special_tokens=False).ids[:PIECES]
            found = tuple(ids) or (self._unknown,)
            if len(self._seen) < 200_000:
                self._seen[word] = found
        return found

    def scores(self, words: Sequence[str], hard: Sequence[bool]) -> Scores:
        """Scores of one window. `hard[i]`: a paragraph starts at word i. Words must not be empty in number."""
        pieces, cases = [self._edges[0]], [SHAPES]
        first, last, shapes = [], [], []
        for word, starts in zip(words, hard, strict=True):
            ids = self.pieces(word)
            shape = shape_of(word, starts)
            first.append(len(pieces))
            pieces.extend(ids)
            cases.extend([shape] * len(ids))
            last.append(len(pieces) - 1)
            shapes.append(shape)
        pieces.append(self._edges[1])
        cases.append(SHAPES)
        given = {"pieces": pieces, "cases": cases, "first": first, "last": last, "shapes": shapes}
        found: Any = self._session.run(list(OUTPUTS), {k: np.asarray(v, np.int64) for k, v in given.items()})
        return Scores(*found)

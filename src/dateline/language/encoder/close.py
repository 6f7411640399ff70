"""Close reading: a sentence is read once more for each act in it, by a small network that knows which word tells it.

The encoder reads a text once, whatever is told there; what a word is to one act or another has to be in its one vector.
Here the words of the sentence look at each other with the act marked among them: its type, and where each word stands
to it in the tree. The field's words are argument extraction with a marked predicate.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

from dateline.language.syntax.kinship import FAR, kinship

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
FILE = "close.onnx"
INPUTS = ("view", "at", "mask", "kinds", "own", "over", "steps", "act", "type")
OUTPUTS = ("parts", "telling")
REACH = 60
"""Words on either side of an act's that are read: nearly every sentence ends before."""
HIDDEN = -1e4
"""What is added to scores of attention to padding."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is read of m acts, rows padded to w words.

    `at` [m, w]: the window's words that are read; `mask` [m, w]: 0, or very low where a row is padded; `kinds` [m, w]:
    what each word is to the act's (`kinship`); `own`, `over` [m, w]: relations of the words and of their heads;
    `steps` [m, w]: distance to the act's word, from 0 on; `act` [m]: its place in the row; `type` [m]: from 1 on.
    """

    at: Numbers
    mask: Floats
    kinds: Numbers
    own: Numbers
    over: Numbers
    steps: Numbers
    act: Numbers
    type: Numbers


@dataclass(frozen=True, slots=True)
class Close:
    """What close reading says of m acts, logits: `parts` [m, w, 1 + parts] of the words `at` [m, w]; `real` says which
    are no padding; `telling` [m, tellings]."""

    at: Numbers
    real: npt.NDArray[np.bool_]
    parts: Floats
    telling: Floats


def ask(acts: Numbers, types: Numbers, heads: Numbers, relations: Numbers) -> Asked:
    """What is read of the acts that words `acts` [m] of a window tell, of types `types` [m].

    `heads` [n]: a root's is its own; `relations` [n]: numbers of labels.
    """
    roots = find_roots(heads)
    rows = [_around(roots, int(word)) for word in acts]
    width = max(end - start for start, end in rows)
    at = np.array([[min(start + i, end - 1) for i in range(width)] for start, end in rows], np.int64)
    real = np.array([[start + i < end for i in range(width)] for start, end in rows])
    kinds = np.take_along_axis(kinship(heads, acts), at, 1)
    steps = np.clip(at - acts[:, None], -FAR, FAR) + FAR
    starts = np.array([start for start, _ in rows])
    mask = np.where(real, np.float32(0), np.float32(HIDDEN))
    return Asked(at, mask, kinds, relations[at], relations[heads][at], steps, acts - starts, types)


def find_roots(heads: Numbers) -> Numbers:
    """The root above each word [n]: words of one sentence share it."""
    found = heads
    while True:
        higher = found[found]
        if (higher == found).all():
            return found
        found = higher


def _around(roots: Numbers, word: int) -> tuple[int, int]:
    same = np.flatnonzero(roots == roots[word])
    return max(int(same[0]), word - REACH), min(int(same[-1]) + 1, word + REACH)


class CloseReader:
    """The network on onnxruntime."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """`folder` holds close.onnx. Raises FileNotFoundError where it is missing."""
        if not (folder / FILE).is_file():
            raise FileNotFoundError(f"the language pipeline's {FILE} is missing from {folder}")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(folder / FILE), options, providers=["CPUExecutionProvider"])

    def read(self, view: Floats, acts: Numbers, types: Numbers, heads: Numbers, relations: Numbers) -> Close:
        """What the words of their sentences are to the acts, one at least. `view` [n, k]: the window's words, as the
        encoder gives them for this; the others as `ask` takes them."""
        asked = ask(acts, types, heads, relations)
        given = (view, asked.at, asked.mask, asked.kinds, asked.own, asked.over, asked.steps, asked.act, asked.type)
        parts, telling = self._session.run(list(OUTPUTS), dict(zip(INPUTS, given, strict=True)))
        return Close(asked.at, asked.mask == 0, parts, telling)

"""How two words of a sentence are related in its tree: what roles lean on, in training and at run time alike."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
KINDS = 8
"""Other, child, parent, sibling, grandchild, grandparent, parent's sibling, sibling's child."""
FAR = 12
"""Words further from each other than this count as one distance."""


def kinship(heads: Numbers, askers: Numbers) -> Numbers:
    """[m, n]: what each of n words is to each of the m words `askers`, as numbers of `KINDS`; the nearest kind counts.

    `heads` [n]: the number of each word's head, a root's its own. Sentences must not share heads.
    """
    words = np.arange(len(heads))
    above, asked = heads[heads], askers[:, None]
    parent, grand = heads[asked], above[asked]
    kinds: Numbers = np.zeros((len(askers), len(heads)), np.int64)
    for kind, where in (
        (7, above == parent),
        (6, heads == grand),
        (5, words == grand),
        (4, above == asked),
        (3, heads == parent),
        (2, words == parent),
        (1, heads == asked),
    ):
        kinds[where] = kind
    return kinds

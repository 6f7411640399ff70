"""Windows with their trees as batches of tensors for the shipped network, and what it is to say of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from dateline.language import kinship, shape

from ..batches import IGNORED, Reader, padded
from .corpus import TELLINGS
from .examples import NONE
from .parsed import Parsed

Floats = npt.NDArray[np.float32]
_TOLD = {name: number for number, name in enumerate(TELLINGS)}


@dataclass(frozen=True, slots=True)
class Soft:
    """What the teacher says of a window of n words: `act` [n, 1 + types]; of its m acts `words` [m], `telling`
    [m, tellings], `mode` [m] and `parts` [m, n, 1 + parts]."""

    act: Floats
    words: tuple[int, ...]
    telling: Floats
    mode: tuple[int, ...]
    parts: Floats


@dataclass(frozen=True, slots=True)
class Example:
    """One window as numbers, and either what readers say of it (in `parsed.window.acts`) or what the teacher says."""

    parsed: Parsed
    pieces: tuple[int, ...]
    cases: tuple[int, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]
    shapes: tuple[int, ...]
    soft: Soft | None = None


def make_example(parsed: Parsed, reader: Reader, soft: Soft | None = None) -> Example:
    """The window's words as word pieces."""
    pieces, cases, first, last, shapes = [reader.edges[0]], [shape.SHAPES], [], [], []
    for word, opens in zip(parsed.window.words, parsed.window.paragraphs, strict=True):
        look, ids = shape.shape_of(word, opens), reader.pieces(word)
        first.append(len(pieces))
        pieces += ids
        cases += [look] * len(ids)
        last.append(len(pieces) - 1)
        shapes.append(look)
    pieces.append(reader.edges[1])
    cases.append(shape.SHAPES)
    return Example(parsed, tuple(pieces), tuple(cases), tuple(first), tuple(last), tuple(shapes), soft)


def grouped(examples: Sequence[Example], draw: random.Random, most: int = 1400) -> Iterator[list[Example]]:
    """Examples of like length in shuffled groups of about `most` pieces."""
    order = sorted(examples, key=lambda one: len(one.pieces) + 8 * draw.random())
    groups: list[list[Example]] = [[]]
    for one in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(one.pieces) > most:
            groups.append([])
        groups[-1].append(one)
    draw.shuffle(groups)
    yield from groups


def inputs(group: Sequence[Example]) -> dict[str, Tensor]:
    """Inputs of `Net.wide`."""
    real = padded([[1] * len(one.pieces) for one in group], 0).bool()
    return {
        "pieces": padded([one.pieces for one in group], 0),
        "cases": padded([one.cases for one in group], shape.SHAPES),
        "mask": torch.zeros(real.shape).masked_fill(~real, -1e4)[:, None, None, :],
        "first": padded([one.first for one in group], 0),
        "last": padded([one.last for one in group], 0),
        "shapes": padded([one.shapes for one in group], shape.SHAPES),
    }


def wanted_acts(group: Sequence[Example], width: int, labels: int) -> tuple[Tensor, Tensor, Tensor]:
    """(allowed [b, w, labels], known [b, w], soft [b, w, labels]) of every word; of a window that the teacher read only
    `soft` counts, of one that people read only `allowed`."""
    allowed = torch.zeros(len(group), width, labels, dtype=torch.bool)
    known = torch.zeros(len(group), width, dtype=torch.bool)
    soft = torch.zeros(len(group), width, labels)
    for row, one in enumerate(group):
        n = len(one.first)
        if one.soft is not None:
            soft[row, :n] = torch.from_numpy(one.soft.act)
            continue
        known[row, :n] = True
        allowed[row, :, NONE] = True
        for act in one.parsed.window.acts:
            for word in act.words:
                allowed[row, word, list(act.types)] = True
        for act in one.parsed.window.acts:
            for word in act.anchors:
                allowed[row, word, NONE] = False
    return allowed, known, soft


@dataclass(frozen=True, slots=True)
class Asked:
    """The acts of a batch: window `rows` [m], word `words` [m], `telling` [m, tellings] and `parts` [m, w, 1 + parts]
    as shares, `mode` [m], `kinds` [m, w]; padding has no share."""

    rows: Tensor
    words: Tensor
    telling: Tensor
    mode: Tensor
    parts: Tensor
    kinds: Tensor


def asked(group: Sequence[Example], width: int, parts: int, modes: dict[str, int]) -> Asked | None:
    """Every act of the group with what is said of it; None where there is none."""
    rows, words, mode, telling, shares, kinds = [], [], [], [], [], []
    for row, one in enumerate(group):
        own = list(_of_soft(one.soft) if one.soft is not None else _of_readers(one, parts, modes))
        if not own:
            continue
        found = kinship.kinship(one.parsed.heads, np.array([word for word, *_ in own]))
        kinds.append(np.pad(found, ((0, 0), (0, width - found.shape[1]))))
        for word, way, told, part in own:
            rows.append(row)
            words.append(word)
            mode.append(way)
            telling.append(told)
            shares.append(np.pad(part, ((0, width - part.shape[0]), (0, 0))))
    if not rows:
        return None
    return Asked(
        torch.tensor(rows),
        torch.tensor(words),
        torch.from_numpy(np.stack(telling)).float(),
        torch.tensor(mode),
        torch.from_numpy(np.stack(shares)).float(),
        torch.from_numpy(np.concatenate(kinds)),
    )


Said = tuple[int, int, Floats, Floats]
"""Word, mode, shares of tellings, shares of parts by word."""


def _of_readers(one: Example, parts: int, modes: dict[str, int]) -> Iterator[Said]:
    for act in one.parsed.window.acts:
        part = np.zeros((len(one.first), parts), np.float32)
        numbers = [act.sides.get(i, NONE) for i in range(len(one.first))]
        part[np.arange(len(numbers)), numbers] = 1
        told = np.zeros(len(TELLINGS), np.float32)
        told[_TOLD[act.told]] = 1
        for word in act.anchors:
            yield word, modes.get(act.mode, IGNORED if act.mode else NONE), told, part


def _of_soft(soft: Soft) -> Iterator[Said]:
    yield from zip(soft.words, soft.mode, soft.telling, soft.parts, strict=True)


def relations(group: Sequence[Example]) -> tuple[Tensor, Tensor]:
    """Numbers of relations [b, w] of the words, and of their heads; a root is its own head."""
    own = padded([one.parsed.relations.tolist() for one in group], 0)
    over = padded([one.parsed.relations[one.parsed.heads].tolist() for one in group], 0)
    return own, over

"""The teacher reads texts that nobody annotated, in the windows that the program itself will see."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from .batches import Soft
from .examples import NONE
from .net import Pieces, Teacher
from .parsed import Parsed
from .propose import peaks

_LEAST = 0.25
"""How sure the teacher is at least of an act whose parts are learnt."""


def read(net: Teacher, pieces: Pieces, parsed: Sequence[Parsed], most: int = 2500) -> list[Soft]:
    """What the teacher says of each window, in their order; windows of like length are read together."""
    order = sorted(range(len(parsed)), key=lambda i: len(parsed[i].window.words))
    out: dict[int, Soft] = {}
    group: list[int] = []
    for number in order:
        size = len(parsed[number].window.words) + 2
        if group and (len(group) + 1) * size * 1.4 > most:
            out |= dict(zip(group, _read_group(net, pieces, [parsed[i] for i in group]), strict=True))
            group = []
        group.append(number)
    if group:
        out |= dict(zip(group, _read_group(net, pieces, [parsed[i] for i in group]), strict=True))
    return [out[i] for i in range(len(parsed))]


def _read_group(net: Teacher, pieces: Pieces, group: Sequence[Parsed]) -> list[Soft]:
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        h = net(pieces.batch([one.window.words for one in group]))
        shares = net.act(h).float().softmax(-1).numpy()
        chosen = []
        for row, one in enumerate(group):
            own = shares[row, : len(one.window.words)]
            found = peaks((1 - own[:, NONE]).tolist(), own[:, 1:].argmax(-1).tolist(), _LEAST)
            chosen += [(row, word) for word in found]
        rows, words = (torch.tensor([c[k] for c in chosen], dtype=torch.long) for k in (0, 1))
        parts = net.parts(h, rows, words).float().softmax(-1).numpy().astype(np.float16)
        telling = net.telling(h[rows, words]).float().softmax(-1).numpy()
        mode = net.mode(h[rows, words]).float().argmax(-1).tolist()
    out = []
    for row, one in enumerate(group):
        n, mine = len(one.window.words), [i for i, (at, _) in enumerate(chosen) if at == row]
        out.append(
            Soft(
                shares[row, :n].astype(np.float16),
                tuple(chosen[i][1] for i in mine),
                telling[mine].astype(np.float16),
                tuple(mode[i] for i in mine),
                parts[mine][:, :n],
            )
        )
    return out

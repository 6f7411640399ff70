"""What a trained teacher proposes for texts: acts with their words, sides, telling and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from .corpus import PARTS, TELLINGS, TYPES, Span, Text
from .examples import NONE, Window, windows
from .net import Pieces, Teacher

_BESIDE = 3
"""Words within this of a surer one of the same type tell the same act."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One act: type, mode, how sure (0 to 1), place of its word, sides by part, and how it is told."""

    type: str
    mode: str | None
    sure: float
    trigger: Span
    sides: tuple[tuple[str, Span], ...]
    told: str


def restore(folder: Path, run: Path) -> tuple[Teacher, tuple[str, ...]]:
    """The teacher of a run, with the encoder in `folder`, and its modes."""
    known = torch.load(run)
    net = Teacher(folder, len(known["modes"]))
    net.load_state_dict(known["state"])
    net.eval()
    return net, tuple(known["modes"])


def propose(net: Teacher, pieces: Pieces, text: Text, modes: Sequence[str], least: float = 0.5) -> list[Proposal]:
    """The acts of a text of which the teacher is at least so sure, in the order of the text."""
    out: list[Proposal] = []
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for window in windows(text):
            out += _of_window(net, pieces, window, modes, least)
    return out


def _of_window(net: Teacher, pieces: Pieces, window: Window, modes: Sequence[str], least: float) -> Iterator[Proposal]:
    if not window.words:
        return
    h = net(pieces.batch([window.words]))
    shares = net.act(h)[0].float().softmax(-1)
    chosen = peaks((1 - shares[:, NONE]).tolist(), shares[:, 1:].argmax(-1).tolist(), least)
    if not chosen:
        return
    at = torch.tensor(chosen)
    parts = net.parts(h, torch.zeros_like(at), at).float().argmax(-1).tolist()
    told = net.telling(h[0, at]).float().argmax(-1).tolist()
    mode = net.mode(h[0, at]).float().argmax(-1).tolist()
    for word, own, telling, way in zip(chosen, parts, told, mode, strict=True):
        sides = tuple((PARTS[part - 1], span) for part, span in runs(own, window.places))
        sure = float(1 - shares[word, NONE])
        kind = TYPES[int(shares[word, 1:].argmax())]
        kind_of, _, name = modes[way - 1].partition("/") if way else ("", "", "")
        yield Proposal(kind, name if kind_of == kind else None, sure, window.places[word], sides, TELLINGS[telling])


def peaks(sure: Sequence[float], types: Sequence[int], least: float) -> list[int]:
    """The words that tell acts: surer than `least`, and the surest of their type among their neighbours."""
    high = [i for i, one in enumerate(sure) if one >= least]
    return [
        i
        for i in high
        if not any(
            j != i and abs(j - i) <= _BESIDE and types[j] == types[i] and (sure[j], -j) > (sure[i], -i) for j in high
        )
    ]


def runs(parts: Sequence[int], places: Sequence[Span]) -> Iterator[tuple[int, Span]]:
    """Neighbouring words of one part as one span."""
    start = 0
    for i in range(1, len(parts) + 1):
        if i == len(parts) or parts[i] != parts[start]:
            if parts[start] != NONE:
                yield parts[start], (places[start][0], places[i - 1][1])
            start = i

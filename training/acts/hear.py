"""The shipped network learns to hear statements: heads of their own read what the encoder says, which stays as it is.

The encoder reads every window once, and the rounds after that cost a few seconds each. `learn` may have let it see who
said what before (`student.py`): these heads then learn once more over it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from dateline.language import kinship

from ..batches import IGNORED, padded
from ..labels import Labels
from ..learn import Progress, begin, schedule
from ..net import Net, SaidHeads
from .batches import Example, grouped, inputs
from .examples import NONE

_QUIET = 0.4
"""The share of windows without statements that a round takes."""
_NO_CUE = 0.35
"""How much a word that is no cue counts: nobody listed every statement."""
_RARE = 0.3
"""Stances count more by this power of how rare they are."""
_PARTS = 1.5
_CLIP = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """The arguments of one run."""

    epochs: int = 9
    seed: int = 7
    rate: float = 1.5e-3
    threads: int = 1
    windows: int = 24


@dataclass(frozen=True, slots=True)
class Listened:
    """A window and what the encoder says of its n words, [n, 2 * width + shape]."""

    example: Example
    wide: Tensor


@dataclass(frozen=True, slots=True)
class Asked:
    """A batch: `wide` [b, w, k], `mask` [b, 1, 1, w], `stance` [b, w]; of its m statements window `rows` [m], the word
    of the cue `words` [m], `kinds` [m, w] and `parts` [m, w]; `relations` [b, w]. What nobody knows is IGNORED."""

    wide: Tensor
    mask: Tensor
    stance: Tensor
    rows: Tensor
    words: Tensor
    kinds: Tensor
    parts: Tensor
    relations: Tensor


def listen(net: Net, examples: Sequence[Example], seed: int) -> list[Listened]:
    """What the encoder says of every window of which somebody asked for statements."""
    asked = [one for one in examples if one.parsed.window.heard is not None]
    net.eval()
    out: list[Listened] = []
    with torch.inference_mode():
        for group in grouped(asked, random.Random(seed)):
            wide = net.wide(**inputs(group))
            out += [Listened(one, wide[row, : len(one.first)].half()) for row, one in enumerate(group)]
    return out


def ask(group: Sequence[Listened]) -> Asked:
    """What the heads are to say of a group."""
    sizes = [len(one.wide) for one in group]
    width = max(sizes)
    real = padded([[1] * n for n in sizes], 0).bool()
    wide = torch.zeros(len(group), width, group[0].wide.shape[-1])
    stance = torch.full((len(group), width), IGNORED)
    rows, words, kinds, parts = [], [], [], []
    for row, one in enumerate(group):
        heard = one.example.parsed.window.heard or ()
        wide[row, : sizes[row]] = one.wide.float()
        stance[row, : sizes[row]] = NONE
        for said in heard:
            stance[row, sorted(said.words)] = IGNORED
        for said in heard:
            stance[row, said.anchor] = said.stance
            rows.append(row)
            words.append(said.anchor)
            own = [said.sides.get(i, NONE) for i in range(sizes[row])]
            parts.append(own + [IGNORED] * (width - sizes[row]))
        if heard:
            found = kinship.kinship(one.example.parsed.heads, np.array([said.anchor for said in heard]))
            kinds.append(np.pad(found, ((0, 0), (0, width - found.shape[1]))))
    return Asked(
        wide,
        torch.zeros(real.shape).masked_fill(~real, -1e4)[:, None, None, :],
        stance,
        torch.tensor(rows, dtype=torch.long),
        torch.tensor(words, dtype=torch.long),
        torch.from_numpy(np.concatenate(kinds)) if kinds else torch.zeros(0, width, dtype=torch.long),
        torch.tensor(parts, dtype=torch.long).view(len(rows), width),
        padded([one.example.parsed.relations.tolist() for one in group], 0),
    )


def losses(heads: SaidHeads, asked: Asked, weights: Tensor) -> dict[str, Tensor]:
    """Loss by head: `stance` over words, a mean over cues; `said` over pairs, a mean over words that take part."""
    h = heads(asked.wide, asked.mask)
    scores, stance = heads.stance(h).flatten(0, 1), asked.stance.flatten()
    missed = F.cross_entropy(scores, stance, weight=weights, ignore_index=IGNORED, reduction="sum")
    found = {"stance": missed / (stance > NONE).sum().clamp(min=1)}
    if len(asked.rows):
        pairs = heads.pairs(h, asked.rows, asked.words, asked.kinds, asked.relations).flatten(0, 1)
        missed = F.cross_entropy(pairs, asked.parts.flatten(), ignore_index=IGNORED, reduction="sum")
        found["said"] = _PARTS * missed / (asked.parts > NONE).sum().clamp(min=1)
    return found


def weigh(known: Sequence[Example], stances: int) -> Tensor:
    """How much each stance counts, [1 + stances]; 1 in the mean over those that tell."""
    heard = [said.stance for one in known for said in one.parsed.window.heard or ()]
    counts = torch.bincount(torch.tensor(heard), minlength=stances).float()
    weights = (counts.sum() / counts.clamp(min=1)).pow(_RARE)
    weights /= weights[NONE + 1 :].mean()
    weights[NONE] = _NO_CUE
    return weights


def rounds(known: Sequence[Listened], plan: Plan) -> Iterator[list[Listened]]:
    """Groups of like length: of every round all windows with statements and a share of the others."""
    draw = random.Random(plan.seed)
    for _ in range(plan.epochs):
        taken = [one for one in known if one.example.parsed.window.heard or draw.random() < _QUIET]
        taken.sort(key=lambda one: len(one.wide) + 8 * draw.random())
        groups = [taken[at : at + plan.windows] for at in range(0, len(taken), plan.windows)]
        draw.shuffle(groups)
        yield from groups


def learn_to_hear(
    examples: Sequence[Example], labels: Labels, encoder: Path, start: Path, out: Path, plan: Plan
) -> None:
    """Teach the heads of statements from the state `start` on and write the state to `out`; the rest stays as it is."""
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    net = begin(labels, encoder, start)
    known = listen(net, examples, plan.seed)
    weights = weigh([one.example for one in known], len(labels.stance))
    optimiser = torch.optim.AdamW(net.said.parameters(), lr=plan.rate, weight_decay=0.05)
    groups = list(rounds(known, plan))
    progress = Progress(len(groups))
    net.said.train()
    for step, group in enumerate(groups):
        for own in optimiser.param_groups:
            own["lr"] = plan.rate * schedule(step, len(groups))
        parts = losses(net.said, ask(group), weights)
        optimiser.zero_grad(set_to_none=True)
        torch.stack(list(parts.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(net.said.parameters(), _CLIP)
        optimiser.step()
        progress.show(step + 1, parts)
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(net.state_dict(), out)

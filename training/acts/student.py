"""The shipped network learns acts beside what it knows: a batch of acts in each step, of treebanks in each second."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from ..batches import IGNORED, batches
from ..labels import Labels
from ..learn import WEIGHTS, Learner, Progress, begin, losses, make_reader, schedule
from ..net import ActHeads
from ..treebanks import Document
from .batches import Asked, Example, asked, grouped, inputs, relations, wanted_acts
from .corpus import TELLINGS
from .examples import NONE

ACT_WEIGHTS = {"act": 1.0, "part": 1.0, "telling": 0.5, "mode": 0.3}
_RARE = 3.0
"""What is not told as done or going on is rare and matters most: it counts this much more."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The arguments of one run. `rates`: encoder, heads, word embeddings. `old`: the weight of what it knew before,
    which comes in every `every`-th step."""

    steps: int
    seed: int = 7
    rates: tuple[float, float, float] = (6e-5, 1e-3, 0.0)
    old: float = 1.5
    every: int = 2
    threads: int = 2


def act_losses(heads: ActHeads, a: Tensor, group: Sequence[Example], modes: dict[str, int]) -> dict[str, Tensor]:
    """Loss by head: `act` over words, `part` over pairs, `telling` and `mode` over acts. `a` as `heads` gives it."""
    found = {"act": _act_loss(heads.act(a).float(), group)}
    wanted = asked(group, a.shape[1], heads.parts, modes)
    if wanted is None:
        return found
    scores = heads.parts_of(a, wanted.rows, wanted.words, wanted.kinds, relations(group))
    missed = -(wanted.parts * scores.log_softmax(-1)).sum()
    found["part"] = missed / wanted.parts[..., NONE + 1 :].sum().clamp(min=1)
    return found | _told_losses(heads, a[wanted.rows, wanted.words], wanted)


def _told_losses(heads: ActHeads, own: Tensor, wanted: Asked) -> dict[str, Tensor]:
    weights = torch.tensor([1.0 if name in ("happened", "ongoing") else _RARE for name in TELLINGS])
    shares = wanted.telling * weights
    out = {"telling": -(shares * heads.telling(own).float().log_softmax(-1)).sum() / shares.sum().clamp(min=1e-3)}
    if (wanted.mode != IGNORED).any():
        out["mode"] = F.cross_entropy(heads.mode(own).float(), wanted.mode, ignore_index=IGNORED)
    return out


def _act_loss(scores: Tensor, group: Sequence[Example]) -> Tensor:
    """Every right type counts for an act's word; its other words may tell it or nothing. The mean is over acts."""
    allowed, known, soft = wanted_acts(group, scores.shape[1], scores.shape[2])
    right = scores.masked_fill(~allowed, -1e4).logsumexp(-1)
    missed = ((scores.logsumexp(-1) - right) * known).sum() - (soft * scores.log_softmax(-1)).sum()
    acts = (known & ~allowed[..., NONE]).sum() + soft[..., NONE + 1 :].sum()
    return missed / acts.clamp(min=1)


def endless(examples: Sequence[Example], seed: int) -> Iterator[list[Example]]:
    """Groups of examples, shuffled anew in each round."""
    draw = random.Random(seed)
    while True:
        yield from grouped(examples, draw)


def learn_acts(
    examples: Sequence[Example],
    documents: Sequence[Document],
    labels: Labels,
    encoder: Path,
    start: Path,
    out: Path,
    plan: Plan,
) -> None:
    """Go on from the state `start` and write the state to `out`, also every 500 steps."""
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    reader = make_reader(encoder)
    learner = Learner(begin(labels, encoder, start), plan.rates)
    modes = {name: number for number, name in enumerate(labels.mode) if name}
    groups, progress = endless(examples, plan.seed), Progress(plan.steps)
    old: Iterator[tuple[dict[str, Tensor], dict[str, Tensor]]] = iter(())
    for step in range(plan.steps):
        group = next(groups)
        wide = learner.net.wide(**learner.inputs(inputs(group)))
        parts = act_losses(learner.net.acts, learner.net.acts(wide), group, modes)
        loss = sum((ACT_WEIGHTS[k] * v for k, v in parts.items()), torch.zeros(()))
        if plan.old and step % plan.every == 0:
            batch = next(old, None)
            if batch is None:
                old = batches(documents, reader, labels, plan.seed + step)
                batch = next(old)
            known = losses(learner.net, learner.net(**learner.inputs(batch[0])), batch[1])
            loss = loss + plan.old * sum((WEIGHTS[k] * v for k, v in known.items()), torch.zeros(()))
            parts |= {f"old_{k}": known[k] for k in ("arc", "entity", "role", "xpos")}
        learner.step(loss, schedule(step, plan.steps))
        progress.show(step + 1, parts)
        if (step + 1) % 500 == 0 or step + 1 == plan.steps:
            out.parent.mkdir(parents=True, exist_ok=True)
            torch.save(learner.state(), out)

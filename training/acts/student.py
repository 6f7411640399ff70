"""The shipped network learns acts and statements beside what it knows, with a batch of treebanks in every few steps."""

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
from ..net import ActHeads, SaidHeads
from ..treebanks import Document
from .batches import Asked, Example, asked, grouped, inputs, relations, wanted_acts
from .close import CloseHead, batch, labelled, taught
from .close import losses as close_losses
from .corpus import TELLINGS
from .examples import NONE
from .hear import Listened, ask, weigh
from .hear import losses as hear_losses

ACT_WEIGHTS = {"act": 1.0, "part": 1.0, "telling": 0.5, "mode": 0.3}
SAID_WEIGHT = 0.7
_CLOSE = "close"
"""What the close reader is called where it learns along."""
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
    kind: torch.dtype = torch.bfloat16


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
    head: CloseHead | None = None,
) -> None:
    """Go on from the state `start` and write the state to `out`, also every 500 steps.

    `head`: the close reader, which then learns along, and the encoder from it; it comes beside `out` as close.pt.
    """
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    reader = make_reader(encoder)
    net = begin(labels, encoder, start)
    if head is not None:
        net.add_module(_CLOSE, head)
    learner = Learner(net, plan.rates, plan.kind)
    modes = {name: number for number, name in enumerate(labels.mode) if name}
    weights = weigh(examples, len(labels.stance))
    groups, progress, draw = endless(examples, plan.seed), Progress(plan.steps), random.Random(plan.seed)
    old: Iterator[tuple[dict[str, Tensor], dict[str, Tensor]]] = iter(())
    for step in range(plan.steps):
        group = next(groups)
        wide = learner.net.wide(**learner.inputs(inputs(group)))
        parts = act_losses(learner.net.acts, learner.net.acts(wide), group, modes)
        loss = sum((ACT_WEIGHTS[k] * v for k, v in parts.items()), torch.zeros(()))
        heard = said_losses(net.said, wide, group, weights)
        loss = loss + SAID_WEIGHT * sum(heard.values(), torch.zeros(()))
        parts |= heard
        if head is not None:
            closely = close_loss(head, wide, group, modes, draw)
            loss, parts = loss + closely, parts | {"close": closely}
        if plan.old and step % plan.every == 0:
            given = next(old, None)
            if given is None:
                old = batches(documents, reader, labels, plan.seed + step)
                given = next(old)
            known = losses(learner.net, learner.net(**learner.inputs(given[0])), given[1])
            loss = loss + plan.old * sum((WEIGHTS[k] * v for k, v in known.items()), torch.zeros(()))
            parts |= {f"old_{k}": known[k] for k in ("arc", "entity", "role", "xpos")}
        learner.step(loss, schedule(step, plan.steps))
        progress.show(step + 1, parts)
        if (step + 1) % 500 == 0 or step + 1 == plan.steps:
            out.parent.mkdir(parents=True, exist_ok=True)
            save(learner.state(), out)


def close_loss(
    head: CloseHead, wide: Tensor, group: Sequence[Example], modes: dict[str, int], draw: random.Random
) -> Tensor:
    """What the close reader misses of a group's acts, those that people read and those that a network read."""
    heard = [(one, wide[row, : len(one.first)]) for row, one in enumerate(group)]
    read = [case for one in heard if one[0].soft is None for case in labelled(one, modes)]
    others = [case for one in heard for case in taught(one, head.mode.out_features)]
    loss = torch.zeros(())
    for cases in (read, others):
        if cases:
            asked, given = batch(cases, draw)
            share = len(cases) / (len(read) + len(others))
            loss = loss + share * close_losses(head(head.view(asked), *given), cases)
    return loss


def said_losses(heads: SaidHeads, wide: Tensor, group: Sequence[Example], weights: Tensor) -> dict[str, Tensor]:
    """What the heads of statements miss in the windows of a group of which somebody asked for statements."""
    asked = [(row, one) for row, one in enumerate(group) if one.parsed.window.heard is not None]
    known = [Listened(one, wide[row, : len(one.first)]) for row, one in asked]
    return hear_losses(heads, ask(known), weights) if known else {}


def save(state: dict[str, Tensor], out: Path) -> None:
    """Write a state to `out`, the close reader's beside it."""
    own = {name.removeprefix(f"{_CLOSE}."): value for name, value in state.items() if name.startswith(f"{_CLOSE}.")}
    torch.save({name: value for name, value in state.items() if not name.startswith(f"{_CLOSE}.")}, out)
    if own:
        torch.save(own, out.with_name("close.pt"))

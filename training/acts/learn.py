"""Learning acts: losses that accept every right answer, one schedule, one seed."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from .corpus import TELLINGS
from .examples import NONE, Window
from .net import Batch, Pieces, Teacher

_TOLD = {name: number for number, name in enumerate(TELLINGS)}
IGNORED = -100
_RARE = 3.0
"""What is not told as done or going on is rare and matters most: it counts this much more."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The arguments of one run. `rates`: encoder, heads. `pieces`: in a batch, about. `seconds`: stop learning then."""

    epochs: float = 4.0
    seed: int = 7
    rates: tuple[float, float] = (5e-5, 1e-3)
    pieces: int = 1600
    threads: int = 2
    seconds: float = float("inf")


def losses(
    net: Teacher, h: Tensor, batch: Batch, group: Sequence[Window], modes: Mapping[str, int]
) -> dict[str, Tensor]:
    """Loss by head: `act` over words, `part` over pairs, `telling` and `mode` over acts."""
    found = {"act": _act_loss(net.act(h).float(), group)}
    asked = [(row, word, act) for row, one in enumerate(group) for act in one.acts for word in act.anchors]
    if not asked:
        return found
    rows, words = torch.tensor([a[0] for a in asked]), torch.tensor([a[1] for a in asked])
    wanted = torch.full((len(asked), h.shape[1]), IGNORED)
    for i, (row, _, act) in enumerate(asked):
        wanted[i, : batch.sizes[row]] = NONE
        for word, part in act.sides.items():
            wanted[i, word] = part
    scores = net.parts(h, rows, words).float()
    missed = F.cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=IGNORED, reduction="sum")
    found["part"] = missed / (wanted > NONE).sum().clamp(min=1)
    told = torch.tensor([_TOLD[act.told] for _, _, act in asked])
    weights = torch.tensor([1.0 if name in ("happened", "ongoing") else _RARE for name in TELLINGS])
    mode = torch.tensor([modes.get(act.mode, IGNORED if act.mode else NONE) for _, _, act in asked])
    if (mode != IGNORED).any():
        found["mode"] = F.cross_entropy(net.mode(h[rows, words]).float(), mode, ignore_index=IGNORED)
    found["telling"] = F.cross_entropy(net.telling(h[rows, words]).float(), told, weight=weights)
    return found


def _act_loss(scores: Tensor, group: Sequence[Window]) -> Tensor:
    """Every right type counts for an act's word; its other words may tell it or nothing."""
    allowed = torch.zeros(scores.shape, dtype=torch.bool)
    known = torch.zeros(scores.shape[:2], dtype=torch.bool)
    for row, one in enumerate(group):
        known[row, : len(one.words)] = True
        allowed[row, :, NONE] = True
        for act in one.acts:
            for word in act.words:
                allowed[row, word, list(act.types)] = True
        for act in one.acts:
            for word in act.anchors:
                allowed[row, word, NONE] = False
    right = scores.masked_fill(~allowed, -1e4).logsumexp(-1)
    missed = (scores.logsumexp(-1) - right) * known
    tells = known & ~allowed[..., NONE]
    return missed.sum() / tells.sum().clamp(min=1)


def grouped(windows: Sequence[Window], pieces: Pieces, draw: random.Random, most: int) -> Iterator[list[Window]]:
    """Windows of like length in shuffled batches of about `most` pieces."""
    sized = sorted(((sum(len(pieces.of(w)) for w in one.words) + 8 * draw.random(), one) for one in windows), key=_size)
    groups: list[list[Window]] = [[]]
    for size, one in sized:
        if groups[-1] and (len(groups[-1]) + 1) * size > most:
            groups.append([])
        groups[-1].append(one)
    draw.shuffle(groups)
    yield from groups


def _size(pair: tuple[float, Window]) -> float:
    return pair[0]


def learn(
    windows: Sequence[Window], modes: Sequence[str], folder: Path, out: Path, plan: Plan, start: Path | None = None
) -> Teacher:
    """Train on `windows` from the encoder in `folder`; the state is written to `out` after every epoch. `start`: a
    state of a teacher with the same modes to go on from.

    Products are in bf16, the weights in full precision.
    """
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    draw = random.Random(plan.seed)
    pieces, net = Pieces(folder), Teacher(folder, len(modes))
    if start is not None:
        net.load_state_dict(torch.load(start)["state"])
    numbers = {name: number for number, name in enumerate(modes, 1)}
    inside = [p for n, p in net.named_parameters() if n.startswith("encoder.")]
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": inside, "lr": plan.rates[0]}, {"params": heads, "lr": plan.rates[1]}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    epoch = list(grouped(windows, pieces, draw, plan.pieces))
    total = int(len(epoch) * plan.epochs)
    warm, step, began = max(1, total // 10), 0, time.time()
    running: dict[str, float] = {}
    net.train()
    while step < total and time.time() - began < plan.seconds:
        for group in epoch:
            share = max(step / total, (time.time() - began) / plan.seconds)
            scale = min((step + 1) / warm, max(0.02, 1 - share))
            for own, rate in zip(optimiser.param_groups, plan.rates, strict=True):
                own["lr"] = rate * scale
            batch = pieces.batch([one.words for one in group])
            with torch.autocast("cpu", torch.bfloat16):
                parts = losses(net, net(batch), batch, group, numbers)
            loss = torch.stack(list(parts.values())).sum()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            step += 1
            for name, value in parts.items():
                running[name] = running.get(name, value.item()) * 0.98 + 0.02 * value.item()
            if step % 50 == 0:
                told = " ".join(f"{name} {value:.3f}" for name, value in running.items())
                print(f"{step}/{total} {time.time() - began:.0f}s {told}", flush=True)
            if step >= total or time.time() - began > plan.seconds:
                break
        out.parent.mkdir(parents=True, exist_ok=True)
        torch.save({"modes": list(modes), "state": net.state_dict()}, out)
        epoch = list(grouped(windows, pieces, draw, plan.pieces))
    net.eval()
    return net

"""Fine-tuning: all heads at once, bf16 on the processor, one seed, one schedule."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from dateline.language import kinship

from .batches import IGNORED, TARGETS, Reader, batches
from .labels import Labels
from .net import Net, bilinear
from .treebanks import Document
from .wordrows import WordRows

WEIGHTS = {
    "upos": 0.4,
    "xpos": 0.4,
    "feats": 0.3,
    "lemma": 0.3,
    "entity": 1.0,
    "start": 0.3,
    "arc": 1.0,
    "relation": 1.0,
    "predicate": 0.5,
    "role": 0.5,
    "fact": 0.35,
}
DENIALS = 3.0
"""Denied events are rare and matter most: they count this much more."""

DOUBT = 0.2
"""How often roles are learnt without the tree: trees seen in training are better than those to come."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The arguments of one run. `rates`: encoder, heads, word embeddings. `share`: see `batches`."""

    epochs: float
    seed: int = 7
    rates: tuple[float, float, float] = (1.2e-4, 1.5e-3, 0.0)
    share: float = 1.0
    threads: int = 1
    steps: int = 0


def losses(net: Net, out: dict[str, Tensor], targets: dict[str, Tensor]) -> dict[str, Tensor]:
    """Loss by head. Arcs compete within their sentence only; entity loss marginalises over every allowed label."""
    found: dict[str, Tensor] = {}
    for name in ("upos", "xpos", "feats", "lemma"):
        found[name] = F.cross_entropy(out[name].float().flatten(0, 1), targets[name].flatten(), ignore_index=IGNORED)
    for name in ("start", "predicate"):
        known = targets[name] != IGNORED
        found[name] = F.binary_cross_entropy_with_logits(out[name].float()[known], targets[name][known].float())
    scores = out["entity"].float()
    inner = scores.masked_fill(~targets["allowed"], -1e4).logsumexp(-1)
    informative = ~targets["allowed"].all(-1)
    found["entity"] = ((scores.logsumexp(-1) - inner) * informative).sum() / informative.sum().clamp(min=1)
    sentence = targets["sentence"]
    same = sentence[:, :, None] == sentence[:, None, :]
    same = torch.cat([torch.ones_like(same[:, :, :1]), same], -1)
    arcs = out["arc"].masked_fill(~same, -1e4)
    found["arc"] = F.cross_entropy(arcs.flatten(0, 1), targets["arc"].flatten(), ignore_index=IGNORED)
    found["relation"] = relation_loss(net, out, targets)
    found["role"] = role_loss(net, out, targets, same)
    known = ~targets["fact"].isnan()
    weight = 1 + (DENIALS - 1) * (targets["fact"][..., 1:] < 0).expand_as(known)[known].float()
    missed = F.smooth_l1_loss(out["fact"].float()[known], targets["fact"][known], reduction="none")
    found["fact"] = (missed * weight).sum() / weight.sum().clamp(min=1)
    return {k: torch.nan_to_num(v) for k, v in found.items()}


def relation_loss(net: Net, out: dict[str, Tensor], targets: dict[str, Tensor]) -> Tensor:
    """Relations to the right heads, over the words that a treebank parses."""
    batch, word = (targets["relation"] != IGNORED).nonzero(as_tuple=True)
    scores = net.related(out["child"][batch, word], out["parent"][batch, targets["arc"][batch, word]])
    return F.cross_entropy(scores.float(), targets["relation"][batch, word])


def role_loss(net: Net, out: dict[str, Tensor], targets: dict[str, Tensor], same: Tensor) -> Tensor:
    """Roles of every word of the sentence towards each right predicate, helped by the tree that the net sees itself."""
    batch, word = targets["asker"].unbind(1)
    if not len(batch):
        return torch.zeros(())
    asked = bilinear(out["asking"][batch, word], net.role, net.roles)
    scores = torch.matmul(out["offering"][batch], asked.transpose(1, 2)).float()
    heads, relations = net.heads(out, same)
    rows = [kinship.kinship(heads[b].numpy(), np.array([w])) for b, w in targets["asker"].tolist()]
    kinds = torch.from_numpy(np.concatenate(rows))
    helped = net.near[kinds, relations[batch]] + net.above[kinds, relations[batch, word].unsqueeze(1)]
    trusted = (torch.rand(len(batch), 1, 1) > DOUBT).float()
    scores = scores + trusted * helped.float()
    missed = F.cross_entropy(scores.flatten(0, 1), targets["role"].flatten(), ignore_index=IGNORED, reduction="sum")
    # the mean is over arguments, not over the many words that are none
    return missed / (targets["role"] > 0).sum().clamp(min=1)


def begin(labels: Labels, encoder: Path, start: Path | None) -> Net:
    """The network from the plain encoder, or from an earlier run's state as far as names and shapes agree."""
    net = Net(labels.sizes())
    net.encoder.adopt(encoder / "model.safetensors")
    if start:
        own, known = net.state_dict(), torch.load(start)
        fits = {n: t for n, t in known.items() if n in own and own[n].shape == t.shape}
        print("fresh:", ", ".join(sorted(set(own) - set(fits))) or "nothing", flush=True)
        net.load_state_dict(own | fits)
    return net


class Learner:
    """A network that computes in `kind` throughout; the optimiser keeps its own copy of the weights in full precision.

    Word embeddings stay as they are where their rate is 0. A processor that has no bf16 computes a hundred times slower
    in it than in float32.
    """

    def __init__(self, net: Net, rates: tuple[float, float, float], kind: torch.dtype = torch.bfloat16) -> None:
        self.net, self.rates, self.kind = net, rates, kind
        self.full = {n: t.detach().clone() for n, t in net.state_dict().items()}
        net.encoder.words.weight.requires_grad_(False)
        self.words = WordRows(self.full["encoder.words.weight"])
        net.to(kind)
        self.learnt = {n: p for n, p in net.named_parameters() if p.requires_grad}
        self.master = {n: self.full[n].clone().requires_grad_() for n in self.learnt}
        groups = [[m for n, m in self.master.items() if n.startswith("encoder.") == inside] for inside in (True, False)]
        self.optimiser = torch.optim.AdamW(
            [{"params": g, "lr": rate} for g, rate in zip(groups, rates[:2], strict=True)],
            betas=(0.9, 0.98),
            weight_decay=0.01,
            fused=True,
        )
        net.train()

    def inputs(self, given: dict[str, Tensor]) -> dict[str, Tensor]:
        """The inputs of a batch as the network takes them, with the rows of the word embeddings that may learn."""
        numbers, rows = self.words.rows(given["pieces"])
        return given | {"mask": given["mask"].to(self.kind), "pieces": numbers, "rows": rows}

    def step(self, loss: Tensor, scale: float) -> None:
        """Learn from a loss; `scale`: the schedule's share of the rates."""
        for group, rate in zip(self.optimiser.param_groups, self.rates[:2], strict=True):
            group["lr"] = rate * scale
        self.net.zero_grad(set_to_none=True)
        loss.backward()
        for name, m in self.master.items():
            grad = self.learnt[name].grad
            m.grad = torch.zeros_like(m) if grad is None else grad.float()
        torch.nn.utils.clip_grad_norm_(list(self.master.values()), 2.0)
        self.optimiser.step()
        self.words.step(self.rates[2] * scale)
        with torch.no_grad():
            for name, m in self.master.items():
                self.learnt[name].copy_(m)

    def state(self) -> dict[str, Tensor]:
        """All weights in full precision."""
        return self.full | {n: m.detach() for n, m in self.master.items()}


def schedule(step: int, total: int) -> float:
    """The share of the rates at a step: up in a tenth of the run (200 steps at most), then down to a hundredth."""
    warm = max(1, min(200, total // 10))
    return min((step + 1) / warm, max(0.01, (total - step) / (total - warm)))


def learn(
    documents: Sequence[Document], labels: Labels, encoder: Path, out: Path, plan: Plan, start: Path | None = None
) -> None:
    """Train and write the state to `out` (a torch file), also after every epoch. `start`: weights to go on from."""
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    reader = make_reader(encoder)
    learner = Learner(begin(labels, encoder, start), plan.rates)
    epoch = list(batches(documents, reader, labels, plan.seed, share=plan.share))
    total = plan.steps or int(len(epoch) * plan.epochs)
    print(f"{len(epoch)} batches an epoch, {total} steps", flush=True)
    step, progress = 0, Progress(total)
    while step < total:
        for inputs, targets in epoch:
            parts = losses(learner.net, learner.net(**learner.inputs(inputs)), targets)
            learner.step(sum((WEIGHTS[k] * v for k, v in parts.items()), torch.zeros(())), schedule(step, total))
            step += 1
            progress.show(step, parts)
            if step >= total:
                break
        out.parent.mkdir(parents=True, exist_ok=True)
        torch.save(learner.state(), out)
        if step < total:
            epoch = list(batches(documents, reader, labels, plan.seed + step, share=plan.share))


class Progress:
    """Running means of the losses, a line every fifty steps."""

    def __init__(self, total: int) -> None:
        self.total, self.began = total, time.time()
        self.running: dict[str, float] = {}

    def show(self, step: int, parts: dict[str, Tensor]) -> None:
        """Take in the losses of a step."""
        for name, value in parts.items():
            known = self.running.get(name, 0.0)
            first = name not in self.running
            self.running[name] = value.item() if first else known + 0.02 * (value.item() - known)
        if step % 50 == 0:
            told = " ".join(f"{name} {value:.3f}" for name, value in self.running.items())
            print(f"{step}/{self.total} {time.time() - self.began:.0f}s {told}", flush=True)


def make_reader(encoder: Path) -> Reader:
    """The reader of word pieces of the encoder's tokenizer."""
    reader = Reader(Tokenizer.from_file(str(encoder / "tokenizer.json")))
    reader.tokenizer.no_truncation()
    reader.tokenizer.no_padding()
    return reader


assert set(TARGETS) < set(WEIGHTS)

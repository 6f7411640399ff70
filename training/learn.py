"""Fine-tuning: all heads at once, bf16 on the processor, one seed, one schedule."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from .batches import IGNORED, TARGETS, Reader, batches
from .labels import Labels
from .net import Net
from .treebanks import Document

WEIGHTS = {
    "upos": 0.4,
    "xpos": 0.4,
    "feats": 0.3,
    "lemma": 0.3,
    "entity": 1.0,
    "start": 0.3,
    "arc": 1.0,
    "relation": 1.0,
}


def losses(out: dict[str, Tensor], targets: dict[str, Tensor]) -> dict[str, Tensor]:
    """Loss by head. Arcs compete within their sentence only; entity loss marginalises over every allowed label."""
    found: dict[str, Tensor] = {}
    for name in ("upos", "xpos", "feats", "lemma"):
        found[name] = F.cross_entropy(out[name].float().flatten(0, 1), targets[name].flatten(), ignore_index=IGNORED)
    known = targets["start"] != IGNORED
    found["start"] = F.binary_cross_entropy_with_logits(out["start"].float()[known], targets["start"][known].float())
    scores = out["entity"].float()
    inner = scores.masked_fill(~targets["allowed"], -1e4).logsumexp(-1)
    informative = ~targets["allowed"].all(-1)
    found["entity"] = ((scores.logsumexp(-1) - inner) * informative).sum() / informative.sum().clamp(min=1)
    sentence = targets["sentence"]
    same = sentence[:, :, None] == sentence[:, None, :]
    same = torch.cat([torch.ones_like(same[:, :, :1]), same], -1)
    arcs = out["arc"].float().masked_fill(~same, -1e4)
    found["arc"] = F.cross_entropy(arcs.flatten(0, 1), targets["arc"].flatten(), ignore_index=IGNORED)
    at = targets["arc"].clamp(min=0)
    parent = torch.gather(out["parent"], 1, at.unsqueeze(-1).expand(-1, -1, out["parent"].shape[-1]))
    relation = (out["child"] * parent.unsqueeze(2)).sum(-1).float()
    found["relation"] = F.cross_entropy(relation.flatten(0, 1), targets["relation"].flatten(), ignore_index=IGNORED)
    return {k: torch.nan_to_num(v) for k, v in found.items()}


def learn(
    documents: Sequence[Document],
    labels: Labels,
    encoder: Path,
    out: Path,
    *,
    epochs: float,
    seed: int = 7,
    rates: tuple[float, float] = (1.2e-4, 1.5e-3),
    start: Path | None = None,
    frozen: bool = False,
    threads: int = 2,
) -> None:
    """Train and write the state to `out` (a torch file), also after every epoch.

    `start`: weights to go on from. `frozen`: leave the word embeddings as they are (a quarter less time a step). The
    network computes in bf16 throughout; the optimiser keeps its own copy of the weights in full precision.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    reader = Reader(Tokenizer.from_file(str(encoder / "tokenizer.json")))
    reader.tokenizer.no_truncation()
    reader.tokenizer.no_padding()
    net = Net(labels.sizes())
    net.encoder.adopt(encoder / "model.safetensors")
    if start:
        net.load_state_dict(torch.load(start))
    full = {n: t.detach().clone() for n, t in net.state_dict().items()}
    if frozen:
        net.encoder.words.weight.requires_grad_(False)
    net.bfloat16()
    learnt = {n: p for n, p in net.named_parameters() if p.requires_grad}
    master = {n: full[n].clone().requires_grad_() for n in learnt}
    groups = [[m for n, m in master.items() if n.startswith("encoder.") == inside] for inside in (True, False)]
    optimiser = torch.optim.AdamW(
        [{"params": g, "lr": rate} for g, rate in zip(groups, rates, strict=True)],
        betas=(0.9, 0.98),
        weight_decay=0.01,
        fused=True,
    )
    epoch = list(batches(documents, reader, labels, seed))
    count = len(epoch)
    total = int(count * epochs)
    warm = min(150, total // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.02, (total - s) / (total - warm)))
    )
    print(f"{count} batches an epoch, {total} steps", flush=True)
    step, began, running = 0, time.time(), dict.fromkeys(WEIGHTS, 0.0)
    net.train()
    while step < total:
        for inputs, targets in epoch:
            found = net(**(inputs | {"mask": inputs["mask"].bfloat16()}))
            parts = losses(found, targets)
            loss = sum((WEIGHTS[k] * v for k, v in parts.items()), torch.zeros(()))
            net.zero_grad(set_to_none=True)
            loss.backward()
            for name, m in master.items():
                grad = learnt[name].grad
                m.grad = torch.zeros_like(m) if grad is None else grad.float()
            torch.nn.utils.clip_grad_norm_(list(master.values()), 2.0)
            optimiser.step()
            with torch.no_grad():
                for name, m in master.items():
                    learnt[name].copy_(m)
            schedule.step()
            step += 1
            for k, v in parts.items():
                running[k] = 0.98 * running[k] + 0.02 * v.item()
            if step % 50 == 0:
                told = " ".join(f"{k} {v:.3f}" for k, v in running.items())
                print(f"{step}/{total} {time.time() - began:.0f}s {told}", flush=True)
            if step >= total:
                break
        out.parent.mkdir(parents=True, exist_ok=True)
        torch.save(full | {n: m.detach() for n, m in master.items()}, out)
        if step < total:
            epoch = list(batches(documents, reader, labels, seed + step))


assert set(TARGETS) < set(WEIGHTS)

"""The close reader learns: a small network reads a sentence once more for each act in it (`language/encoder/close.py`).

The encoder stays as it is and reads every window once. That it has seen the texts hardly matters: of the sides of acts
in texts that it learnt from it knew little more than of others. What it learns from are readers' labels and, with less
weight, what several such networks together say of acts that nobody annotated.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.language import close, kinship

from ..batches import IGNORED
from ..labels import Labels
from ..learn import Progress, begin, schedule
from ..net import SHAPE, WIDTH, Dropout, Layer, Net
from .batches import Example, grouped, inputs
from .corpus import PARTS, TELLINGS
from .examples import NONE

Floats = npt.NDArray[np.float32]
CLOSE, LAYERS, HEADS = 160, 2, 4
_WORDS = 2400
"""Words in a batch, about."""
_LIKELY = 0.5
"""How likely an act is at least that is learnt from although nobody annotated it."""
_TOLD_WEIGHT, _MODE_WEIGHT, _RARE = 0.4, 0.2, 2.0
_CLIP = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """The arguments of one run. `teachers`: networks that learn from labels alone first, for what nobody annotated."""

    epochs: int = 8
    seed: int = 7
    rate: float = 1.2e-3
    threads: int = 2
    teachers: int = 2


@dataclass(frozen=True, slots=True)
class Soft:
    """What others say of an act: shares, `parts` [w, 1 + parts], `telling` and `mode`."""

    parts: Floats
    telling: Floats
    mode: Floats


@dataclass(frozen=True, slots=True)
class Case:
    """One act with the w words of its sentence.

    `wide` [w, k]: what the encoder says of them; `asked`: what is read, of one row; `types`: any of
    them is right; `parts` [w], `telling`, `mode`: labels, IGNORED where nobody knows. `soft`: what stands in for them.
    """

    wide: Tensor
    asked: close.Asked
    types: tuple[int, ...]
    parts: tuple[int, ...]
    telling: int
    mode: int
    soft: Soft | None = None


class CloseHead(nn.Module):
    """A layer that the encoder's file takes over (`mix`), and the network of close.onnx."""

    def __init__(self, relations: int, types: int, modes: int, dropout: float = 0.3) -> None:
        super().__init__()
        self.relations = relations
        self.mix = nn.Linear(2 * WIDTH + SHAPE, CLOSE)
        places = kinship.KINDS * relations
        self.own, self.over = nn.Embedding(places, CLOSE), nn.Embedding(places, CLOSE)
        self.act_own, self.act_over = nn.Embedding(places, CLOSE), nn.Embedding(places, CLOSE)
        self.far, self.of_type = nn.Embedding(2 * kinship.FAR + 1, CLOSE), nn.Embedding(types, CLOSE)
        for table in (self.own, self.over, self.act_own, self.act_over, self.far, self.of_type):
            nn.init.normal_(table.weight, std=0.05)
        self.norm = nn.LayerNorm(CLOSE)
        self.layers = nn.ModuleList(Layer(dropout, CLOSE, HEADS, 2 * CLOSE) for _ in range(LAYERS))
        self.dropout = Dropout(dropout)
        self.part = nn.Linear(CLOSE, 1 + len(PARTS))
        self.telling, self.mode = nn.Linear(CLOSE, len(TELLINGS)), nn.Linear(CLOSE, modes)

    def view(self, wide: Tensor) -> Tensor:
        """[.., 2 * width + shape] → [.., k]: what the encoder's file gives."""
        return F.gelu(self.mix(wide))

    def forward(
        self,
        view: Tensor,
        mask: Tensor,
        kinds: Tensor,
        own: Tensor,
        over: Tensor,
        steps: Tensor,
        act: Tensor,
        type_: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """`view` [m, w, k] of each row's words, the others as `close.Asked` has them → `parts`, `telling`, `mode`."""
        place = kinds * self.relations
        rows = torch.arange(view.shape[0])
        around = self.own(place + own) + self.over(place + over)
        around = around + self.act_own(place + own[rows, act].unsqueeze(1))
        around = around + self.act_over(place + over[rows, act].unsqueeze(1))
        h = view + around + self.far(steps) + self.of_type(type_).unsqueeze(1)
        h = self.dropout(self.norm(h))
        hidden = mask[:, None, None, :]
        for layer in self.layers:
            h = layer(h, hidden)
        told = h[rows, act]
        return self.part(h), self.telling(told), self.mode(told)


# ---------------------------------------------------------------------- what is learnt from


def listen(net: Net, examples: Sequence[Example], seed: int) -> Iterator[tuple[Example, Tensor]]:
    """Every window with what the encoder says of its words."""
    net.eval()
    with torch.inference_mode():
        for group in grouped(examples, random.Random(seed)):
            wide = net.wide(**inputs(group))
            yield from ((one, wide[row, : len(one.first)]) for row, one in enumerate(group))


def labelled(heard: tuple[Example, Tensor], modes: dict[str, int]) -> Iterator[Case]:
    """The acts that readers found in a window, one for each mention."""
    one, wide = heard
    for act in one.parsed.window.acts:
        for word in act.anchors:
            asked = _ask(one, word, act.types[0])
            parts = tuple(act.sides.get(at, NONE) for at in asked.at[0].tolist())
            mode = modes.get(act.mode, IGNORED if act.mode else NONE)
            yield Case(_of(wide, asked), asked, act.types, parts, TELLINGS.index(act.told), mode)


def taught(heard: tuple[Example, Tensor], modes: int) -> Iterator[Case]:
    """The acts that another network found in a window, with what it says of them. `modes`: how many there are."""
    one, wide = heard
    if one.soft is None:
        return
    for row, word in enumerate(one.soft.words):
        type_ = int(one.soft.act[word, NONE + 1 :].argmax()) + 1
        asked = _ask(one, word, type_)
        way = np.zeros(modes, np.float32)
        way[max(one.soft.mode[row], NONE)] = 1
        said = Soft(one.soft.parts[row][asked.at[0]].astype(np.float32), one.soft.telling[row].astype(np.float32), way)
        yield Case(_of(wide, asked), asked, (type_,), (IGNORED,) * asked.at.shape[1], IGNORED, IGNORED, said)


def found(heard: tuple[Example, Tensor], net: Net) -> Iterator[Case]:
    """The acts that the encoder sees in a window that nobody annotated."""
    one, wide = heard
    with torch.inference_mode():
        shares = net.acts.act(net.acts(wide)).softmax(-1)
    for word in (shares[:, NONE] <= 1 - _LIKELY).nonzero().flatten().tolist():
        type_ = int(shares[word, NONE + 1 :].argmax()) + 1
        asked = _ask(one, word, type_)
        yield Case(_of(wide, asked), asked, (type_,), (IGNORED,) * asked.at.shape[1], IGNORED, IGNORED)


def _ask(one: Example, word: int, type_: int) -> close.Asked:
    return close.ask(np.array([word]), np.array([type_]), one.parsed.heads, one.parsed.relations)


def _of(wide: Tensor, asked: close.Asked) -> Tensor:
    return wide[torch.from_numpy(asked.at[0])]


def _small(case: Case) -> Case:
    """As many are kept at once."""
    return replace(case, wide=case.wide.half())


# ---------------------------------------------------------------------- learning


def batch(group: Sequence[Case], draw: random.Random) -> tuple[Tensor, tuple[Tensor, ...]]:
    """What the network reads of a group: `wide` [m, w, k], and the other inputs of `CloseHead.forward`."""
    width = max(len(one.wide) for one in group)
    wide = torch.zeros(len(group), width, group[0].wide.shape[-1])
    for row, one in enumerate(group):
        wide[row, : len(one.wide)] = one.wide.float()

    def rows(name: str, fill: float = 0) -> Tensor:
        own = (getattr(one.asked, name)[0] for one in group)
        return torch.from_numpy(np.stack([np.pad(r, (0, width - len(r)), constant_values=fill) for r in own]))

    act = torch.tensor([int(one.asked.act[0]) for one in group])
    types = torch.tensor([draw.choice(one.types) for one in group])
    hidden = rows("mask", float(close.HIDDEN))
    return wide, (hidden, rows("kinds"), rows("own"), rows("over"), rows("steps"), act, types)


def losses(scores: tuple[Tensor, Tensor, Tensor], group: Sequence[Case]) -> Tensor:
    """The loss of a group, whose acts are all labelled or all taught by others."""
    parts, telling, mode = scores
    rare = torch.tensor([1.0 if name in ("happened", "ongoing") else _RARE for name in TELLINGS])
    if group[0].soft is not None:
        softs = [one.soft for one in group if one.soft is not None]
        width = parts.shape[1]
        wanted = torch.from_numpy(np.stack([np.pad(s.parts, ((0, width - len(s.parts)), (0, 0))) for s in softs]))
        missed = -(wanted * parts.log_softmax(-1)).sum() / wanted[..., NONE + 1 :].sum().clamp(min=1)
        told = torch.from_numpy(np.stack([s.telling for s in softs])) * rare
        ways = torch.from_numpy(np.stack([s.mode for s in softs]))
        missed = missed - _TOLD_WEIGHT * (told * telling.log_softmax(-1)).sum() / told.sum()
        return missed - _MODE_WEIGHT * (ways * mode.log_softmax(-1)).sum(-1).mean()
    labels = torch.full(parts.shape[:2], IGNORED)
    for row, one in enumerate(group):
        labels[row, : len(one.parts)] = torch.tensor(one.parts)
    missed = F.cross_entropy(parts.flatten(0, 1), labels.flatten(), ignore_index=IGNORED, reduction="sum")
    loss = missed / (labels > NONE).sum().clamp(min=1)
    loss = loss + _TOLD_WEIGHT * F.cross_entropy(telling, torch.tensor([one.telling for one in group]), weight=rare)
    ways = torch.tensor([one.mode for one in group])
    return loss + (_MODE_WEIGHT * F.cross_entropy(mode, ways, ignore_index=IGNORED) if (ways != IGNORED).any() else 0)


def groups(cases: Sequence[Case], draw: random.Random) -> list[list[Case]]:
    """Cases of like length in groups, in chance order."""
    order = sorted(cases, key=lambda one: len(one.wide) + 4 * draw.random())
    out: list[list[Case]] = [[]]
    for one in order:
        if out[-1] and (len(out[-1]) + 1) * len(one.wide) > _WORDS:
            out.append([])
        out[-1].append(one)
    draw.shuffle(out)
    return out


def learn(head: CloseHead, cases: Sequence[Case], taught: Sequence[Case], plan: Plan) -> None:
    """Teach the head; it comes back at rest. `taught`: cases with what others say of them."""
    torch.manual_seed(plan.seed)
    draw = random.Random(plan.seed)
    rounds = [groups(cases, draw) + groups(taught, draw) if taught else groups(cases, draw) for _ in range(plan.epochs)]
    for own in rounds:
        draw.shuffle(own)
    steps = [group for own in rounds for group in own]
    optimiser = torch.optim.AdamW(head.parameters(), lr=plan.rate, weight_decay=0.02)
    progress = Progress(len(steps))
    head.train()
    for step, group in enumerate(steps):
        for own_rate in optimiser.param_groups:
            own_rate["lr"] = plan.rate * schedule(step, len(steps))
        wide, given = batch(group, draw)
        loss = losses(head(head.view(wide), *given), group)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(head.parameters(), _CLIP)
        optimiser.step()
        progress.show(step + 1, {"close": loss})
    head.eval()


def teach(heads: Sequence[CloseHead], cases: Sequence[Case], seed: int) -> list[Case]:
    """The cases with what the heads say of them together."""
    out, draw = [], random.Random(seed)
    with torch.inference_mode():
        for group in groups(cases, draw):
            wide, given = batch(group, draw)
            said = [[s.softmax(-1) for s in head(head.view(wide), *given)] for head in heads]
            parts, telling, mode = (torch.stack(s).mean(0).numpy() for s in zip(*said, strict=True))
            softs = (Soft(parts[i, : len(one.wide)], telling[i], mode[i]) for i, one in enumerate(group))
            out += [replace(one, soft=soft) for one, soft in zip(group, softs, strict=True)]
    return out


def learn_close(
    examples: Sequence[Example], others: Sequence[Example], labels: Labels, encoder: Path, start: Path, plan: Plan
) -> CloseHead:
    """The head that is shipped. `others`: windows that nobody annotated; `start`: the shipped network's state."""
    torch.set_num_threads(plan.threads)
    net = begin(labels, encoder, start)
    modes = {name: number for number, name in enumerate(labels.mode) if name}
    told = [one for one in examples if one.parsed.window.acts]
    cases = [_small(case) for heard in listen(net, told, plan.seed) for case in labelled(heard, modes)]
    unread = [_small(case) for heard in listen(net, others, plan.seed) for case in found(heard, net)]
    print(f"{len(cases)} mentions that people read, {len(unread)} of others", flush=True)

    def fresh(seed: int) -> CloseHead:
        torch.manual_seed(seed)
        return CloseHead(len(labels.relation), len(labels.act), len(labels.mode))

    teachers = [fresh(plan.seed + number) for number in range(1, plan.teachers + 1)] if unread else []
    for number, head in enumerate(teachers, 1):
        learn(head, cases, (), replace(plan, seed=plan.seed + number))
    head = fresh(plan.seed)
    learn(head, cases, teach(teachers, unread, plan.seed) if teachers else (), plan)
    return head

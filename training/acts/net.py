"""A teacher for acts: any encoder of the BERT family, and three heads over words.

One type for each word, one part for each pair of an act's word and a word, one telling for each act's word.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import AutoModel, AutoTokenizer

from dateline.language import shape
from training.net import Dropout

from .corpus import PARTS, TELLINGS, TYPES

PAIR, HIDDEN, SHAPE = 128, 256, 32
FAR = 12
"""Words further apart than this count as one distance."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as numbers, padded. `pieces`, `real` [b, p]; `first`, `last` [b, w]: the pieces of each word; `shapes`
    [b, w]: its letter case."""

    pieces: Tensor
    real: Tensor
    first: Tensor
    last: Tensor
    shapes: Tensor
    sizes: tuple[int, ...]


class Pieces:
    """Words to word pieces of one encoder's tokenizer, each word once."""

    def __init__(self, folder: Path, most: int = 12) -> None:
        self._tokenizer = AutoTokenizer.from_pretrained(str(folder))
        self._most = most
        self._known: dict[str, list[int]] = {}
        self.edges = (int(self._tokenizer.cls_token_id), int(self._tokenizer.sep_token_id))
        self.pad = int(self._tokenizer.pad_token_id)

    def of(self, word: str) -> list[int]:
        """Piece numbers of one word, at least one."""
        found = self._known.get(word)
        if found is None:
            ids = self._tokenizer.encode(word, add_special_tokens=False)[: self._most]
            found = self._known[word] = list(ids) or [int(self._tokenizer.unk_token_id)]
        return found

    def batch(self, windows: list[tuple[str, ...]]) -> Batch:
        """Windows of words as one batch."""
        rows, firsts, lasts = [], [], []
        for words in windows:
            row, first, last = [self.edges[0]], [], []
            for word in words:
                first.append(len(row))
                row += self.of(word)
                last.append(len(row) - 1)
            rows.append([*row, self.edges[1]])
            firsts.append(first)
            lasts.append(last)
        sizes = tuple(map(len, windows))
        real = _padded([[1] * len(row) for row in rows], 0).bool()
        shapes = [[shape.case_of(word) for word in words] for words in windows]
        return Batch(
            _padded(rows, self.pad), real, _padded(firsts, 0), _padded(lasts, 0), _padded(shapes, shape.SHAPES), sizes
        )


class Teacher(nn.Module):
    """Encoder and heads."""

    def __init__(self, folder: Path, modes: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(str(folder), add_pooling_layer=False)
        hasten(self.encoder)
        width = int(self.encoder.config.hidden_size)
        self.shapes = nn.Embedding(shape.SHAPES + 1, SHAPE)
        self.mix = nn.Linear(2 * width + SHAPE, width)
        self.dropout = Dropout(dropout)
        self.act = nn.Sequential(nn.Linear(width, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, 1 + len(TYPES)))
        self.mode = nn.Sequential(nn.Linear(width, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, 1 + modes))
        self.telling = nn.Sequential(nn.Linear(width, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, len(TELLINGS)))
        self.asking, self.offering = nn.Linear(width, PAIR), nn.Linear(width, PAIR)
        self.part = nn.Parameter(torch.empty(1 + len(PARTS), PAIR + 1, PAIR + 1))
        self.near = nn.Parameter(torch.zeros(2 * FAR + 1, 1 + len(PARTS)))
        nn.init.normal_(self.part, std=0.02)

    def forward(self, batch: Batch) -> Tensor:
        """What the encoder knows of each word, [b, w, width]."""
        x = self.encoder(input_ids=batch.pieces, attention_mask=batch.real.long()).last_hidden_state
        wide = [torch.gather(x, 1, at.unsqueeze(-1).expand(-1, -1, x.shape[-1])) for at in (batch.first, batch.last)]
        return cast("Tensor", self.dropout(F.gelu(self.mix(torch.cat([*wide, self.shapes(batch.shapes)], -1)))))

    def parts(self, h: Tensor, row: Tensor, word: Tensor) -> Tensor:
        """Scores [n, w, parts] of every word of a window towards n acts: window `row` [n], their words `word` [n]."""
        asked = _with_one(F.gelu(self.asking(h[row, word])))
        offered = _with_one(F.gelu(self.offering(h)))[row]
        scores = torch.einsum("nk,lkj,nwj->nwl", asked, self.part, offered)
        steps = torch.arange(h.shape[1]).unsqueeze(0) - word.unsqueeze(1)
        return scores + self.near[steps.clamp(-FAR, FAR) + FAR]


def hasten(module: nn.Module) -> None:
    """Put our dropout in place of torch's: its masks cost a fifth of a step on a processor."""
    for name, child in module.named_children():
        if isinstance(child, nn.Dropout):
            setattr(module, name, Dropout(child.p))
        else:
            hasten(child)


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def _padded(rows: list[list[int]], value: int) -> Tensor:
    out = torch.full((len(rows), max(map(len, rows))), value, dtype=torch.long)
    for i, row in enumerate(rows):
        out[i, : len(row)] = torch.tensor(row, dtype=torch.long)
    return out

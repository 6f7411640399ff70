"""Learning word embeddings row by row: only the rows of a batch are touched, so that they cost next to nothing."""

from __future__ import annotations

import torch
from torch import Tensor

BETAS = (0.9, 0.98)


class WordRows:
    """Adam over the rows in use ("lazy": other rows' moments rest). `table` [pieces, width] changes in place."""

    def __init__(self, table: Tensor) -> None:
        self.table = table
        self.mean, self.square = torch.zeros_like(table), torch.zeros_like(table)
        self.times = torch.zeros(len(table), 1)
        self.used = torch.zeros(0, dtype=torch.long)
        self.leaf = torch.zeros(0)

    def rows(self, pieces: Tensor) -> tuple[Tensor, Tensor]:
        """`pieces` as row numbers, and the rows (bf16, in which gradients gather)."""
        self.used, numbers = pieces.unique(return_inverse=True)
        self.leaf = self.table[self.used].bfloat16().requires_grad_()
        return numbers, self.leaf

    def step(self, rate: float) -> None:
        """Move the last batch's rows. Padding, piece 0, gathers no gradient that matters and moves little."""
        grad = self.leaf.grad
        if not rate or grad is None:
            return
        grad, used = grad.float(), self.used
        self.times[used] += 1
        times = self.times[used]
        self.mean[used] = mean = BETAS[0] * self.mean[used] + (1 - BETAS[0]) * grad
        self.square[used] = square = BETAS[1] * self.square[used] + (1 - BETAS[1]) * grad * grad
        size = (square / (1 - BETAS[1] ** times)).sqrt() + 1e-8
        self.table[used] -= rate * (mean / (1 - BETAS[0] ** times)) / size

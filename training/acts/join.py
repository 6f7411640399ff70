"""Which two acts of a report are one happening: the weights of `lexicon/same.tsv`, a logistic regression over what
coding knows of a pair, fitted on articles in which readers listed every mention of an act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import torch
from torch.nn import functional as F

from dateline.coding import act_pairs

from .corpus import Act, Text
from .settle import parsed

_LEAST = 15
"""Pairs that a feature must have to be weighed."""
_PULL = 2.0
"""How much weights are pulled to zero."""
Example = tuple[Mapping[str, float], bool]


def examples(texts: Iterable[Text]) -> Iterator[Example]:
    """The features of every two acts of one type that readers listed, and whether they listed them as one."""
    for one, report, doc in parsed(texts):
        for a, b, features in act_pairs(report, doc):
            first, second = (_find_act(one.acts, c.trigger.start) for c in (a, b))
            if first is not None and second is not None:
                yield features, first == second


def _find_act(acts: Sequence[Act], place: int) -> int | None:
    return next((n for n, act in enumerate(acts) if any(start <= place < end for start, end in act.words)), None)


def fit(found: Sequence[Example]) -> dict[str, float]:
    """Feature -> its weight for being one."""
    seen = Counter(name for features, _ in found for name, value in features.items() if value)
    names = sorted(name for name, n in seen.items() if n >= _LEAST)
    number = {name: at for at, name in enumerate(names)}
    rows = torch.zeros(len(found), len(names))
    for at, (features, _) in enumerate(found):
        for name, value in features.items():
            if name in number:
                rows[at, number[name]] = value
    same = torch.tensor([float(one) for _, one in found])
    weights = torch.zeros(len(names), requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def missed() -> torch.Tensor:
        optimiser.zero_grad()
        loss = F.binary_cross_entropy_with_logits(rows @ weights, same, reduction="sum")
        loss = loss + _PULL * weights.square().sum()
        loss.backward()
        return loss

    optimiser.step(missed)
    return {name: weights[at].item() for name, at in number.items()}


def write(weights: Mapping[str, float], pairs: int, out: Path) -> None:
    """The table that coding reads."""
    lines = [
        "# Which two acts of a report are one happening: what coding knows of the pair, and what that adds to its",
        "# being one. Not for editing by hand.",
        f"# Origin: python -m training.acts join, a logistic regression over {pairs} pairs of acts in annotated texts.",
        "# feature\tweight",
        *(f"{name}\t{weight:.4f}" for name, weight in sorted(weights.items())),
    ]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")

"""How sure a record is: the encoder's share made a probability (`lexicon/sure.tsv`), fitted on texts that the encoder
did not learn from (Platt 1999: a logistic of the logit)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn import functional as F

from dateline.coding import code, side_phrases
from dateline.model import Event

from .corpus import Act, Text
from .settle import parsed

_TINY = 1e-4


@dataclass(frozen=True, slots=True)
class Record:
    """One record of the program: who proposed it, whether it has `sides` ("some", "none"), the encoder's share, and
    whether readers have such an act."""

    proposed_by: str
    sides: str
    share: float
    right: bool


def records(texts: Iterable[Text]) -> Iterator[Record]:
    """The records of texts, held against what readers found: same type, and the same words or the same sentence."""
    for one, report, doc in parsed(texts):
        seen = {doc[act.trigger].idx: act for act, _ in side_phrases(report, doc)}
        events = code(report, doc).events
        for event, right in zip(events, match(one.acts, events), strict=True):
            act = seen.get(event.trigger.start)
            if act is not None:
                sides = "some" if event.actors or event.recipients else "none"
                yield Record("encoder" if act.rule.learnt else "rows", sides, act.sure, right)


def match(acts: Sequence[Act], events: Sequence[Event]) -> list[bool]:
    """Which events an annotated act stands for, each act for one: essential ones first, by their own words first."""
    right = [False] * len(events)
    for act in sorted(acts, key=lambda a: not a.essential):
        best: tuple[int, int] | None = None
        for at, event in enumerate(events):
            if right[at] or event.type not in act.types:
                continue
            words = any(start < event.trigger.end and event.trigger.start < end for start, end in act.words)
            near = any(start < event.evidence.end and event.evidence.start < end for start, end in act.words)
            grade = 2 if words else 1 if near else 0
            if grade and (best is None or grade > best[0]):
                best = (grade, at)
        if best is not None:
            right[best[1]] = True
    return right


def fit(found: Sequence[Record]) -> dict[tuple[str, str], tuple[float, float]]:
    """Proposer, and whether there are sides -> slope and shift of the logit."""
    out = {}
    for by in sorted({(record.proposed_by, record.sides) for record in found}):
        own = [record for record in found if (record.proposed_by, record.sides) == by]
        logits = torch.tensor([math.log((r.share + _TINY) / (1 - r.share + _TINY)) for r in own])
        right = torch.tensor([float(r.right) for r in own])
        line = torch.tensor([1.0, 0.0], requires_grad=True)
        optimiser = torch.optim.LBFGS([line], max_iter=100, line_search_fn="strong_wolfe")

        def missed(
            logits: torch.Tensor = logits,
            right: torch.Tensor = right,
            line: torch.Tensor = line,
            optimiser: torch.optim.LBFGS = optimiser,
        ) -> torch.Tensor:
            optimiser.zero_grad()
            loss = F.binary_cross_entropy_with_logits(line[0] * logits + line[1], right)
            loss.backward()
            return loss

        optimiser.step(missed)
        out[by] = (line[0].item(), line[1].item())
    return out


def write(lines: Mapping[tuple[str, str], tuple[float, float]], records: int, out: Path) -> None:
    """The table that coding reads."""
    rows = [
        "# How sure a record is: by who proposed it and whether it has sides, the slope and the shift that make of the",
        "# encoder's share's logit that of a probability. Not for editing by hand.",
        f"# Origin: python -m training.acts calibrate, fitted on {records} records of texts that the encoder did not",
        "# learn from.",
        "# proposed by\tsides\tslope\tshift",
        *(f"{by}\t{sides}\t{slope:.4f}\t{shift:.4f}" for (by, sides), (slope, shift) in sorted(lines.items())),
    ]
    out.write_text("\n".join(rows) + "\n", encoding="utf-8")

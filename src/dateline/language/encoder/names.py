"""One report, one reading of a name: what the same words are called elsewhere in the report decides doubtful mentions.

After the one-sense-per-discourse observation of Gale, Church and Yarowsky (1992): within one text the same name means
the same thing nearly always, and a network that reads sentence by sentence does not know that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from dateline.language.encoder.network import Floats

DOUBT = 1.0
"""How many nats a mention may prefer "no name" and still follow the other mentions of the same words."""


def spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """(first, last + 1, type) of a label sequence without strays."""
    out: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        if label.startswith("B-"):
            out.append((i, i + 1, label[2:]))
        elif label.startswith("I-") and out and out[-1][1] == i:
            out[-1] = (out[-1][0], i + 1, out[-1][2])
    return out


class NameEvidence:
    """Log probability of a stretch of words being one name of a type, or no name at all."""

    def __init__(self, scores: Floats, labels: Sequence[str]) -> None:
        """`scores`: logits [words, labels]."""
        top = scores.max(1, keepdims=True)
        self._log = scores - top - np.log(np.exp(scores - top).sum(1, keepdims=True))
        self._at = {label: i for i, label in enumerate(labels)}
        self.types = tuple(sorted({label[2:] for label in labels if label != "O"}))

    def name(self, first: int, last: int, kind: str) -> float:
        """Of words first to last - 1 as one name."""
        inner = self._log[first + 1 : last, self._at[f"I-{kind}"]].sum()
        return float(self._log[first, self._at[f"B-{kind}"]] + inner)

    def outside(self, first: int, last: int) -> float:
        """Of the same words as no name."""
        return float(self._log[first:last, self._at["O"]].sum())


def agree(words: Sequence[str], found: Sequence[str], scores: Floats, labels: Sequence[str]) -> list[str]:
    """Labels in which equal words have one type over the report, and doubtful mentions follow sure ones.

    A type is chosen by the sum over all mentions; only names of two letters or more that begin with a capital or
    a digit take part. Nothing changes in a report that names everything once.
    """
    out = list(found)
    evidence = NameEvidence(scores, labels)
    mentions: dict[tuple[str, ...], list[tuple[int, int, str]]] = defaultdict(list)
    for first, last, kind in spans(found):
        mentions[tuple(words[first:last])].append((first, last, kind))
    chosen: dict[tuple[str, ...], str] = {}
    for form, places in mentions.items():
        kinds = {kind for _, _, kind in places}
        totals = {k: sum(evidence.name(a, b, k) for a, b, _ in places) for k in sorted(kinds)}
        chosen[form] = max(totals, key=lambda k: (totals[k], k))
        for first, last, kind in places:
            if kind != chosen[form]:
                write(out, first, last, chosen[form])
    longest = max((len(form) for form in chosen), default=0)
    starts = {form[0] for form in chosen}
    for i, word in enumerate(words):
        if word not in starts or out[i] != "O" or not (word[:1].isupper() or word[:1].isdigit()) or len(word) < 2:
            continue
        for size in range(min(longest, len(words) - i), 0, -1):
            kind = chosen.get(tuple(words[i : i + size]), "")
            if not kind or any(label != "O" for label in out[i : i + size]):
                continue
            if evidence.name(i, i + size, kind) > evidence.outside(i, i + size) - DOUBT * size:
                write(out, i, i + size, kind)
                break
    return out


def write(labels: list[str], first: int, last: int, kind: str) -> None:
    """Label words first to last - 1 as one name."""
    labels[first:last] = [f"B-{kind}", *[f"I-{kind}"] * (last - first - 1)]

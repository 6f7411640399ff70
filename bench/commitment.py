"""Score the factuality head alone: `python -m bench.commitment GOLD [--part dev] [--weights FOLDER]`.

GOLD holds docs.jsonl and gold.jsonl of sentences with marked words. Each set is scored on both of the head's outputs:
Pearson's r, and the macro-F1 of fact (2 and above), counter-fact (-2 and below) and what lies between.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Sequence
from pathlib import Path

from dateline import Language, Span, load
from dateline.language import Commitment

Pair = tuple[float, float]


def pearson(pairs: Sequence[Pair]) -> float:
    """Correlation of (gold, found); 0 where one side does not vary."""
    gold, found = zip(*pairs, strict=True)
    if min(gold) == max(gold) or min(found) == max(found):
        return 0.0
    return statistics.correlation(gold, found)


def class_of(score: float) -> str:
    """Fact, counter-fact or neither."""
    return "fact" if score >= 2 else "counter" if score <= -2 else "uncertain"


def macro_f1(pairs: Sequence[Pair]) -> float:
    """Mean F1 of the classes that occur."""
    classes = [(class_of(gold), class_of(found)) for gold, found in pairs]
    values = []
    for name in ("fact", "uncertain", "counter"):
        right = sum(a == b == name for a, b in classes)
        total = sum(a == name for a, _ in classes) + sum(b == name for _, b in classes)
        if total:
            values.append(2 * right / total)
    return statistics.mean(values)


def judged(language: Language, text: str, starts: Sequence[int]) -> list[Commitment]:
    """The head's scores at the words that cover the offsets. Raises ValueError where the weights have no such head."""
    doc = language.parse(text, [Span(0, len(text))])
    out = []
    for start in starts:
        token = max((t for t in doc if t.idx <= start), key=lambda t: t.i)
        scores: Commitment | None = token._.dateline_commitment
        if scores is None:
            raise ValueError("these weights judge no events")
        out.append(scores)
    return out


def main() -> None:
    """Print one line of figures a set and output."""
    parser = argparse.ArgumentParser(prog="python -m bench.commitment")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--weights", type=Path)
    args = parser.parse_args()
    language = load(weights=args.weights)
    gold = [json.loads(line) for line in (args.gold / "gold.jsonl").read_text("utf-8").splitlines()]
    scores = {row["id"]: {t["tid"]: float(t["score"]) for t in row["targets"]} for row in gold}
    pairs: dict[str, list[Pair]] = {}
    for line in (args.gold / "docs.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["id"].split("-")[1] != args.part or not row["targets"]:
            continue
        found = judged(language, row["text"], [t["start"] for t in row["targets"]])
        for target, one in zip(row["targets"], found, strict=True):
            true = scores[row["id"]][target["tid"]]
            pairs.setdefault(f"{row['set']} happened", []).append((true, one.happened))
            pairs.setdefault(f"{row['set']} commitment", []).append((true, one.commitment))
    for name, rows in sorted(pairs.items()):
        print(f"{name:24} n {len(rows):5}  r {pearson(rows):.3f}  macro-F1 {macro_f1(rows):.3f}")


if __name__ == "__main__":
    main()

"""Is the day right, and the place? Predicted acts that gold has, field by field.

GOLD holds docs.jsonl and gold.jsonl of the task `acts`; a prediction is what `python -m bench predict acts` writes. A
day is right where it is gold's, lies in gold's month or year, or is read from gold's words; a place where it is read
from gold's words or has their name. What gold leaves open and is predicted all the same is invented: gold is sparing
with days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from bench.calibration import Row, overlap, pair_acts, read_rows

Verdict = Literal["right", "wrong", "missing", "invented", "open"]
Field = Literal["day", "place"]
_DAY = len("2023-09-15")


def judge(gold: Path, pred: Path) -> Iterator[tuple[Field, Verdict]]:
    """Of every act of `gold` that `pred` has, what became of its day and of its place."""
    texts = {row["id"]: row["text"] for row in read_rows(gold / "docs.jsonl")}
    found = {row["id"]: row["events"] for row in read_rows(pred)}
    for row in read_rows(gold / "gold.jsonl"):
        predicted = found.get(row["id"], [])
        for act, place in pair_acts(row["events"], predicted):
            yield "day", judge_day(act, predicted[place])
            yield "place", judge_place(act, predicted[place], texts[row["id"]])


def judge_day(gold: Row, predicted: Row) -> Verdict:
    """What became of the day of one act."""
    true, words = gold.get("when"), gold.get("when_words")
    said = predicted.get("when")
    if not true and not words:
        return "invented" if said else "open"
    if not said:
        return "missing"
    if true and (said[:_DAY] == true or (len(true) < _DAY <= len(said) and said.startswith(true))):
        return "right"
    return "right" if _meet(words, predicted.get("when_words")) else "wrong"


def judge_place(gold: Row, predicted: Row, text: str) -> Verdict:
    """What became of the place of one act; gold that names a state alone, without words, leaves it open."""
    spans = [s for s in (gold.get("where_words"), (gold.get("where") or {}).get("name")) if s]
    said, words = predicted.get("where"), predicted.get("where_words")
    if not spans:
        state = (gold.get("where") or {}).get("country")
        return "invented" if said and (state is None or predicted.get("where_country") != state) else "open"
    if not said:
        return "missing"
    named = [said.casefold(), *([text[words[0] : words[1]].casefold()] if words else [])]
    true = [text[start:end].casefold() for start, end in spans]
    alike = any(a in b or b in a for a in true for b in named)
    return "right" if alike or any(_meet(span, words) for span in spans) else "wrong"


def _meet(a: list[int] | None, b: list[int] | None) -> bool:
    return bool(a and b and overlap(a, b))


def report_lines(verdicts: Iterable[tuple[Field, Verdict]]) -> list[str]:
    """A line a field: of those that gold gives how many are right, another, missing; of the others how many
    invented."""
    counts = Counter(verdicts)
    lines = []
    fields: tuple[Field, ...] = ("day", "place")
    for field in fields:
        right, wrong, missing = (counts[field, v] for v in ("right", "wrong", "missing"))
        free = counts[field, "invented"] + counts[field, "open"]
        lines.append(
            f"{field:5} right {right} of {right + wrong + missing}, another {wrong}, missing {missing}; "
            f"invented {counts[field, 'invented']} of {free}"
        )
    return lines

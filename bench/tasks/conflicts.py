"""conflicts: the facts on which two texts on one event differ. The texts are clean: they are read as they are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from dateline import Coded, Page, Report
from dateline.linking import differences
from dateline.running import Outcome, Settings, understand_pages


def predict(gold: Path, out: Path) -> None:
    """Read the pairs `a`, `b` of `gold`/docs.jsonl and write {"id", "fields"} rows to `out`."""
    with (gold / "docs.jsonl").open(encoding="utf-8") as lines:
        rows: list[Mapping[str, str]] = [json.loads(line) for line in lines if line.strip()]
    outcomes = iter(list(understand_pages(_pages(rows), Settings(as_is=True))))
    with out.open("w", encoding="utf-8") as file:
        for row, one, other in zip(rows, outcomes, outcomes, strict=True):
            file.write(json.dumps({"id": row["id"], "fields": _fields(one, other)}) + "\n")


def _pages(rows: list[Mapping[str, str]]) -> Iterator[Page]:
    for row in rows:
        for side in ("a", "b"):
            yield Page(row[side].encode("utf-8"), media="text/plain", charset="utf-8", given_id=f"{row['id']} {side}")


def _fields(one: Outcome, other: Outcome) -> list[str]:
    a, b = _coded(one), _coded(other)
    return [difference.field for difference in differences(a, b)] if a and b else []


def _coded(outcome: Outcome) -> Coded | None:
    if isinstance(outcome.result, Report) and outcome.coding is not None:
        return Coded(outcome.result, outcome.coding)
    return None

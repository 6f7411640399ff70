"""Which events of two reports are one happening: the weights of `linking/tables/same_happening.tsv`, a logistic
regression over what linking knows of a pair, fitted on pairs that were read: `python -m training.happenings --help`.

The pairs are ids and offsets (data/happening_pairs.tsv); the texts are given as folders with docs.jsonl.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from dateline import Coded, Coding, Page, Report
from dateline.linking import find_text_reuse, lineages, pair_features
from dateline.running import Settings, understand_pages
from dateline.tables import Row, shipped

_LEAST = 4
"""Pairs that a feature must have to be weighed."""
_PULL = 2.0
"""How much weights are pulled to what is expected of them, which is nothing for most."""
_EXPECTED = {"slots 2": 0.5, "slots 3": 1.5, "sides both": 1.0, "day same": 0.5, "place same": 0.5, "day far": -1.0,
             "points back to a deed": 1.5}  # fmt: skip
"""Of features that few pairs have: two slots that agree tell a thing, three more so."""
Example = tuple[Mapping[str, float], bool]
_COLUMNS = ("folder", "story", "a", "a_start", "b", "b_start", "one")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two acts by text and offset of their triggers in the report's text, and whether they were read as one."""

    folder: str
    story: str
    a: tuple[str, int]
    b: tuple[str, int]
    one: bool


def pairs() -> Iterator[Pair]:
    """The pairs that were read."""
    return map(_pair, shipped("training", "data/happening_pairs.tsv", _COLUMNS))


def _pair(row: Row) -> Pair:
    a, b = ((row[side], row.integer(f"{side}_start")) for side in ("a", "b"))
    return Pair(row["folder"], row["story"], a, b, row["one"] == "1")


def examples(folders: Sequence[Path]) -> Iterator[Example]:
    """The features of every pair whose texts stand in the folders, among all texts of its story there."""
    by_name = {folder.name: folder for folder in folders}
    wanted: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in pairs():
        if pair.folder in by_name:
            wanted[pair.folder, pair.story].append(pair)
    for (folder, story), found in wanted.items():
        coded = dict(_coded(by_name[folder], story))
        places = [((coded[p.a[0]].report.id, p.a[1]), (coded[p.b[0]].report.id, p.b[1])) for p in found]
        reports = [one.report for one in coded.values()]
        lines = lineages(reports, find_text_reuse(reports))
        of = {name: line.id for line in lines for name in line.reports}
        yield from zip(pair_features(list(coded.values()), of, places), (p.one for p in found), strict=True)


def _coded(folder: Path, story: str) -> Iterator[tuple[str, Coded]]:
    """The texts of one story of a folder; of all where the folder tells no stories ("")."""
    docs = _lines(folder / "docs.jsonl")
    if story:
        of = {row["id"]: row["story"] for row in _lines(folder / "gold.jsonl")}
        docs = [doc for doc in docs if of.get(doc["id"]) == story]
    for doc, outcome in zip(docs, understand_pages(map(_page, docs), Settings()), strict=True):
        if isinstance(outcome.result, Report) and isinstance(outcome.coding, Coding):
            yield doc["id"], Coded(outcome.result, outcome.coding)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _page(doc: Mapping[str, Any]) -> Page:
    return Page(
        doc["text"].encode("utf-8"),
        media="text/plain",
        charset="utf-8",
        fetched=doc.get("fetched"),
        given_id=doc["id"],
        given_outlet=doc.get("outlet"),
    )


def fit(found: Sequence[Example]) -> dict[str, float]:
    """Feature -> its weight for being one."""
    seen = Counter(name for features, _ in found for name, value in features.items() if value)
    names = sorted({name for name, n in seen.items() if n >= _LEAST} | set(_EXPECTED))
    rows = np.array([[features.get(name, 0.0) for name in names] for features, _ in found])
    expected = np.array([_EXPECTED.get(name, 0.0) for name in names])
    signs = np.array([1.0 if one else -1.0 for _, one in found])

    def missed(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margins = signs * (rows @ weights)
        off = weights - expected
        loss = np.logaddexp(0.0, -margins).sum() + _PULL * (off @ off)
        slope = rows.T @ (-signs / (1.0 + np.exp(margins))) + 2.0 * _PULL * off
        return float(loss), slope

    best = minimize(missed, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return dict(zip(names, best.tolist(), strict=True))


def write(weights: Mapping[str, float], pairs_read: int, out: Path) -> None:
    """The table that linking reads."""
    lines = [
        "# Which two events of a story are one happening: what is known of the pair, and what that adds to its being",
        "# one. Not for editing by hand.",
        f"# Origin: python -m training.happenings, a logistic regression over {pairs_read} pairs that were read.",
        "# Columns: feature, weight",
        *(f"{name}\t{weight:.4f}" for name, weight in sorted(weights.items())),
    ]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit and write the table."""
    parser = argparse.ArgumentParser(prog="python -m training.happenings", description=__doc__)
    parser.add_argument("--gold", type=Path, action="append", required=True, help="folder with docs.jsonl (repeatable)")
    parser.add_argument("--out", type=Path, required=True, help="table to write")
    args = parser.parse_args()
    found = list(examples(args.gold))
    write(fit(found), len(found), args.out)
    print(f"{len(found)} pairs, {sum(one for _, one in found)} of them one", flush=True)


if __name__ == "__main__":
    main()

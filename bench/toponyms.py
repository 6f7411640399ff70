"""Share of known toponyms that are resolved within 161 km: `python -m bench.toponyms CORPUS... [--half A]`.

CORPUS: files of JSON lines ({id, text, date or declared_date}), packed or not; `tables/toponyms.tsv` has the answers.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline import Page, Place, Report, code, read
from dateline.tables import read as read_table

NEAR = 161.0
_ANSWERS = Path(__file__).parent / "tables" / "toponyms.tsv"


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of one corpus file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance."""
    la, lo, lb, mo = map(math.radians, (*a, *b))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((mo - lo) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def is_resolved(places: tuple[Place, ...], start: int, end: int, where: tuple[float, float]) -> bool:
    """Whether one of the places that overlap the words lies near the answer."""
    found = [p for p in places if p.span.start < end and start < p.span.end]
    return any(
        p.latitude is not None and p.longitude is not None and kilometres((p.latitude, p.longitude), where) <= NEAR
        for p in found
    )


def main() -> None:
    """Print how many toponyms of a half are resolved."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--half", choices=("A", "B"), default="A")
    given = parser.parse_args()
    answers: dict[str, list[Any]] = {}
    for row in read_table(_ANSWERS):
        if row["half"] == given.half:
            answers.setdefault(row["id"], []).append(row)
    right = total = 0
    for item in (row for path in given.corpus for row in rows_of(path) if row["id"] in answers):
        page = Page(item["text"].encode("utf-8"), media="text/plain", charset="utf-8")
        report = read(page, as_is=True, published=item.get("date") or item.get("declared_date"))
        places = code(report).places if isinstance(report, Report) else ()
        for row in answers[item["id"]]:
            where = float(row["latitude"]), float(row["longitude"])
            total += 1
            right += is_resolved(places, int(row["start"]), int(row["end"]), where)
    print(f"{right} of {total} within {NEAR:.0f} km")


if __name__ == "__main__":
    main()

"""What a report costs that comes to a record that is linked: `python -m bench.growth ITEMS.jsonl --sizes 1000 3000`.

A line of the file holds a short text and what it is of: {"text": ..., "category": ...}; a name that ends in .gz is read
too. Stories are made of `STORY` neighbouring items of one category, and a story's reports of `REPORT` of its items
each, in any order and in the words in which they stand: so reports of one story share sentences, and no two stories do.
`--a-day` reports come a day, in the order of their days. Their codings are empty: what is measured is how reports find
one another, not what is coded of them.

Reports look for others in their own sixteen days and in those around: before the first 48 days are full, that is
`48 * A_DAY` reports, each new one finds more than the one before whatever is measured. Stories do not grow with the
number of reports: each has `REPORTS` of them within two days.

A line is printed for each size: processor time of `link_new` for each of the last `LAST` reports, `--at-once` of them
at a time, and beside it that of `add`, which costs the same at any size: where both rise, the machine is busier. Then
the megabytes of the record, and the most memory that the process ever took.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from dateline import Coding, Page, Report
from dateline.model import Part, Published, Span
from dateline.recording import Record

STORY, REPORT = 12, 8
REPORTS = 6
OUTLETS = 40
LAST = 1_000
_FIRST = date(2024, 1, 1)


def items_in(path: Path) -> dict[str, list[str]]:
    """The texts of a file by their categories, in its order."""
    found: dict[str, list[str]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            found[item.get("category") or ""].append(" ".join(item["text"].split()))
    return found


def stories_of(items: dict[str, list[str]], chance: random.Random) -> list[list[str]]:
    """Stories in the order in which they happen."""
    stories = [
        texts[start : start + STORY] for texts in items.values() for start in range(0, len(texts) - STORY + 1, STORY)
    ]
    chance.shuffle(stories)
    return stories


def reports_of(stories: Sequence[Sequence[str]], a_day: int, chance: random.Random) -> Iterator[tuple[Page, Report]]:
    """The reports on the stories, each with its page. The second half of a story's reports comes a day later."""
    waiting: list[list[str]] = []
    came = 0
    for story in stories:
        told = [chance.sample(story, REPORT) for _ in range(REPORTS)]
        waiting += told[REPORTS // 2 :]
        now = told[: REPORTS // 2] + (waiting[: REPORTS // 2] if len(waiting) > a_day // 2 else [])
        del waiting[: len(now) - REPORTS // 2]
        for lines in now:
            day = _FIRST + timedelta(came // a_day)
            came += 1
            yield _report(lines, day.isoformat(), f"Outlet {chance.randrange(OUTLETS)}")


def _report(lines: Sequence[str], day: str, outlet: str) -> tuple[Page, Report]:
    text = "\n".join(lines)
    parts, start = [], 0
    for line in lines:
        parts.append(Part("paragraph", Span(start, start + len(line))))
        start += len(line) + 1
    page = Page(text.encode(), "text/plain", "utf-8", given_outlet=outlet, given_published=day)
    return page, Report(page.id, text, tuple(parts), outlet=outlet, published=Published(day), anchor=day)


def grow_by(record: Record, reports: Iterator[tuple[Page, Report]], number: int, at_once: int) -> tuple[float, float]:
    """Adds so many reports, `at_once` at a time, and links them; processor seconds of adding and of linking."""
    added = linked = 0.0
    while lot := list(islice(reports, max(0, min(at_once, number)))):
        number -= len(lot)
        began = time.process_time()
        for page, report in lot:
            record.add(page, report, Coding(report.id))
        between = time.process_time()
        record.link_new()
        added += between - began
        linked += time.process_time() - between
    return added, linked


def main() -> None:
    """Prints the figures of each size. Exits with a message where there are too few items."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("items", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 3_000, 10_000])
    parser.add_argument("--a-day", type=int, default=50)
    parser.add_argument("--at-once", type=int, default=100)
    parser.add_argument("--keep", type=Path, help="a file for the record, which is kept then")
    asked = parser.parse_args()
    chance = random.Random(14)
    reports = reports_of(stories_of(items_in(asked.items), chance), asked.a_day, chance)
    with TemporaryDirectory() as folder:
        path = asked.keep or Path(folder) / "grown.db"
        with Record.open(path) as record:
            there = 0
            for size in sorted(asked.sizes):
                _, before = grow_by(record, reports, size - there - LAST, asked.at_once)
                added, linked = grow_by(record, reports, min(LAST, size - there), asked.at_once)
                counts = record.counts()
                if counts.reports < size:
                    parser.exit(1, f"the items make {counts.reports} reports. Give more of them, or a smaller size.\n")
                figures = {
                    "reports": size,
                    "stories": counts.stories,
                    "ms a report": round(1000 * linked / min(LAST, size - there), 1),
                    "ms to add it": round(1000 * added / min(LAST, size - there), 1),
                    "ms a report since the size before": round(1000 * (before + linked) / (size - there), 1),
                    "record MB": round(path.stat().st_size / 2**20, 1),
                    "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                }
                print(json.dumps(figures), flush=True)
                there = size


if __name__ == "__main__":
    main()

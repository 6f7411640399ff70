"""Texts with the day they were published → time expressions with TimeML values."""

from __future__ import annotations

import json
from pathlib import Path

from dateline.coding.times import find_times
from dateline.language import load
from dateline.model import Page, Skipped, Span
from dateline.reading import read


def predict(gold: Path, out: Path) -> None:
    """Read `gold`/docs.jsonl ({id, text, published}) as it is and write {id, times} lines to `out`."""
    language = load()
    with (gold / "docs.jsonl").open(encoding="utf-8") as docs, out.open("w", encoding="utf-8") as sink:
        for line in docs:
            row = json.loads(line)
            page = Page(row["text"].encode("utf-8"), media="text/plain", charset="utf-8")
            report = read(page, as_is=True, published=row.get("published"))
            times: list[dict[str, int | str]] = []
            if not isinstance(report, Skipped):
                doc = language.parse(report.text, [part.span for part in report.parts])
                times = [_row(found.span, found.kind, found.value) for found in find_times(report, doc)]
            sink.write(json.dumps({"id": row["id"], "times": times}) + "\n")


def _row(span: Span, kind: str, value: str) -> dict[str, int | str]:
    return {"start": span.start, "end": span.end, "type": kind, "value": value}

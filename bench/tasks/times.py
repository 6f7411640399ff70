"""Texts with the day they were published → time expressions with TimeML values."""

from __future__ import annotations

import json
from pathlib import Path

from dateline import Page, Report, Span, code, read


def predict(gold: Path, out: Path) -> None:
    """Read `gold`/docs.jsonl ({id, text, published}) as it is and write {id, times} lines to `out`."""
    with (gold / "docs.jsonl").open(encoding="utf-8") as docs, out.open("w", encoding="utf-8") as sink:
        for line in docs:
            row = json.loads(line)
            page = Page(row["text"].encode("utf-8"), media="text/plain", charset="utf-8")
            report = read(page, as_is=True, published=row.get("published"))
            found = code(report).times if isinstance(report, Report) else ()
            times = [_row(one.span, one.kind, one.value) for one in found]
            sink.write(json.dumps({"id": row["id"], "times": times}) + "\n")


def _row(span: Span, kind: str, value: str) -> dict[str, int | str]:
    return {"start": span.start, "end": span.end, "type": kind, "value": value}

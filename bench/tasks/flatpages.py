"""Flattened pages → which lines are the article: lines of which most characters stand in the report's text."""

from __future__ import annotations

import json
from pathlib import Path

from dateline import Page, Report, pages, read


def predict(gold: Path, out: Path) -> None:
    """Writes {id, lines} with 1 for every line that the report keeps for the greater part."""
    with out.open("w", encoding="utf-8") as stream:
        for page in pages(gold / "docs.jsonl"):
            if not isinstance(page, Page):
                continue
            row = {"id": page.given_id, "lines": lines_kept(page.content.decode("utf-8"), read(page, languages=None))}
            stream.write(json.dumps(row) + "\n")


def lines_kept(text: str, report: object) -> list[int]:
    """1 for every line of `text` of which the report keeps at least half of the characters, else 0."""
    kept = bytearray(len(text))
    if isinstance(report, Report):
        for cut in report.cuts:
            size = cut.span.end - cut.span.start
            kept[cut.page_start : cut.page_start + size] = b"\x01" * size
    out = []
    at = 0
    for line in text.split("\n"):
        out.append(int(2 * sum(kept[at : at + len(line)]) >= max(1, len(line.strip()))))
        at += len(line) + 1
    return out

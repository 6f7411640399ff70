"""HTML pages → article text (article-extraction-benchmark): the paragraphs of the report, the title apart."""

from __future__ import annotations

import json
from pathlib import Path

from dateline import Report, pages, read


def predict(gold: Path, out: Path) -> None:
    """Writes {id, text, title, date, authors} for every page of `gold`; a skipped page has an empty text."""
    with out.open("w", encoding="utf-8") as stream:
        for page in pages(gold / "docs.jsonl"):
            report = read(page, languages=None)
            row: dict[str, object] = {"id": page.given_id, "text": ""}
            if isinstance(report, Report):
                row = {
                    "id": page.given_id,
                    "text": "\n".join(p.span.cut(report.text) for p in report.parts if p.kind == "paragraph"),
                    "title": report.title,
                    "date": report.published.value,
                    "authors": list(report.byline),
                }
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")

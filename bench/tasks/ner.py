"""Named entities: PERSON, LOC, ORG and NORP of every text."""

from __future__ import annotations

import json
from pathlib import Path

from dateline import Span, load

TYPES = frozenset({"PERSON", "LOC", "ORG", "NORP"})


def predict(gold: Path, out: Path) -> None:
    """Read `gold`/docs.jsonl ({id, text}; a line is a paragraph) and write {id, entities} lines to `out`."""
    language = load()
    with (gold / "docs.jsonl").open(encoding="utf-8") as docs, out.open("w", encoding="utf-8") as sink:
        for line in docs:
            row = json.loads(line)
            doc = language.parse(row["text"], lines_of(row["text"]))
            entities = [
                {"start": e.start_char, "end": e.end_char, "type": e.label_} for e in doc.ents if e.label_ in TYPES
            ]
            sink.write(json.dumps({"id": row["id"], "entities": entities}) + "\n")


def lines_of(text: str) -> list[Span]:
    """Each line with words as a paragraph."""
    spans, at = [], 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            start = at + line.index(words)
            spans.append(Span(start, start + len(words)))
        at += len(line) + 1
    return spans

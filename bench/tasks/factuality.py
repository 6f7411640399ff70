"""Sentences with marked words → how far each is told as having happened, from -3 to 3."""

from __future__ import annotations

import json
from pathlib import Path

from spacy.tokens import Doc

from dateline import Span, load
from dateline.coding import Judge
from dateline.language import Parse


def predict(gold: Path, out: Path) -> None:
    """Read `gold`/docs.jsonl ({id, text, targets: [{tid, start, end}]}) and write {id, targets} lines to `out`."""
    language = load()
    with (gold / "docs.jsonl").open(encoding="utf-8") as docs, out.open("w", encoding="utf-8") as sink:
        for line in docs:
            row = json.loads(line)
            doc = language.parse(row["text"], [Span(0, len(row["text"]))] if row["text"] else [])
            judge = Judge(Parse.of(doc))
            scores = [
                {"tid": target["tid"], "score": judge.of(_token(doc, target["start"])).score}
                for target in row["targets"]
            ]
            sink.write(json.dumps({"id": row["id"], "targets": scores}) + "\n")


def _token(doc: Doc, start: int) -> int:
    """The token that holds offset `start`."""
    return max((token.i for token in doc if token.idx <= start), default=0)

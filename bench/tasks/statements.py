"""Texts as they are, with their day → statements, each with cue, content, speaker, stance and addressee.

Prediction: {id, statements: [{cue, content, speaker_words, speaker, to, stance, direct}]}. Places are [start, end] in
the given text, `speaker` is the name that the speaker's words stand for; what is not there is null.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dateline import Actor, Coding, Page, Statement
from dateline.model import Span
from dateline.running import Settings, understand_pages


def predict(gold: Path, out: Path) -> None:
    """Read `gold`/docs.jsonl ({id, text, declared_date}) as it is and write the statements of each text to `out`."""
    lines = (gold / "docs.jsonl").read_text(encoding="utf-8").splitlines()
    docs = [json.loads(line) for line in lines if line.strip()]
    outcomes = understand_pages(map(_page, docs), Settings(as_is=True))
    with out.open("w", encoding="utf-8") as sink:
        for doc, outcome in zip(docs, outcomes, strict=True):
            row = {"id": doc["id"], "statements": statements_of(outcome.coding)}
            sink.write(json.dumps(row, ensure_ascii=False) + "\n")


def statements_of(coding: Coding | None) -> list[dict[str, Any]]:
    """The statements of one coding as the prediction has them; none where there is no coding."""
    return [_statement(said) for said in coding.statements] if coding is not None else []


def _page(doc: dict[str, Any]) -> Page:
    return Page(
        doc["text"].encode("utf-8"),
        media="text/plain",
        charset="utf-8",
        given_id=doc["id"],
        given_published=doc.get("declared_date"),
        origin=doc["id"],
    )


def _statement(said: Statement) -> dict[str, Any]:
    return {
        "cue": _place(said.cue),
        "content": [[span.start, span.end] for span in said.content],
        "speaker_words": _words(said.speaker),
        "speaker": said.speaker and said.speaker.name,
        "to": _words(said.addressee),
        "stance": said.stance,
        "direct": said.quotation != "indirect",
        "rule": said.rule,
    }


def _words(actor: Actor | None) -> list[int] | None:
    return None if actor is None else _place(actor.span)


def _place(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]

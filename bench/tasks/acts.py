"""Short texts as they are, with their day → acts, each with its word, its sides and how it is told.

Prediction: {id, events: [{type, trigger, evidence, actors, recipients, nary, factuality, when, where, sure}]}. A side's
`words` are the place of the words that name it where the act is told; offsets are those of the given text.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dateline import Actor, Coding, Event, Page, Span
from dateline.running import Settings, understand_pages


def predict(gold: Path, out: Path) -> None:
    """Read `gold`/docs.jsonl ({id, text, declared_date}) as it is and write the acts of each text to `out`."""
    lines = (gold / "docs.jsonl").read_text(encoding="utf-8").splitlines()
    docs = [json.loads(line) for line in lines if line.strip()]
    outcomes = understand_pages(map(_page, docs), Settings(as_is=True))
    with out.open("w", encoding="utf-8") as sink:
        for doc, outcome in zip(docs, outcomes, strict=True):
            sink.write(json.dumps({"id": doc["id"], "events": _events(outcome.coding)}, ensure_ascii=False) + "\n")


def _page(doc: dict[str, Any]) -> Page:
    return Page(
        doc["text"].encode("utf-8"),
        media="text/plain",
        charset="utf-8",
        given_id=doc["id"],
        given_published=doc.get("declared_date"),
        origin=doc["id"],
    )


def _events(coding: Coding | None) -> list[dict[str, Any]]:
    return [_event(event) for event in coding.events] if coding is not None else []


def _event(event: Event) -> dict[str, Any]:
    return {
        "type": event.type,
        "trigger": _place(event.trigger),
        "evidence": [_place(event.evidence)],
        "actors": [_side(actor) for actor in event.actors],
        "recipients": [_side(actor) for actor in event.recipients],
        "nary": event.nary,
        "factuality": event.factuality.label,
        "when": event.when and event.when.value,
        "when_words": event.when and _place(event.when.span),
        "where": event.where and event.where.name,
        "where_country": event.where and event.where.country,
        "where_words": event.where and _place(event.where.span),
        "mentions": [_place(span) for span in event.mentions],
        "sure": event.sure,
    }


def _place(span: Span) -> list[int]:
    return [span.start, span.end]


def _side(actor: Actor) -> dict[str, Any]:
    return {"name": actor.name, "country": actor.country, "words": _place(actor.span)}

"""Sentences as they are → PLOVER events: {id, events: [{type, quad, actors, recipients}]} with spans and countries.

The gold marks one event a sentence and names two sides of it; so of all that is coded the first that names both is
written, or else the first. The sides of a meeting are written on both lists. Its types are those that
CAMEO gives to some codes and PLOVER's manual to others, so these codes are written as the gold's set files them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from dateline import Actor, Coding, Event, Page
from dateline.running import Settings, understand_pages

_FILED = {"116": "ACCUSE", "163": "COERCE", "191": "ASSAULT", "192": "ASSAULT"}
"""Verdicts of guilt, sanctions, blockades and seized land: CAMEO code -> the type under which the set files it."""
_CYBER = "cyber"
"""Attacks on networks: coercion in PLOVER's manual, filed under assault by the set."""

_PRONOUNS = frozenset("he she it they him her them his its their who".split())


def predict(gold: Path, out: Path) -> None:
    """Read `gold`/docs.jsonl ({id, text}) as it is and write the events of each text to `out`."""
    lines = (gold / "docs.jsonl").read_text(encoding="utf-8").splitlines()
    docs = [json.loads(line) for line in lines if line.strip()]
    pages = (
        Page(doc["text"].encode("utf-8"), media="text/plain", charset="utf-8", given_id=doc["id"], origin=doc["id"])
        for doc in docs
    )
    with out.open("w", encoding="utf-8") as sink:
        for doc, outcome in zip(docs, understand_pages(pages, Settings(as_is=True)), strict=True):
            sink.write(json.dumps({"id": doc["id"], "events": _events(outcome.coding, doc["text"])}) + "\n")


def _events(coding: Coding | None, text: str) -> list[dict[str, Any]]:
    if coding is None:
        return []
    named = {entity.id: entity.mentions[0] for entity in coding.entities}

    def side(actor: Actor) -> dict[str, Any]:
        """An actor where the gold looks for it: it marks the name that a pronoun beside the verb stands for."""
        own = actor.span.cut(text)
        span = named.get(actor.entity or "", actor.span) if own in _PRONOUNS else actor.span
        return {"text": actor.name, "start": span.start, "end": span.end, "country": actor.country}

    return [_event(event, side) for event in _main(coding.events)]


def _main(events: Sequence[Event]) -> Sequence[Event]:
    """The one event that the set would mark."""
    whole = [event for event in events if event.nary or (event.actors and event.recipients)] or events
    return sorted(whole, key=lambda event: event.trigger.start)[:1]


def _event(event: Event, side: Callable[[Actor], dict[str, Any]]) -> dict[str, Any]:
    others = event.actors if event.nary else event.recipients
    return {
        "type": "ASSAULT" if event.mode == _CYBER else _FILED.get(event.cameo or "", event.type),
        "quad": 3 if event.cameo == "116" else event.quad,
        "actors": [side(actor) for actor in event.actors],
        "recipients": [side(actor) for actor in others],
        "sure": event.sure,
    }

"""Whole reports: text in, masthead, events and statements out, spans in the given text.

Prediction: {id, published, agency, body: [[a, b]...], events: [{type, actors: [{name, country}], recipients, when,
where: {name, country}, factuality, said_by, evidence: [[a, b]...]}], statements: [{speaker, content: [[a, b]...],
direct, stance}]}.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline import Actor, Event, Page, Report, Skipped, Span, Statement
from dateline.running import Outcome, Settings, understand_pages


def predict(gold: Path, out: Path) -> None:
    """Reads docs.jsonl in `gold`, writes the predictions to `out`."""
    lines = (gold / "docs.jsonl").read_text(encoding="utf-8").splitlines()
    docs = [json.loads(line) for line in lines if line.strip()]
    outcomes = understand_pages(map(page_of, docs), Settings())
    with out.open("w", encoding="utf-8") as file:
        for doc, outcome in zip(docs, outcomes, strict=True):
            file.write(json.dumps({"id": doc["id"], **_record(doc["text"], outcome)}, ensure_ascii=False) + "\n")


def page_of(doc: dict[str, Any]) -> Page:
    """A page of the gold with what is declared of it."""
    return Page(
        doc["text"].encode("utf-8"),
        media="text/plain",
        charset="utf-8",
        address=doc.get("url"),
        fetched=doc.get("fetched"),
        given_id=doc["id"],
        given_title=doc.get("title"),
        given_outlet=doc.get("outlet"),
        given_published=doc.get("declared_date"),
    )


def _record(text: str, outcome: Outcome) -> dict[str, Any]:
    report, coding = outcome.result, outcome.coding
    if isinstance(report, Skipped) or coding is None:
        return {}
    return {
        "published": report.published.value,
        "agency": report.agency and report.agency.name,
        "body": [place for part in report.parts for place in _where(text, report, part.span)],
        "events": [_event(text, report, event) for event in coding.events],
        "statements": [_statement(text, report, said) for said in coding.statements],
    }


def _where(text: str, report: Report, span: Span) -> Iterator[list[int]]:
    """The span in the given text. Raises ValueError if other words stand there: the report's cuts would be wrong."""
    spans = report.on_page(span)
    found = "".join(piece.cut(text) for piece in spans)
    if found.split() != span.cut(report.text).split() and found not in span.cut(report.text):
        raise ValueError(f"{report.given_id}: {span.cut(report.text)!r} is not what stands on the page: {found!r}")
    return ([piece.start, piece.end] for piece in spans)


def _side(actors: tuple[Actor, ...]) -> list[dict[str, str | None]]:
    return [{"name": actor.name, "country": actor.country} for actor in actors]


def _event(text: str, report: Report, event: Event) -> dict[str, Any]:
    return {
        "type": event.type,
        "actors": _side(event.actors),
        "recipients": _side(event.recipients),
        "when": event.when and event.when.value,
        "where": event.where and {"name": event.where.name, "country": event.where.country},
        "factuality": event.factuality.label,
        "said_by": [voice.speaker.name for voice in event.said_by],
        "evidence": list(_where(text, report, event.evidence)),
        "sure": event.sure,
    }


def _statement(text: str, report: Report, said: Statement) -> dict[str, Any]:
    return {
        "speaker": said.speaker.name if said.speaker else "",
        "content": [place for span in said.content for place in _where(text, report, span)],
        "direct": said.quotation != "indirect",
        "stance": said.stance,
    }

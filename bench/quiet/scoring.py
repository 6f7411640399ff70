"""How many records pages give on which a careful reader finds none: every one is politics where there is none."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline import Event, Page, Skipped
from dateline.running import Settings, understand_pages

OPEN = "dev"
MOST = 10


@dataclass(frozen=True, slots=True)
class Coded:
    """A page with the records that it gave, and for each the words that show it."""

    id: str
    kind: str
    part: str
    events: tuple[Event, ...]
    shown: tuple[str, ...]


def coded(gold: Path) -> list[Coded]:
    """Codes `gold`/docs.jsonl ({id, text} and, if given, kind and part), each text as it is and without limits, so that
    nothing is skipped. Raises ValueError if a page could not be coded all the same."""
    lines = (gold / "docs.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    pages = (
        Page(row["text"].encode("utf-8"), media="text/plain", charset="utf-8", given_id=row["id"], origin=row["id"])
        for row in rows
    )
    found = []
    for row, outcome in zip(rows, understand_pages(pages, Settings(as_is=True, workers=0)), strict=True):
        report, coding = outcome.result, outcome.coding
        if isinstance(report, Skipped) or coding is None:
            raise ValueError(f"{row['id']} could not be coded: {report}")
        events = coding.events
        shown = tuple(event.evidence.cut(report.text) for event in events)
        found.append(Coded(row["id"], row.get("kind", "page"), row.get("part", OPEN), events, shown))
    return found


def report_lines(found: Sequence[Coded]) -> Iterator[str]:
    """The sums of each part by kind; of pages that may be looked at also the types, and which have most."""
    for part in sorted({page.part for page in found}, key=lambda part: (part != OPEN, part)):
        pages = [page for page in found if page.part == part]
        yield f"{part}: {_sums(pages)}"
        for kind in sorted({page.kind for page in pages}):
            yield f"  {kind:12} {_sums([page for page in pages if page.kind == kind])}"
        if part == OPEN:
            types = Counter(event.type for page in pages for event in page.events)
            yield "  types: " + ", ".join(f"{name} {count}" for name, count in types.most_common())
            most = sorted(pages, key=lambda page: (-len(page.events), page.id))[:MOST]
            yield "  most: " + ", ".join(f"{page.id} {len(page.events)}" for page in most if page.events)


def record_lines(found: Sequence[Coded]) -> Iterator[str]:
    """Every record of the pages that may be looked at."""
    for page in found:
        for event, words in zip(page.events, page.shown, strict=True) if page.part == OPEN else ():
            sides = " → ".join(
                ", ".join(actor.name for actor in side) or "–" for side in (event.actors, event.recipients)
            )
            yield f"{page.id}: {event.type} {sides} [{event.factuality.label}] {' '.join(words.split())!r}"


def _sums(pages: Sequence[Coded]) -> str:
    records = sum(len(page.events) for page in pages)
    some = sum(bool(page.events) for page in pages)
    return f"{records:4} records on {len(pages):3} pages, {records / len(pages):.2f} a page; {some:3} pages with any"

"""Texts → toponyms with coordinates."""

from __future__ import annotations

import json
from pathlib import Path

from dateline import Page, Place, Report, code, read


def predict(gold: Path, out: Path) -> None:
    """Read `gold`/docs.jsonl ({id, text, published}) as it is; write {id, places [{start, end, lat, lon}]} to `out`."""
    with (gold / "docs.jsonl").open(encoding="utf-8") as docs, out.open("w", encoding="utf-8") as sink:
        for line in docs:
            row = json.loads(line)
            page = Page(row["text"].encode("utf-8"), media="text/plain", charset="utf-8")
            report = read(page, as_is=True, published=row.get("published"))
            places = code(report).places if isinstance(report, Report) else ()
            sink.write(json.dumps({"id": row["id"], "places": [_row(place) for place in places]}) + "\n")


def _row(place: Place) -> dict[str, int | float]:
    row: dict[str, int | float] = {"start": place.span.start, "end": place.span.end}
    if place.latitude is not None and place.longitude is not None:
        row |= {"lat": place.latitude, "lon": place.longitude}
    return row

"""Actor phrases with a date → country, sector and canonical name."""

from __future__ import annotations

import json
from pathlib import Path

from dateline.coding import Actors


def predict(gold: Path, out: Path) -> None:
    """Resolve `gold`/docs.jsonl ({id, text, date?, context?}) and write {id, country, sector, name} lines to `out`.

    The name of a state is its country code; only people, organisations and places have a name here.
    """
    actors = Actors.load()
    with (gold / "docs.jsonl").open(encoding="utf-8") as docs, out.open("w", encoding="utf-8") as sink:
        for line in docs:
            row = json.loads(line)
            found = actors.resolve(row["text"], row.get("date"), context=row.get("context") or "")
            answer = {
                "id": row["id"],
                "country": found.country or "",
                "sector": found.sectors[0] if found.sectors else "",
                "name": found.name if found.name and found.kind != "country" else "",
            }
            sink.write(json.dumps(answer, ensure_ascii=False) + "\n")

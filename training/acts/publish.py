"""Compiled annotations to the labels that the project keeps: ids and places, none of the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from .corpus import documents, lines

_NUMBER = re.compile(r"[\d.,–-]+")
_COUNTED = frozenset(
    "dead injured wounded detained arrested abducted displaced protesters missing hostages released".split()
)

_KEPT = tuple(
    "type alt_types mode trigger evidence also also_triggers when when_words where_words "
    "factuality cue essential".split()
)
_SAID = ("speaker_words", "cue", "content", "direct", "stance", "optional")


def publish(docs: Iterable[Path], compiled: Mapping[str, Path], out: Path) -> int:
    """Write `compiled` (part or reading -> file) to `out`, sorted by id, a text a line; the number of lines.

    Nothing but ids, places, codes and numbers: a name is its place in the text, or left out where it does not stand
    there; so are a reader's remarks.
    Raises KeyError where a text is in none of `docs`.
    """
    texts = {row["id"]: row["text"] for path in docs for row in documents(path)}
    rows = []
    for part, path in compiled.items():
        for row in lines(path):
            text = texts[row["id"]]
            acts = [_act(event, text) for event in row["events"]]
            said = [_statement(one, text) for one in row.get("statements", ())]
            near = [one["span"] for one in row.get("near_misses", ())]
            own = row.get("part", part)
            rows.append(_full({"id": row["id"], "part": own, "events": acts, "statements": said, "near_misses": near}))
    rows.sort(key=lambda row: (row["id"], row["part"]))
    with out.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    return len(rows)


def _full(row: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty; False and 0 are values."""
    return {key: value for key, value in row.items() if value not in (None, [], {}, "")}


def _act(event: Mapping[str, Any], text: str) -> dict[str, Any]:
    own = {key: event.get(key) for key in _KEPT}
    own["participants_nary"] = event.get("participants_nary") or None
    for side in ("actors", "recipients"):
        own[side] = [_side(one, text) for one in event.get(side, ())]
    own["counts"] = [_full(_count(one)) for one in event.get("counts", ())]
    where = event.get("where")
    if where:
        own["where"] = _full({"country": where.get("country"), "name": _place(where.get("name"), text)})
    for voice in ("said_by", "denied_by"):
        own[voice] = [place for name in event.get(voice, ()) if (place := _place(name, text))]
    return _full(own)


def _count(count: Mapping[str, Any]) -> dict[str, Any]:
    """What is counted, by a word of the list, how many, and where that stands."""
    what, value = str(count.get("what")), str(count.get("value"))
    number = value if _NUMBER.fullmatch(value) else None
    return {"what": what if what in _COUNTED else None, "value": number, "words": count.get("words")}


def _place(name: str | None, text: str) -> list[int] | None:
    """Where a name first stands in the text as whole words ("Oman" is not in "Romania"); None where it does not."""
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) if name else None
    return list(found.span()) if found else None


def _side(side: Mapping[str, Any], text: str) -> dict[str, Any]:
    kept = {key: side.get(key) for key in ("country", "sector", "words")}
    return _full({"name": _place(side.get("name"), text), **kept})


def _statement(said: Mapping[str, Any], text: str) -> dict[str, Any]:
    own = {key: said.get(key) for key in _SAID}
    own["optional"] = said.get("optional") or None
    for who in ("speaker", "to"):
        own[who] = _place(said.get(who), text)
    return _full(own)

"""Compiled annotations to the labels that the project keeps: ids and places, none of the text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from .corpus import lines

_KEPT = tuple(
    "type alt_types mode trigger evidence also also_triggers when when_words where_words "
    "factuality cue counts essential".split()
)
_SAID = ("speaker_words", "cue", "content", "direct", "stance", "optional")


def publish(docs: Iterable[Path], compiled: Mapping[str, Path], out: Path) -> int:
    """Write `compiled` (part or reading -> file) to `out`, sorted by id, a text a line; the number of lines.

    A name that stands in the text is left to its place; one that the reader gave ("his brother": who he is) is kept.
    Raises KeyError where a text is in none of `docs`.
    """
    texts = {row["id"]: row["text"] for path in docs for row in lines(path)}
    rows = []
    for part, path in compiled.items():
        for row in lines(path):
            text = texts[row["id"]]
            acts = [_act(event, text) for event in row["events"]]
            said = [_statement(one, text) for one in row.get("statements", ())]
            near = [{"span": one["span"], "why": one["why"]} for one in row.get("near_misses", ())]
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
    where = event.get("where")
    if where:
        own["where"] = _full({**where, "name": None if where.get("name") in text else where.get("name")})
    for voice in ("said_by", "denied_by"):
        own[voice] = [_named(name, text) for name in event.get(voice, ())]
    return _full(own)


def _named(name: str, text: str) -> Any:
    """The place of a name in the text, or the name where it does not stand there."""
    at = text.find(name)
    return [at, at + len(name)] if at >= 0 else name


def _side(side: Mapping[str, Any], text: str) -> dict[str, Any]:
    name = side.get("name")
    return _full({**side, "name": _named(name, text) if name else None})


def _statement(said: Mapping[str, Any], text: str) -> dict[str, Any]:
    own = {key: said.get(key) for key in _SAID}
    own["optional"] = said.get("optional") or None
    for who in ("speaker", "to"):
        name = said.get(who)
        own[who] = _named(name, text) if name else None
    return _full(own)

"""The bench of rooms: every room of coding has its share of the time."""

from __future__ import annotations

import json
from pathlib import Path

from bench.rooms import paces, parsed, room_of, watched
from dateline import code

TEXT = "Finland signed a treaty with Norway in Oslo on Monday, the ministry said. " * 20


def test_the_rooms_share_the_whole_time(tmp_path: Path) -> None:
    (tmp_path / "docs.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}) + "\n", encoding="utf-8")
    docs = parsed(tmp_path / "docs.jsonl", 0)
    found = paces(docs * 20)
    assert found.pop("documents/s") > 0
    assert {"coding/events", "coding/statements"} <= set(found)
    assert 0.97 <= sum(found.values()) <= 1.03, "shares, rounded"


def test_who_is_not_ours_is_elsewhere() -> None:
    assert room_of(None) == "elsewhere"


def test_nothing_is_counted_outside(tmp_path: Path) -> None:
    (tmp_path / "docs.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}) + "\n", encoding="utf-8")
    (one,) = parsed(tmp_path / "docs.jsonl", 0)
    spent: dict[str, float] = {}
    with watched(spent, room_of):
        pass
    before = dict(spent)
    code(one.report, one.doc)
    assert spent == before

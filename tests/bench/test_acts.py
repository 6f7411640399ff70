"""The bench task `acts`: what a text's record says, in the shape that a scorer of acts reads."""

from __future__ import annotations

import json
from pathlib import Path

from bench.__main__ import _wanted
from bench.registry import predictor, task_named

TEXT = "Police in Oslo arrest 12 protesters on Tuesday."


def test_an_act_stands_with_its_word_its_sides_and_its_day(tmp_path: Path) -> None:
    row = {"id": "a", "text": TEXT, "declared_date": "2024-05-15"}
    (tmp_path / "docs.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    predictor("acts")(tmp_path, tmp_path / "out.jsonl")
    (found,) = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    (event,) = found["events"]
    cut = {name: TEXT[slice(*event[name])] for name in ("trigger",)}
    sides = {name: [TEXT[slice(*side["words"])] for side in event[name]] for name in ("actors", "recipients")}
    assert (event["type"], cut["trigger"], event["factuality"]) == ("COERCE", "arrest", "happened")
    assert sides["actors"][0].startswith("Police") and sides["recipients"][0].endswith("protesters")
    assert (event["when"], event["where"]) == ("2024-05-14", "Oslo")


def test_a_whole_run_leaves_out_acts_where_there_is_no_gold_for_them(tmp_path: Path) -> None:
    assert not _wanted(task_named("acts"), tmp_path)
    assert _wanted(task_named("events"), tmp_path)
    (tmp_path / "acts").mkdir()
    (tmp_path / "acts" / "docs.jsonl").touch()
    assert _wanted(task_named("acts"), tmp_path)

"""The bench of statements: which listed statement goes with which that was found, and what of it is right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from bench.__main__ import app
from bench.statements import lines_of, miss_lines, pairs_of

TEXT = "The ministry denied the report. Officials in Oslo told reporters that the bridge was safe."


def place(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def said(cue: str, speaker: str, content: str, stance: str, to: str | None = None) -> dict[str, Any]:
    return {
        "cue": place(cue),
        "speaker_words": place(speaker),
        "content": [place(content)],
        "stance": stance,
        "to": to and place(to),
    }


DENIED = said("denied", "The ministry", "the report", "denies")
TOLD = said("told", "Officials in Oslo", "the bridge was safe", "says", "reporters")


def test_a_statement_that_is_found_as_it_is_listed_is_right_in_everything() -> None:
    lines = list(lines_of(pairs_of(TEXT, [DENIED, TOLD], [TOLD, DENIED])))
    assert lines[0].startswith("found      precision 1.000 recall 1.000 f1 1.000")
    assert lines[5].split() == ["all", "2", "of", "2"]
    assert list(miss_lines(pairs_of(TEXT, [DENIED], [DENIED]))) == []


def test_what_is_wrong_of_one_that_was_found_is_named() -> None:
    other = TOLD | {"to": None, "stance": "claims", "content": [place("safe")]}
    (pair,) = pairs_of(TEXT, [TOLD], [other])
    assert pair.right == {"speaker"}
    assert next(iter(miss_lines([pair]))) == "WRONG extent stance addressee"


def test_an_optional_one_is_neither_missed_nor_false() -> None:
    missed = list(pairs_of(TEXT, [TOLD | {"optional": True}, DENIED], [DENIED]))
    found = list(pairs_of(TEXT, [TOLD | {"optional": True}], [TOLD]))
    assert "recall 1.000" in next(iter(lines_of(missed)))
    assert "precision 1.000" in next(iter(lines_of(found)))


def test_what_nobody_listed_is_false() -> None:
    assert "(0 listed, 1 false)" in next(iter(lines_of(pairs_of(TEXT, [], [DENIED]))))


def test_a_folder_of_texts_with_their_statements_is_scored(tmp_path: Path) -> None:
    docs = {"id": "a", "text": TEXT, "declared_date": "2024-05-15"}
    (tmp_path / "docs.jsonl").write_text(json.dumps(docs) + "\n", encoding="utf-8")
    gold = {"id": "a", "statements": [DENIED, TOLD]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["statements", "--gold", str(tmp_path)])
    assert result.exit_code == 0
    assert result.output.startswith("found      precision 1.000 recall 1.000")

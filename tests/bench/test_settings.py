"""Days and places of predicted acts against gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.settings import judge, judge_day, judge_place, report_lines

TEXT = "Rebels shelled Taiz on Friday."
GOLD = {
    "type": "ASSAULT", "alt_types": [], "trigger": [7, 14], "evidence": [0, 29], "also": [], "also_triggers": [],
    "essential": True, "when": "2023-09-15", "when_words": [23, 29], "where_words": [15, 19],
}  # fmt: skip


@pytest.mark.parametrize(
    ("gold", "said", "verdict"),
    [
        ("2023-09-15", "2023-09-15", "right"),
        ("2023-09-15", "2023-09-15TMO", "right"),
        ("2023-09", "2023-09-15", "right"),
        ("2023-09-15", "2023", "wrong"),
        ("2023-09-15", None, "missing"),
        (None, "2023-09-15", "invented"),
        (None, None, "open"),
    ],
)
def test_a_day(gold: str | None, said: str | None, verdict: str) -> None:
    assert judge_day({"when": gold}, {"when": said}) == verdict


@pytest.mark.parametrize(
    ("gold", "said", "verdict"),
    [
        ({"where_words": [15, 19]}, {"where": "Taizz", "where_words": [15, 19]}, "right"),
        ({"where_words": [15, 19]}, {"where": "Aden", "where_words": None}, "wrong"),
        ({"where_words": [15, 19]}, {"where": None}, "missing"),
        ({"where": {"country": "YEM"}}, {"where": "Yemen", "where_country": "YEM"}, "open"),
        ({}, {"where": "Yemen", "where_country": "YEM"}, "invented"),
    ],
)
def test_a_place(gold: dict[str, object], said: dict[str, object], verdict: str) -> None:
    assert judge_place(gold, said, TEXT) == verdict


def test_only_acts_that_are_found_are_asked(tmp_path: Path) -> None:
    missed = GOLD | {"type": "AID", "essential": False}
    told = {"type": "ASSAULT", "trigger": [7, 14], "when": "2023-09-15", "where": None}
    for name, row in (
        ("docs", {"id": "a", "text": TEXT}),
        ("gold", {"id": "a", "events": [GOLD, missed]}),
        ("pred", {"id": "a", "events": [told]}),
    ):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert report_lines(judge(tmp_path, tmp_path / "pred.jsonl")) == [
        "day   right 1 of 1, another 0, missing 0; invented 0 of 0",
        "place right 0 of 1, another 0, missing 1; invented 0 of 0",
    ]

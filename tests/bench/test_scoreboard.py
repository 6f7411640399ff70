"""The scoreboard keeps what the scorers said, and a task that fails stops no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bench.__main__ import app
from bench.registry import TASKS, Task, predictor
from bench.scoreboard import Result, digest, figures, keep, kept, run, show

TASK = Task("flatpages", "flatpages", "score.py", ("all.f1", "all.precision"))


@pytest.fixture
def gold_root(tmp_path: Path) -> Path:
    folder = tmp_path / "gold" / "flatpages"
    folder.mkdir(parents=True)
    text = "Home\nThe ministers met in Oslo on Monday and agreed on a common fishing quota for the year.\nShare"
    (folder / "docs.jsonl").write_text(json.dumps({"id": "a", "text": text}) + "\n", encoding="utf-8")
    return tmp_path / "gold"


@pytest.fixture
def scorers(tmp_path: Path) -> Path:
    """A scorer that gives what it was called with, and one that fails."""
    folder = tmp_path / "scorers"
    folder.mkdir()
    (folder / "score.py").write_text(
        "import json, sys\nprint(json.dumps({'all': {'f1': 0.5, 'called': sys.argv[1:]}}))\n"
    )
    (folder / "broken.py").write_text("raise SystemExit('the gold is gone')\n")
    return folder


def test_a_task_is_predicted_and_scored(gold_root: Path, scorers: Path, tmp_path: Path) -> None:
    result = run(TASK, gold_root, scorers, tmp_path)
    assert result.failed is None
    assert result.scores["all"]["called"][0] == "flatpages"
    assert dict(figures(TASK, result)) == {"f1": 0.5, "precision": None}
    assert len((tmp_path / "flatpages.jsonl").read_text().splitlines()) == 1
    assert result.seconds > 0
    assert result.megabytes > 0


def test_a_failure_has_a_reason(gold_root: Path, scorers: Path, tmp_path: Path) -> None:
    broken = Task("flatpages", "flatpages", "broken.py", ())
    assert run(broken, gold_root, scorers, tmp_path).failed == "the gold is gone"
    missing = Task("times", "times", "score.py", ())
    assert "docs.jsonl" in (run(missing, gold_root, scorers, tmp_path).failed or "")


def test_a_failing_task_does_not_stop_the_rest(gold_root: Path, scorers: Path, tmp_path: Path) -> None:
    kept_in = tmp_path / "scores.json"
    arguments = ["score", "--gold-root", str(gold_root), "--scorers", str(scorers), "--json", str(kept_in)]
    result = CliRunner().invoke(app, [*arguments, "--only", "times", "--only", "flatpages"])
    assert result.exit_code == 1
    assert {name: bool(r.failed) for name, r in kept(kept_in).items()} == {"times": True, "flatpages": False}
    assert kept(kept_in)["flatpages"].digest == digest(gold_root / "flatpages")


def test_differences_are_shown_only_for_equal_gold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    now = Result("flatpages", "same", {"all": {"f1": 0.75, "precision": 0.5, "recall": 0.5}})
    keep([Result("flatpages", "same", {"all": {"f1": 0.5, "precision": 0.5}})], tmp_path / "before.json")
    show([now], kept(tmp_path / "before.json"))
    shown = capsys.readouterr().out
    assert "+0.2500" in shown
    assert "=" in shown
    keep([Result("flatpages", "other", {"all": {"f1": 0.5}})], tmp_path / "before.json")
    show([now], kept(tmp_path / "before.json"))
    assert "+0.25" not in capsys.readouterr().out


@pytest.mark.parametrize("name", [task.name for task in TASKS])
def test_every_task_has_somebody_who_predicts_it(name: str) -> None:
    assert callable(predictor(name))

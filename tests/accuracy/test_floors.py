"""Accuracy floors: no figure may fall below what was reached, on the corpus that it was reached on.

Needs gold folders and scorers, which are not part of the project: DATELINE_GOLD and DATELINE_SCORERS name them, else
these tests skip. A floor is lowered only on purpose, in a commit that says why; `floors.json` names each corpus by its
digest.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from bench.registry import task_named
from bench.scoreboard import digest, figures, run

FLOORS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
GOLD, SCORERS = os.environ.get("DATELINE_GOLD"), os.environ.get("DATELINE_SCORERS")


@pytest.mark.skipif(not (GOLD and SCORERS), reason="needs DATELINE_GOLD and DATELINE_SCORERS")
@pytest.mark.parametrize("floor", FLOORS, ids=[floor["task"] for floor in FLOORS])
def test_no_figure_falls_below_its_floor(floor: dict[str, Any], tmp_path: Path) -> None:
    assert GOLD and SCORERS
    task = task_named(floor["task"])
    if digest(Path(GOLD) / task.gold) != floor["digest"]:
        pytest.skip("the gold folder is another corpus than the floors were measured on")
    result = run(task, Path(GOLD), Path(SCORERS), tmp_path)
    assert result.failed is None
    reached = dict(figures(task, result))
    below = {
        name: (reached.get(name), least) for name, least in floor["floors"].items() if not _holds(reached, name, least)
    }
    assert not below


def _holds(reached: dict[str, float | None], name: str, least: float) -> bool:
    value = reached.get(name)
    return value is not None and value >= least


def test_every_floor_names_a_task_and_figures_of_the_scoreboard() -> None:
    for floor in FLOORS:
        known = {path.removeprefix("all.") for path in task_named(floor["task"]).figures}
        assert set(floor["floors"]) <= known
        assert len(floor["digest"]) == 64
        assert all(0 < value < 1 for value in floor["floors"].values())

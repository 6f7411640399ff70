"""Hostile inputs, small, beside normal pages: the run ends with its folder, and no normal page is lost.

All of them: `python -m building.torture hostile`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from building.torture.batches import run_batch
from building.torture.hostile import hostile_inputs

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="pipes, names of odd bytes and limits are those of Linux"
)


def test_there_are_two_hundred_and_each_has_a_name_of_its_own() -> None:
    names = [one.name for one in hostile_inputs(1000)]
    assert len(names) == len(set(names)) >= 200


def test_archives_lines_and_places_harm_no_normal_page(tmp_path: Path) -> None:
    some = [one for one in hostile_inputs(600) if one.name.startswith(("archive", "lines", "place"))]
    batch = run_batch(some, tmp_path, ("--workers", "1", "--seconds", "2"))
    assert batch.faults == ()
    assert batch.pages >= len(some)

"""The answers of the toponym bench are well formed, and what lies near one counts."""

from __future__ import annotations

from pathlib import Path

import bench.toponyms as toponyms
from dateline.model import Place, Span
from dateline.tables import read as read_table


def test_every_answer_is_a_point_on_a_stretch_of_text() -> None:
    rows = list(read_table(Path(toponyms.__file__).parent / "tables" / "toponyms.tsv"))
    assert len(rows) >= 200 and {row["half"] for row in rows} == {"A", "B"}
    assert all(0 <= int(row["start"]) < int(row["end"]) for row in rows)
    assert all(abs(float(row["latitude"])) <= 90 and abs(float(row["longitude"])) <= 180 for row in rows)


def test_near_is_right_and_far_or_nowhere_is_wrong() -> None:
    def at(latitude: float | None, longitude: float | None) -> tuple[Place, ...]:
        return (Place("Turku", Span(4, 9), latitude=latitude, longitude=longitude),)

    turku = (60.45, 22.27)
    assert toponyms.is_resolved(at(60.2, 22.9), 4, 9, turku)
    assert not toponyms.is_resolved(at(60.2, 22.9), 20, 25, turku)
    assert not toponyms.is_resolved(at(65.0, 25.5), 4, 9, turku)
    assert not toponyms.is_resolved(at(None, None), 4, 9, turku)

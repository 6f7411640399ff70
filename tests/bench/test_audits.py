"""The bench of audits: what is planted is planted, and what comes of it is counted."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.audits import MadeRow, answer_made, confusion_lines, own_rows, plant
from dateline.auditing import Answer, TheirPlace, TheirRow, TheirSide

TRUTH = MadeRow(
    "correct", "supported", "2021-03-18", "Canada condemned Belarus in Minsk on Wednesday.", "ACCUSE",
    ("Canada", "CAN", "GOV"), ("Belarus", "BLR", "GOV"), "2021-03-17", "Minsk", "BLR",
)  # fmt: skip


def test_every_kind_of_error_is_planted_once() -> None:
    rows = list(plant([TRUTH]))
    assert [row.kind for row in rows] == ["correct", "sides turned", "wrong actor", "wrong day", "wrong place", "copy"]
    assert (rows[1].source, rows[1].target) == (TRUTH.target, TRUTH.source)
    assert rows[2].source[1] not in ("CAN", "BLR") and rows[2].target == TRUTH.target
    assert rows[3].day == "2021-03-08" and rows[4].place_country != "BLR"
    assert all(row.text == TRUTH.text for row in rows)


def test_nothing_is_planted_in_a_row_that_is_wrong() -> None:
    wrong = MadeRow(**{name: getattr(TRUTH, name) for name in TRUTH.__slots__} | {"kind": "denial told as deed"})
    assert list(plant([wrong])) == [wrong]


def test_the_set_is_as_large_as_the_documentation_says_and_its_halves_share_no_text() -> None:
    rows, dev, test = own_rows(), own_rows("dev"), own_rows("test")
    assert len(rows) >= 120 and len({row.text for row in rows}) == 47
    assert not {row.text for row in dev} & {row.text for row in test}
    assert len(dev) > 50 and len(test) > 50
    kinds = Counter(row.kind for row in rows)
    assert min(kinds.values()) >= 3 and len(kinds) == 10


def answered(verdict: str) -> Answer:
    row = TheirRow(1, 2, "", "ACCUSE", ("ACCUSE",), TheirSide(), TheirSide(), None, TheirPlace())
    return Answer(row, verdict, "")  # type: ignore[arg-type]


def test_figures_are_those_of_the_table() -> None:
    rows = list(plant([TRUTH]))[:3]
    lines = list(confusion_lines(rows, [answered("supported"), answered("other sides"), answered("supported")]))
    assert "| correct | 1 | **1** |  |" in lines
    assert "supported: recall 1.000 (1 of 1), precision 0.500 (1 of 2)" in lines
    assert "other sides: recall 0.500 (1 of 2), precision 1.000 (1 of 1)" in lines
    assert lines[-1] == "planted errors that are not called supported: 0.500 (1 of 2)"


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[MadeRow], tuple[Answer, ...]]:
    rows = own_rows()
    return rows, answer_made(rows, tmp_path_factory.mktemp("audit"))


def test_correct_rows_are_supported_and_planted_ones_are_not(
    figures: tuple[list[MadeRow], tuple[Answer, ...]],
) -> None:
    """Floors a little below what docs/audit.md publishes: who lowers one says so."""
    rows, answers = figures
    right = [answer.verdict == "supported" for row, answer in zip(rows, answers, strict=True) if row.kind == "correct"]
    planted = [answer.verdict for row, answer in zip(rows, answers, strict=True) if row.kind != "correct"]
    named = [row.verdict == answer.verdict for row, answer in zip(rows, answers, strict=True)]
    assert sum(right) / len(right) >= 0.85
    assert planted.count("supported") / len(planted) <= 0.05
    assert sum(named) / len(named) >= 0.9

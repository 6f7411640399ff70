"""How sure predicted acts are against how often they are right: matching, figures and the picture."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from bench.__main__ import app
from bench.calibration import Guess, bins_of, brier_score, calibration_error, match, read_guesses, report_lines
from bench.calibration_picture import draw


def gold(type_: str, trigger: tuple[int, int], evidence: tuple[int, int], **more: Any) -> dict[str, Any]:
    bare = {"alt_types": [], "also": [], "also_triggers": [], "essential": True}
    return {"type": type_, "trigger": list(trigger), "evidence": list(evidence), **bare, **more}


def predicted(type_: str, trigger: tuple[int, int], sure: float = 1.0) -> dict[str, Any]:
    return {"type": type_, "trigger": list(trigger), "sure": sure}


ACT = gold("AID", (10, 15), (0, 40))


@pytest.mark.parametrize(
    ("listed", "found", "right"),
    [
        ([ACT], [predicted("AID", (10, 15))], {0}),
        ([ACT], [predicted("AID", (30, 35))], {0}),  # in the clause
        ([ACT], [predicted("AID", (40, 45))], set()),  # behind it
        ([ACT], [predicted("YIELD", (10, 15))], set()),
        ([gold("AID", (10, 15), (0, 40), alt_types=["YIELD"])], [predicted("YIELD", (10, 15))], {0}),
        ([gold("AID", (10, 15), (0, 40), also=[[60, 80]])], [predicted("AID", (70, 75))], {0}),
        ([gold("AID", (10, 15), (0, 40), also_triggers=[[90, 95], None])], [predicted("AID", (94, 99))], {0}),
        # The word wins over the clause, and one act of gold is no excuse for two.
        ([ACT], [predicted("AID", (30, 35)), predicted("AID", (12, 18))], {1}),
        ([ACT], [predicted("AID", (30, 35)), predicted("AID", (20, 25))], {0}),
        ([], [predicted("AID", (10, 15))], set()),
        # What must be found chooses first.
        ([gold("AID", (10, 15), (0, 40), essential=False), gold("AID", (30, 35), (0, 40))],
         [predicted("AID", (11, 14))], {0}),
    ],
)  # fmt: skip
def test_an_act_is_right_where_gold_has_it(
    listed: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]], right: set[int]
) -> None:
    assert match(listed, found) == right


EVEN = tuple(Guess(0.8, n < 8) for n in range(10)) + tuple(Guess(0.25, n < 1) for n in range(4))


def test_what_is_as_right_as_sure_has_no_error() -> None:
    low, high = bins_of(EVEN)
    assert (low.low, low.high, low.number, low.sure, low.right) == (0.2, 0.3, 4, 0.25, 0.25)
    assert (high.low, high.number) == (0.8, 10) and high.right == pytest.approx(high.sure)
    assert calibration_error((low, high)) == pytest.approx(0.0)
    assert brier_score(EVEN) == pytest.approx((10 * 0.16 + 4 * 0.1875) / 14)


def test_what_is_surer_than_right_has_an_error() -> None:
    bold = [Guess(1.0, True), Guess(1.0, False), Guess(0.5, True), Guess(0.5, False)]
    assert calibration_error(bins_of(bold)) == pytest.approx(0.25)
    assert brier_score(bold) == pytest.approx((1 + 0.5) / 4)
    assert [one.number for one in bins_of([Guess(0.0, False), Guess(0.0999, False), Guess(1.0, True)])] == [2, 1]


def test_few_acts_leave_much_open() -> None:
    few, many = bins_of([Guess(0.95, True)] * 4 + [Guess(0.05, False)] * 400)[::-1]
    assert few.interval[0] < 0.6 and few.interval[1] == 1.0
    assert many.interval[0] == 0.0 and many.interval[1] < 0.02


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [{"id": "a", "events": [ACT]}, {"id": "b", "events": []}]
    found = [
        {"id": "a", "events": [predicted("AID", (10, 15), 0.9), predicted("COERCE", (10, 15), 0.2)]},
        {"id": "b", "events": []},
        {"id": "another's", "events": [predicted("AID", (1, 2), 0.5)]},
    ]
    for name, lines in (("gold.jsonl", rows), ("pred.jsonl", found)):
        (tmp_path / name).write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return tmp_path


def test_only_texts_of_gold_are_read(folder: Path) -> None:
    assert list(read_guesses(folder, folder / "pred.jsonl")) == [Guess(0.9, True), Guess(0.2, False)]


def run(*words: object, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["calibration", *map(str, words)])
    assert result.exit_code == code, result.output
    return result.output


def test_the_command_prints_a_table_and_draws(folder: Path) -> None:
    pair = ("--gold", folder, "--pred", folder / "pred.jsonl")
    said = run(*pair, *pair, "--picture", folder / "deep" / "sure.svg")
    rows = [line.split() for line in said.splitlines()]
    assert ["0.9", "to", "1.0", "2", "0.900", "1.000", "0.34–1.00"] in rows
    assert ["all", "4", "0.550", "0.500"] in rows
    assert "expected calibration error 0.1500   Brier score 0.0250" in said
    ElementTree.fromstring((folder / "deep" / "sure.svg").read_text(encoding="utf-8"))


def test_wrong_use_says_what_to_do(folder: Path) -> None:
    pair = ("--gold", folder, "--pred", folder / "pred.jsonl")
    assert "Give each --gold its --pred" in " ".join(run(*pair, "--gold", folder, code=2).split())
    bare = {"id": "a", "events": [{"type": "AID", "trigger": [10, 15]}]}
    (folder / "old.jsonl").write_text(json.dumps(bare), encoding="utf-8")
    assert "predict acts" in " ".join(run("--gold", folder, "--pred", folder / "old.jsonl", code=2).split())


def test_nothing_predicted_is_said() -> None:
    assert report_lines([]) == ["no act is predicted for these texts"]
    with pytest.raises(ValueError, match="nothing to draw"):
        draw([])


def test_the_picture_shows_every_bin_in_light_and_in_dark() -> None:
    tree = ElementTree.fromstring(draw(EVEN))
    name = "{http://www.w3.org/2000/svg}"
    points = {one.find(f"{name}title").text: one for one in tree.iter(f"{name}circle")}  # type: ignore[union-attr]
    assert set(points) == {"0.2 to 0.3: 0.25 of 4 right, 0.25 sure", "0.8 to 0.9: 0.80 of 10 right, 0.80 sure"}
    assert "prefers-color-scheme: dark" in (tree.findtext(f"{name}style") or "")
    inside = [float(one.attrib[axis]) for one in points.values() for axis in ("cx", "cy")]
    assert all(0 < place < 600 for place in inside)
    assert "14 predicted acts" in "".join(tree.itertext())
    assert draw(EVEN) == draw(EVEN[::-1])

from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.flame import draw
from bench.page_time import room_of, spend
from dateline import Page

TEXT = "Finland signed a treaty with Norway in Oslo on Monday, the ministry said. " * 20


@pytest.mark.parametrize(
    ("path", "room"),
    [
        (("running.steps", "language.pipeline", "language.encoder.network", "onnxruntime"), "network"),
        (("running.steps", "language.pipeline", "language.tokens", "spacy"), "parse"),
        (("running.steps", "coding", "language.parse"), "parse"),
        (("running.steps", "coding", "coding.events", "coding.events.acts.sides"), "coding events"),
        (("running.adding", "recording.record", "sqlalchemy"), "recording"),
        (("running.adding",), "between"),
        ((), "between"),
    ],
)
def test_whose_time_it_is(path: tuple[str, ...], room: str) -> None:
    assert room_of(path) == room


def test_every_stage_of_a_page_is_told(tmp_path: Path) -> None:
    given = [Page(f"{TEXT}Number {n}.".encode(), media="text/plain") for n in range(30)]
    spent = spend(given, tmp_path)
    assert spent.reports == 30
    assert {"reading", "network", "parse", "coding events", "recording"} <= set(spent.milliseconds)
    assert sum(spent.whole.values()) == pytest.approx(sum(spent.milliseconds.values()))


def test_a_box_is_as_wide_as_its_time() -> None:
    drawn = ElementTree.fromstring(draw({("coding", "coding.times"): 3.0, ("reading",): 1.0}, "A & B"))
    rects = {g[0].text: float(g[1].get("width", 0)) for g in drawn.iter("{http://www.w3.org/2000/svg}g")}
    assert rects == {
        "coding: 3.0 ms, 75.0%": 885.0,
        "coding.times: 3.0 ms, 75.0%": 885.0,
        "reading: 1.0 ms, 25.0%": 295.0,
    }


def test_nothing_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="nothing to draw"):
        draw({}, "")

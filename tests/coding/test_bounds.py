"""A page of nothing but repetitions gives so many records and no more, and the coding says what was left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.coding import bounds
from dateline.coding.bounds import keep_first, say_left_out
from dateline.language import Language
from dateline.model import Page
from dateline.recording import Record
from dateline.running import Settings, add

from .texts import coded

_FEW = 5


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Norway spoke. " + "He told her, she told him. " * 20, "statements"),
        ("Norway voted. " + "It met on Monday and on Tuesday. " * 20, "times"),
        ("The road runs on. " + "It leads to Norway and to Finland. " * 20, "places"),
    ],
)
def test_the_first_are_kept_and_the_others_counted(
    language: Language, text: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, whole = coded(language, text)
    assert whole.notes == ()
    monkeypatch.setattr(bounds, "MOST", _FEW)
    _, few = coded(language, text)
    assert getattr(few, what) == getattr(whole, what)[:_FEW]
    number = len(getattr(whole, what))
    assert number > _FEW
    assert f"{number} {what} were found and the first {_FEW} kept: the report repeats itself, or is no report" in (
        few.notes
    )


def test_a_report_of_the_news_loses_nothing() -> None:
    fullest = tuple(range(228))
    assert keep_first(fullest) == fullest
    assert say_left_out((("places", len(fullest)),)) == ()


def test_what_was_left_out_stands_in_the_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST", _FEW)
    text = "The minister of Norway met her colleague. " + "He told her, she told him. " * 20
    with Record.open(tmp_path / "record.db") as record:
        add(record, [Page(text.encode(), media="text/plain")], Settings(workers=0))
        (kept,) = record.coded()
        assert len(kept.coding.statements) == _FEW
        assert any("statements were found" in note for note in kept.coding.notes)
        assert list(record.verify()) == []

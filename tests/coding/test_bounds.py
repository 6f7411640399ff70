"""A page of nothing but repetitions gives so many records and no more, and the coding says what was left out."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from dateline.coding import bounds
from dateline.coding.bounds import keep_entities, keep_first, say_left_out, take_ends
from dateline.language import Language
from dateline.model import Entity, Page, Span
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


_STATES = ("Norway", "Sweden", "Finland", "Denmark", "Latvia", "Estonia", "Poland", "Spain")


def test_of_many_acts_the_first_are_taken_and_the_others_counted(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = " ".join(f"{state} condemned {other}." for state, other in pairwise(_STATES))
    _, whole = coded(language, text)
    assert len(whole.events) == len(_STATES) - 1
    assert whole.notes == ()
    monkeypatch.setattr(bounds, "MOST", _FEW)
    _, few = coded(language, text)
    assert few.events == whole.events[:_FEW]
    assert any(note.startswith("7 acts were found and the first 5 kept") for note in few.notes)


def test_who_takes_part_in_what_is_kept_stays_an_entity(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Norway, Sweden, Finland and Denmark lie in the north. Latvia condemned Poland. Estonia grows rye."
    _, whole = coded(language, text)
    monkeypatch.setattr(bounds, "MOST", 2)
    _, few = coded(language, text)
    sides = [actor.entity for event in few.events for actor in (*event.actors, *event.recipients)]
    assert {"Latvia", "Poland"} <= {one.name for one in few.entities if one.id in sides}
    assert few.entities == tuple(one for at, one in enumerate(whole.entities) if at < 2 or one.id in sides)
    assert any(f"{len(whole.entities)} entities were found" in note for note in few.notes)


def test_of_the_mentions_of_one_entity_the_first_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST", 3)
    mentions = tuple(Span(10 * n, 10 * n + 6) for n in range(9))
    kept, fullest = keep_entities((Entity("e1", "Norway", "place", mentions),), (), ())
    assert (kept[0].mentions, fullest) == (mentions[:3], 9)


@pytest.mark.parametrize(("number", "taken"), [(3, [0, 1, 2]), (4, [0, 1, 2, 3]), (9, [0, 1, 7, 8])])
def test_one_more_is_compared_with_the_first_and_the_last(
    number: int, taken: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MOST_COMPARED", 4)
    assert list(take_ends(range(number))) == taken

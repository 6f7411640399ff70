"""What is told of a happening changes from report to report: that is a history, and no difference between sources."""

from __future__ import annotations

import pytest

from dateline.linking import find_happenings
from dateline.model import Coded, Field, Happening, Told

from .codings import Draft

MARKET = "Shells hit the market of the port and killed {} people"


def _attack(name: str, dead: int, day: str | None) -> Coded:
    words = MARKET.format(dead)
    return (
        Draft(name, f"{words}.", day=day).event("ASSAULT", words, (), (), day="2023-03-17", dead=dead, quad=4).coded()
    )


def _talks(name: str, words: str, told: Told, day: str | None) -> Coded:
    draft = Draft(name, f"{words}.", day=day)
    sides = draft.actor("Recep Tayyip Erdoğan", "Erdoğan"), draft.actor("Sauli Niinistö", "Niinistö")
    return draft.event("CONSULT", words, sides, told=told, day="2023-03-17", place="Ankara").coded()


def _only(*coded: Coded) -> Happening:
    (happening,) = find_happenings(coded, {})
    return happening


def _field(happening: Happening, name: str) -> Field:
    return next(field for field in happening.fields if field.name == name)


def _told(happening: Happening) -> list[tuple[str, str, bool, str | None]]:
    return [(state.value, state.change, state.stands, state.day) for state in happening.history]


def test_a_toll_that_rises_from_day_to_day_is_a_history() -> None:
    one = _only(_attack("a", 8, "2023-03-17"), _attack("b", 12, "2023-03-18"))
    assert _told(one) == [("dead: 8", "first", False, "2023-03-17"), ("dead: 12", "follows", True, "2023-03-18")]
    assert _field(one, "counts").verdict == "agree"


def test_a_lower_toll_of_a_later_day_corrects_the_first() -> None:
    one = _only(_attack("a", 12, "2023-03-17"), _attack("b", 8, "2023-03-18"))
    assert _told(one) == [("dead: 12", "first", False, "2023-03-17"), ("dead: 8", "corrected", True, "2023-03-18")]


@pytest.mark.parametrize("day", ["2023-03-17", None])
def test_two_tolls_of_one_moment_are_a_dispute(day: str | None) -> None:
    one = _only(_attack("a", 8, day), _attack("b", 12, day))
    assert [(state.value, state.change, state.stands) for state in one.history] == [
        ("dead: 8", "first", True),
        ("dead: 12", "disputed", True),
    ]
    assert _field(one, "counts").verdict == "differ"


def test_pages_of_one_text_do_not_dispute_each_other() -> None:
    (one,) = find_happenings([_attack("a", 8, None), _attack("b", 12, None)], {"a": "l", "b": "l"})
    assert _field(one, "counts").verdict == "one source"
    assert [state.change for state in one.history] == ["first", "follows"]


def test_what_was_planned_and_then_happened_happened() -> None:
    plan = _talks("a", "Erdoğan will meet Niinistö in Ankara", "planned", "2023-03-15")
    again = _talks("b", "Erdoğan is to receive Niinistö in Ankara", "planned", "2023-03-16")
    done = _talks("c", "Erdoğan met Niinistö in Ankara", "happened", "2023-03-17")
    one = _only(plan, again, done)
    assert one.told == "happened"
    assert _told(one) == [
        ("planned", "first", False, "2023-03-15"),
        ("happened", "follows", True, "2023-03-17"),
    ]
    assert [state.lineages for state in one.history] == [("a", "b"), ("c",)]
    assert _field(one, "told").verdict == "agree"


def test_what_was_planned_and_called_off_did_not_happen() -> None:
    plan = _talks("a", "Erdoğan will meet Niinistö in Ankara", "planned", "2023-03-15")
    off = _talks("b", "Erdoğan did not meet Niinistö in Ankara", "did-not-happen", "2023-03-17")
    one = _only(plan, off)
    assert one.told == "did-not-happen"
    assert [(state.value, state.change) for state in one.history] == [
        ("planned", "first"),
        ("did-not-happen", "follows"),
    ]


def test_told_outright_and_told_as_a_claim_are_no_difference() -> None:
    outright = _talks("a", "Erdoğan met Niinistö in Ankara", "happened", "2023-03-17")
    claimed = _talks("b", "Erdoğan reportedly saw Niinistö in Ankara", "alleged", "2023-03-17")
    one = _only(outright, claimed)
    assert one.history == ()
    assert _field(one, "told").verdict == "agree"

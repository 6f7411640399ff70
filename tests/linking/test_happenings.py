"""Events of several reports that are one thing that happened, and events that are not."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.linking import find_happenings
from dateline.linking.accounts import tell_as_most
from dateline.model import Coded, Field, Happening, Told

from .codings import Draft

LINES = {"a": "l1", "b": "l2", "c": "l1"}


def _visit(name: str, words: str, *, day: str | None, told: Told = "happened", host: str = "Sauli Niinistö") -> Coded:
    draft = Draft(name, words)
    return draft.event(
        "CONSULT",
        words,
        (draft.actor("Recep Tayyip Erdoğan", "Erdoğan"), draft.actor(host, host.split()[-1])),
        told=told,
        day=day,
        place="Ankara",
    ).coded()


def _field(happening: Happening, name: str) -> Field:
    return next(field for field in happening.fields if field.name == name)


def test_one_meeting_in_two_wordings_is_one_happening() -> None:
    one = _visit("a", "Niinistö met Erdoğan in Ankara on Friday.", day="2023-03-17")
    other = _visit("b", "Erdoğan received his guest Niinistö at the palace.", day="2023-03-17")
    (happening,) = find_happenings([one, other], LINES)
    assert happening.events == (("a", "a-e0"), ("b", "b-e0"))
    assert happening.lineages == ("l1", "l2")
    assert _field(happening, "who").verdict == "agree"
    assert _field(happening, "who").accounts[0].value == "Recep Tayyip Erdoğan, Sauli Niinistö"
    assert _field(happening, "denied by").verdict == "silent"
    assert [field.name for field in happening.fields][:4] == ["who", "to whom", "when", "where"]


def test_another_day_is_another_happening() -> None:
    one = _visit("a", "Niinistö met Erdoğan in Ankara on Friday.", day="2023-03-17")
    other = _visit("b", "Niinistö met Erdoğan in Ankara on Tuesday.", day="2023-07-11")
    assert len(find_happenings([one, other], LINES)) == 2


def test_another_guest_is_another_happening() -> None:
    one = _visit("a", "Niinistö met Erdoğan in Ankara.", day="2023-03-17")
    other = _visit("b", "Erdoğan saw an envoy of Russia in Ankara.", day="2023-03-17", host="Russia")
    assert len(find_happenings([one, other], LINES)) == 2


def test_a_month_and_its_day_agree() -> None:
    one = _visit("a", "Niinistö met Erdoğan in Ankara on Friday.", day="2023-03-17")
    draft = Draft("b", "Niinistö met Erdoğan in Ankara last month.")
    other = _visit("b", draft.text, day=None)
    (happening,) = find_happenings([one, other], LINES)
    assert _field(happening, "when").verdict == "one source"


def _undated(one: Coded, weekday: int, mode: str | None = None) -> Coded:
    """The same coding where the report's own date is not known: "Friday" stays open."""
    (event,) = one.coding.events
    assert event.when is not None
    when = replace(event.when, value=f"XXXX-WXX-{weekday}", earliest=None, latest=None)
    return replace(one, coding=replace(one.coding, events=(replace(event, when=when, mode=mode),)))


def test_an_open_weekday_is_the_day_that_another_report_gives() -> None:
    one = _visit("a", "Niinistö met Erdoğan in Ankara on Friday.", day="2023-03-17")
    other = _visit("b", "Erdoğan received his guest Niinistö at the palace.", day="2023-03-17")
    (happening,) = find_happenings([one, _undated(other, 5, "visit")], LINES)
    when = _field(happening, "when")
    assert when.verdict == "agree"
    assert [(account.value, account.lineages) for account in when.accounts] == [("2023-03-17", ("l1", "l2"))]
    assert {exhibit.report for exhibit in when.accounts[0].exhibits} == {"a", "b"}
    # one source calls it a visit, the other says that they met
    assert happening.mode is None


def test_an_open_weekday_is_the_day_of_the_week_that_another_report_gives() -> None:
    one = _visit("a", "Niinistö met Erdoğan in Ankara this week.", day="2023-03-17")
    (event,) = one.coding.events
    assert event.when is not None
    week = replace(event.when, value="2023-W11", earliest="2023-03-13", latest="2023-03-19")
    one = replace(one, coding=replace(one.coding, events=(replace(event, when=week),)))
    other = _visit("b", "Erdoğan received his guest Niinistö at the palace.", day="2023-03-17")
    (happening,) = find_happenings([one, _undated(other, 5)], LINES)
    when = _field(happening, "when")
    assert when.verdict == "agree"
    assert {account.value for account in when.accounts} == {"2023-W11", "2023-03-17"}


def test_another_weekday_is_another_happening() -> None:
    one = _visit("a", "Niinistö met Erdoğan in Ankara on Friday.", day="2023-03-17")
    other = _visit("b", "Niinistö met Erdoğan in Ankara on Tuesday.", day="2023-03-17")
    assert len(find_happenings([one, _undated(other, 2)], LINES)) == 2


def test_claim_and_denial_are_one_happening_told_differently() -> None:
    claim = Draft("a", "Finland said Russia jammed the signals of airliners over the gulf.")
    claim.event(
        "ASSAULT",
        "Russia jammed the signals of airliners",
        (claim.actor("Russia"),),
        told="alleged",
        day="2023-03-17",
        said_by=(claim.actor("Finland"),),
        quad=4,
    )
    denial = Draft("b", "The Kremlin denied that Russia had jammed the signals of airliners.")
    denial.event(
        "ASSAULT",
        "Russia had jammed the signals of airliners",
        (denial.actor("Russia"),),
        told="denied",
        day="2023-03-17",
        denied_by=(denial.actor("Kremlin"),),
        quad=4,
    )
    (happening,) = find_happenings([claim.coded(), denial.coded()], LINES)
    assert happening.told == "denied"
    assert _field(happening, "told").verdict == "differ"
    assert [account.value for account in _field(happening, "denied by").accounts] == ["Kremlin"]


def test_numbers_that_cannot_both_be_right_differ() -> None:
    def attack(name: str, dead: int) -> Coded:
        draft = Draft(name, f"Shells hit the market of the port and killed {dead} people.")
        words = f"Shells hit the market of the port and killed {dead} people"
        return draft.event("ASSAULT", words, (), (), day="2023-03-17", dead=dead, quad=4).coded()

    (happening,) = find_happenings([attack("a", 8), attack("b", 12)], LINES)
    counts = _field(happening, "counts")
    assert counts.verdict == "differ"
    assert [account.value for account in counts.accounts] == ["dead: 12", "dead: 8"]


def test_copies_speak_with_one_voice_even_under_a_false_date() -> None:
    true = _visit("a", "Niinistö met Erdoğan in Ankara on Friday.", day="2023-03-17")
    false = _visit("c", "Niinistö met Erdoğan in Ankara on Friday.", day="2025-03-14")
    (happening,) = find_happenings([true, false], LINES)
    assert happening.lineages == ("l1",)


def test_a_report_s_own_records_stay_apart() -> None:
    draft = Draft("a", "Niinistö met Erdoğan. Later Erdoğan met Niinistö again.")
    for words in ("Niinistö met Erdoğan", "Erdoğan met Niinistö again"):
        draft.event("CONSULT", words, (draft.actor("Recep Tayyip Erdoğan", "Erdoğan"),), day="2023-03-17")
    assert len(find_happenings([draft.coded()], LINES)) == 2


def test_told_is_decided_by_lineages_and_doubt_wins_ties() -> None:
    assert tell_as_most([("l1", "happened"), ("l1", "happened"), ("l2", "alleged")]) == "alleged"
    assert tell_as_most([("l1", "happened"), ("l2", "happened"), ("l3", "denied")]) == "happened"
    assert tell_as_most([("l1", "planned"), ("l2", "did-not-happen")]) == "did-not-happen"


REPORTS = [
    _visit("a", "Niinistö met Erdoğan in Ankara on Friday.", day="2023-03-17"),
    _visit("b", "Erdoğan received his guest Niinistö at the palace.", day="2023-03-17"),
    _visit("c", "Niinistö met Erdoğan in Ankara on Friday.", day="2025-03-14"),
    _visit("d", "Niinistö may meet Erdoğan again in Ankara.", day="2023-07-11", told="planned"),
]


@settings(max_examples=24, deadline=None)
@given(st.permutations(REPORTS))
def test_order_changes_nothing(reports: list[Coded]) -> None:
    assert find_happenings(reports, LINES) == find_happenings(REPORTS, LINES)

"""Which events are joined: within a report, over reports, and what keeps them apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.linking import find_happenings
from dateline.model import Coded, Span

from .codings import Draft

BLOCKED = "Farmers blocked the road into the capital on Tuesday to protest against cheap grain"


def _protest(name: str, day: str, tractors: int) -> Coded:
    draft = Draft(name, f"{BLOCKED}.", f"Some {tractors} tractors came.", day=day)
    return draft.event("PROTEST", BLOCKED, (draft.actor("Farmers"),), day=day, quad=4).coded()


def _meeting(name: str, words: str, guest: str, *, day: str | None = None, kind: str = "CONSULT") -> Coded:
    draft = Draft(name, f"{words}.", day=day)
    sides = draft.actor("Recep Tayyip Erdoğan", "Erdoğan"), draft.actor(guest, guest.split()[-1])
    return draft.event(kind, words, sides, day=day, place="Ankara").coded()


def test_the_protest_of_the_next_week_is_another_whatever_its_words() -> None:
    first, second = _protest("a", "2024-02-06", 200), _protest("b", "2024-02-13", 350)
    assert len(find_happenings([first, second], {"a": "l", "b": "l"})) == 2


def test_the_same_text_under_another_date_tells_the_same_protest() -> None:
    first, again = _protest("a", "2024-02-06", 200), _protest("b", "2024-02-13", 200)
    assert len(find_happenings([first, again], {"a": "l", "b": "l"})) == 1


@pytest.mark.parametrize(
    ("first", "last", "happenings"), [("2024-02-01", "2024-02-29", 1), ("2021-01-01", "2021-12-31", 2)]
)
def test_what_a_report_puts_in_another_year_is_another_thing(first: str, last: str, happenings: int) -> None:
    """ "In 2021" gives no day, and yet is not this Tuesday; "in February" may be."""
    dated, rough = _protest("a", "2024-02-06", 200), _protest("b", "2024-02-06", 200)
    (event,) = rough.coding.events
    assert event.when is not None
    when = replace(event.when, value=first[:4], earliest=first, latest=last)
    told = replace(event, when=when, evidence=Span(event.evidence.start, event.evidence.end - len(" grain")))
    rough = Coded(rough.report, replace(rough.coding, events=(told,)))
    assert len(find_happenings([dated, rough], {})) == happenings


@pytest.mark.parametrize(
    ("words", "happenings"),
    [("summit", 2), ("Leaders of both states met for a summit in the old port", 1)],
)
def test_one_word_of_two_days_is_no_sentence_that_two_reports_share(words: str, happenings: int) -> None:
    """The same whole sentence is one thing, though one page counts from a false day; "summit" alone says nothing."""
    coded = [
        Draft(name, f"{words}.").event("CONSULT", words, (), day=day).coded()
        for name, day in (("a", "2023-05-02"), ("b", "2024-05-14"))
    ]
    assert len(find_happenings(coded, {})) == happenings


def test_the_host_and_two_guests_are_two_meetings() -> None:
    one = _meeting("a", "Erdoğan met Niinistö in Ankara", "Sauli Niinistö", day="2023-03-17")
    other = _meeting("b", "Erdoğan met Berg in Ankara", "Kari Berg", day="2023-03-17")
    assert len(find_happenings([one, other], {})) == 2


def test_a_meeting_that_is_planned_under_another_type_is_the_one_that_is_held() -> None:
    plan = _meeting("a", "Erdoğan will meet Niinistö in Ankara", "Sauli Niinistö", day="2023-03-17", kind="AGREE")
    held = _meeting("b", "Erdoğan met Niinistö in Ankara", "Sauli Niinistö", day="2023-03-17")
    assert len(find_happenings([plan, held], {})) == 1


def test_what_one_clause_tells_twice_over_is_two_things() -> None:
    draft = Draft("a", "Erdoğan met Niinistö and promised him help.")
    sides = draft.actor("Recep Tayyip Erdoğan", "Erdoğan"), draft.actor("Sauli Niinistö", "Niinistö")
    draft.event("CONSULT", "Erdoğan met Niinistö and promised him help", sides)
    draft.event("AGREE", "Erdoğan met Niinistö and promised him help", sides)
    assert len(find_happenings([draft.coded()], {})) == 2


def test_one_meeting_has_one_key_in_every_story() -> None:
    one = _meeting("a", "Erdoğan met Niinistö in Ankara", "Sauli Niinistö", day="2023-03-17")
    other = _meeting("b", "At the palace Niinistö was received by Erdoğan", "Sauli Niinistö", day="2023-03-17")
    later = _meeting("c", "Erdoğan met Niinistö in Ankara", "Sauli Niinistö", day="2023-03-18")
    undated = _meeting("d", "Erdoğan met Niinistö in Ankara", "Sauli Niinistö")
    keys = [find_happenings([each], {})[0].key for each in (one, other, later, undated)]
    assert keys[0] is not None and keys[0] == keys[1]
    assert keys[2] not in (None, keys[0]) and keys[3] is None


def _shooting_and(claim: str, trigger: str) -> Coded:
    """A report that tells of a shooting and of a claim behind it, the act of which is named by `trigger`."""
    draft = Draft("a", "Gunmen attacked two guards at the harbour of Lindau on Friday.", f"{claim}.", day="2024-05-17")
    sides = (draft.actor("Gunmen"),), (draft.actor("two guards"),)
    draft.event("ASSAULT", "Gunmen attacked two guards", *sides, day="2024-05-17", place="Lindau", quad=4)
    draft.event("ASSAULT", claim, (draft.actor("gang"),), place="Lindau", quad=4)
    coded = draft.coded()
    first, second = (
        replace(event, trigger=draft.span(word))
        for event, word in zip(coded.coding.events, ("attacked", trigger), strict=True)
    )
    return replace(coded, coding=replace(coded.coding, events=(first, second)))


@pytest.mark.parametrize(
    ("claim", "trigger", "happenings"),
    [
        ("The harbour gang has carried out the attack", "carried", 1),
        ("The harbour gang has burnt two cars", "burnt", 2),
    ],
)
def test_who_carried_out_the_attack_did_what_the_report_told(claim: str, trigger: str, happenings: int) -> None:
    assert len(find_happenings([_shooting_and(claim, trigger)], {})) == happenings

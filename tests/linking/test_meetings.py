"""Groups of tellings that are one meeting by their parties and their day, whatever their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dateline.linking import find_happenings
from dateline.linking.casts import Cast
from dateline.linking.meetings import join_meetings
from dateline.linking.mentions import Mention, mentions
from dateline.linking.tellings import tellings
from dateline.model import Coded, Factuality, Told

from .codings import Draft

GUEST = "Sauli Niinistö"
PLANNED = "Erdoğan is due to receive Niinistö"
HELD = "Niinistö left after hours with Erdoğan"


def _report(
    name: str,
    words: str,
    guest: str,
    day: str | None,
    *,
    kind: str = "CONSULT",
    told: Told = "happened",
    mode: str | None = None,
    place: str | None = None,
) -> Coded:
    draft = Draft(name, f"{words}.", day="2023-03-17")
    sides = draft.actor("Recep Tayyip Erdoğan", "Erdoğan"), draft.actor(guest, guest.split()[-1])
    one = draft.event(kind, words, sides, day=day, place=place).coded()
    (event,) = one.coding.events
    event = replace(event, mode=mode, factuality=Factuality(told, 0.0))
    return replace(one, coding=replace(one.coding, events=(event,)))


def _mentions(coded: Sequence[Coded]) -> list[Mention]:
    return mentions(tellings(coded, {}), coded, Cast(coded))


@pytest.mark.parametrize(
    ("plan", "joined"),
    [
        (_report("a", PLANNED, GUEST, "2023-03-17", kind="AGREE", told="planned"), True),
        (_report("a", PLANNED, GUEST, "2023-03-24", kind="AGREE", told="planned"), False),
        (_report("a", "Erdoğan agreed with Niinistö on wheat", GUEST, "2023-03-17", kind="AGREE"), False),
        (
            _report("a", "Erdoğan is due to receive Berg", "Kari Berg", "2023-03-17", kind="AGREE", told="planned"),
            False,
        ),
        (_report("a", "Erdoğan rang Niinistö at dawn", GUEST, "2023-03-17", mode="phone"), False),
        (_report("a", PLANNED, GUEST, None, told="planned", place="Ankara"), True),
        (_report("a", PLANNED, GUEST, None, told="planned", place="Izmir"), False),
        (_report("a", PLANNED, GUEST, None, told="planned"), False),
    ],
    ids=["planned", "next week", "a bargain", "another guest", "a call", "no day", "no day elsewhere", "nothing given"],
)
def test_a_meeting_is_known_by_its_parties_and_its_day(plan: Coded, joined: bool) -> None:
    told = _mentions([plan, _report("b", HELD, GUEST, "2023-03-17", place="Ankara")])
    assert join_meetings([[0], [1]], told) == ([[0, 1]] if joined else [[0], [1]])


def test_parties_that_few_tellings_add_do_not_part_a_meeting() -> None:
    """Of three tellings one names a third party, who may have been in the house."""
    draft = Draft("c", "Erdoğan, Niinistö and Berg were in the palace.", day="2023-03-17")
    sides = tuple(draft.actor(name) for name in ("Erdoğan", "Niinistö", "Berg"))
    more = draft.event("CONSULT", draft.text, sides, day="2023-03-17").coded()
    held = [_report(name, HELD, GUEST, "2023-03-17") for name in ("b", "d")]
    told = _mentions([_report("a", PLANNED, GUEST, "2023-03-17", kind="AGREE", told="planned"), *held, more])
    assert join_meetings([[0], [1, 2, 3]], told) == [[0, 1, 2, 3]]


def test_what_was_planned_and_then_held_has_a_history() -> None:
    coded = [
        _report("a", PLANNED, GUEST, "2023-03-17", kind="AGREE", told="planned"),
        _report("b", HELD, GUEST, "2023-03-17"),
    ]
    (found,) = find_happenings(coded, {})
    assert [(state.value, state.change) for state in found.history] == [("planned", "first"), ("happened", "follows")]

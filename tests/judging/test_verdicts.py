"""What holds of a record after all that was judged of it, also when it was read and coded anew."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.judging import Verdict, apply, standing, verdicts
from dateline.model import Coded, Judgement

from .made import TEXT, at, event, judge, made

CODED = made()
EXPELLED, PROMISED = "esanction", "eagree"


def verdict(coded: Coded, *judgements: Judgement) -> Verdict:
    (found,) = verdicts(coded, judgements)
    return found


ACCEPT = judge(CODED, EXPELLED, "accept", 1)
REJECT = judge(CODED, EXPELLED, "reject", 2)
THREAT = judge(CODED, EXPELLED, "correct", 3, type="THREATEN")
PLANNED = judge(CODED, EXPELLED, "correct", 4, told="planned")
BACK = judge(CODED, EXPELLED, "correct", 5, type="SANCTION")


@pytest.mark.parametrize(
    ("judgements", "said", "values"),
    [
        ((ACCEPT,), "accepted", {}),
        ((REJECT,), "rejected", {}),
        ((THREAT,), "corrected", {"type": "THREATEN"}),
        ((THREAT, PLANNED), "corrected", {"type": "THREATEN", "told": "planned"}),
        ((ACCEPT, THREAT), "corrected", {"type": "THREATEN"}),
        ((REJECT, THREAT), "corrected", {"type": "THREATEN"}),  # who corrects it says that it is there
        ((THREAT, BACK), "accepted", {}),  # corrected to what the program says
        ((THREAT, judge(CODED, EXPELLED, "reject", 9)), "rejected", {"type": "THREATEN"}),
        ((THREAT, judge(CODED, EXPELLED, "undo", 9, undoes=THREAT.id), ACCEPT), "accepted", {}),
    ],
)
def test_what_was_judged_last_holds(judgements: tuple[Judgement, ...], said: str, values: dict[str, str]) -> None:
    found = verdict(CODED, *judgements)
    assert (found.said, dict(found.values), found.stale) == (said, values, "")


def test_the_program_s_value_stands_beside() -> None:
    found = verdict(CODED, THREAT, PLANNED)
    assert dict(found.machine) == {"type": "SANCTION", "told": "happened"}
    events = {one.id: one for one in apply(CODED, (found,)).coding.events}
    assert (events[EXPELLED].type, events[EXPELLED].factuality.label, events[EXPELLED].sure) == (
        "THREATEN",
        "planned",
        1,
    )
    assert events[PROMISED] == CODED.coding.events[1]


def test_what_is_rejected_is_left_out_and_nothing_points_to_it() -> None:
    judged = apply(CODED, verdicts(CODED, [REJECT, judge(CODED, "sholm", "reject", 3)])).coding
    assert [one.id for one in judged.events] == [PROMISED]
    assert judged.statements == () and judged.events[0].said_by[0].statement is None


def test_an_undoing_can_be_undone() -> None:
    undo = judge(CODED, EXPELLED, "undo", 5, "bo", undoes=REJECT.id)
    redo = judge(CODED, EXPELLED, "undo", 6, "ann", undoes=undo.id)
    assert verdicts(CODED, [REJECT, undo]) == ()
    assert verdict(CODED, REJECT, undo, redo).said == "rejected"


@given(st.permutations([ACCEPT, REJECT, THREAT, PLANNED, judge(CODED, EXPELLED, "undo", 7, undoes=THREAT.id)]))
def test_the_order_of_arrival_leaves_no_trace(judgements: list[Judgement]) -> None:
    assert verdict(CODED, *judgements, judgements[0]).values == {"told": "planned"}
    assert standing(judgements) == [ACCEPT, REJECT, PLANNED]


# ------------------------------------------------------------------ coded anew

CLAUSE = "Norland expelled two diplomats of Sudland on Monday"
LONGER = TEXT.replace("home\n", "home\nBy our own staff. ")
"""The same page, read with a line more: all words stand further on."""
OTHER = TEXT.replace("two diplomats of", "three envoys of")
REWORDED = made(OTHER, (event("SANCTION", "expelled", "Norland expelled", OTHER),))
RENAMED = made(events=(event("SANCTION", "expelled", CLAUSE, name="enew"),))
COERCED = made(events=(event("COERCE", "expelled", CLAUSE, name="enew"),))
SHORTER = made(events=(event("SANCTION", "expelled", "Norland expelled two diplomats", name="enew"),))


@pytest.mark.parametrize(
    ("again", "judged", "stale"),
    [
        # the same words, another id
        (RENAMED, ACCEPT, ""),
        (RENAMED, REJECT, ""),
        # a shorter clause: what was accepted is shown otherwise, what was corrected holds
        (SHORTER, ACCEPT,
         "evidence changed after it was accepted"),
        (SHORTER, THREAT, ""),
        # another type: whoever gave the type still holds
        (COERCED, ACCEPT, "type is COERCE now, and was SANCTION"),
        (COERCED, REJECT, "type is COERCE now, and was SANCTION"),
        (COERCED, PLANNED, "type is COERCE now, and was SANCTION"),
        (COERCED, THREAT, ""),
        # all words further on
        (made(LONGER), ACCEPT, ""),
        (made(LONGER), THREAT, ""),
        # words changed
        (REWORDED, ACCEPT, "its words do not stand in the report any more"),
        # nothing found there
        (made(events=()), REJECT, "no event is found at its words any more"),
    ],
)  # fmt: skip
def test_a_judgement_finds_its_record_again_or_says_why_not(again: Coded, judged: Judgement, stale: str) -> None:
    found = verdict(again, judged)
    assert found.stale == stale
    assert found.judgements == (judged,)  # never lost
    if stale:
        assert apply(again, (found,)) == again
    else:
        assert found.id == again.coding.events[0].id


def test_the_words_of_a_corrected_value_move_with_their_record() -> None:
    span = at("Sudland", which=0)
    value = [{"name": "Sudland", "span": {"start": span.start, "end": span.end, "exact": "Sudland"}, "country": "SWE"}]
    judged = judge(CODED, EXPELLED, "correct", 3, recipients=value)
    again = made(LONGER)
    (moved,) = apply(again, verdicts(again, [judged])).coding.events[0].recipients
    assert moved.span == at("Sudland", LONGER) and moved.span != span and moved.country == "SWE"


def test_two_judgements_of_two_ids_on_one_record_are_one_verdict() -> None:
    again = RENAMED
    later = judge(again, "enew", "accept", 8, "bo")
    assert verdict(again, THREAT, later).reviewers == ("ann", "bo")


def test_a_value_that_no_field_can_have_is_stale_and_changes_nothing() -> None:
    found = verdict(CODED, judge(CODED, EXPELLED, "correct", 3, told="shouted"))
    assert found.stale.startswith("the corrected told does not fit") and apply(CODED, (found,)) == CODED


@pytest.mark.parametrize("order", list(permutations(["accept", "reject"])))
def test_at_one_moment_the_id_decides(order: tuple[str, ...]) -> None:
    both = {one.act: replace(one, at=ACCEPT.at) for one in (ACCEPT, REJECT)}
    last = max(both.values(), key=lambda one: one.id)
    assert verdict(CODED, *(both[act] for act in order)).said == {"accept": "accepted", "reject": "rejected"}[last.act]  # type: ignore[index]

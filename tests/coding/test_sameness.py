"""Headline, lead and background tell one happening: what is one record, and what stays two."""

from __future__ import annotations

import pytest

from dateline.language import Language
from tests.coding.texts import LOST

from .texts import coded

ONE = [
    # (text, type, words that its one record has as its day)
    pytest.param(
        "Norway raises alert after drone sighting\n\n"
        "Norway put its coastal units on alert on Tuesday after a drone was seen near Bergen.",
        "MOBILIZE",
        "Tuesday",
        marks=LOST,
    ),
    (
        "Editor freed in Ankara\n\n"
        "A newspaper editor held in Ankara was released from prison on Friday, her lawyer said.",
        "RETREAT",
        "Friday",
    ),
    (
        "Bombing kills ten in Herat\n\n"
        "A bomb killed ten people at a market in Herat on Monday. The attack was the second this month.",
        "ASSAULT",
        "Monday",
    ),
]
FIELDS = [
    # (text, type, actor, day): of each field the mention that says more
    (
        "Fourth bomb this year kills ten in Herat\n\n"
        "Militants bombed a market in Herat on Wednesday and killed ten people, the governor said.",
        "ASSAULT",
        "Militants",
        "Wednesday",
    ),
]
TWO = [
    # days that both name, another telling, other sides
    ("Police in Oslo arrested a student on Monday. Police in Oslo arrested a nurse on Thursday.", "COERCE"),
    ("Rebels bombed the port of Aden on Friday. Government troops bombed a camp near Taiz on Sunday.", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "type_", "day"), ONE)
def test_what_is_told_again_is_one_record_and_has_the_day_of_either(
    language: Language, text: str, type_: str, day: str
) -> None:
    _, coding = coded(language, text)
    found = [e for e in coding.events if e.type == type_]
    assert len(found) == 1, [(e.type, e.evidence.cut(text)) for e in coding.events]
    when = found[0].when
    assert when is not None
    assert when.span.cut(text).endswith(day)
    assert len(found[0].mentions) > 1


@pytest.mark.parametrize(("text", "type_", "actor", "day"), FIELDS)
def test_one_record_has_of_every_field_what_says_more(
    language: Language, text: str, type_: str, actor: str, day: str
) -> None:
    _, coding = coded(language, text)
    found = [e for e in coding.events if e.type == type_]
    assert len(found) == 1, [(e.type, e.evidence.cut(text)) for e in coding.events]
    assert [a.name for a in found[0].actors] == [actor]
    assert found[0].when is not None
    assert found[0].when.span.cut(text).endswith(day)


@pytest.mark.parametrize(("text", "type_"), TWO)
def test_what_differs_in_a_day_or_in_its_sides_is_two_records(language: Language, text: str, type_: str) -> None:
    _, coding = coded(language, text)
    assert len([e for e in coding.events if e.type == type_]) == 2, [(e.type, e.evidence) for e in coding.events]

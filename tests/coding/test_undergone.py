"""Who undergoes an act that is told in the passive, with its auxiliary or, in headlines, without."""

from __future__ import annotations

import pytest

from dateline.coding import code
from dateline.language import Language
from dateline.model import Page, Report
from dateline.reading import read
from tests.coding.texts import LOST, LOST_CLOSELY, events

SIDES = [
    # (text, the word that tells it, who does it, to whom)
    ("Protesters beaten in Harare", "beaten", [], ["Protesters"]),
    ("Opposition leader poisoned in Minsk", "poisoned", [], ["Opposition leader"]),
    ("Israeli minister criticised over remarks", "criticised", [], ["Israeli minister"]),
    ("The suspected gunman was wrestled to the ground by police.", "wrestled", ["police"], ["suspected gunman"]),
    # With an object behind it, or a full stop at the end, the same words are no passive.
    pytest.param("Rebels poisoned wells in Goma", "poisoned", ["Rebels"], ["wells"], marks=LOST_CLOSELY),
    ("Rebels beat protesters in Harare", "beat", ["Rebels"], ["protesters"]),
]


@pytest.mark.parametrize(("text", "trigger", "does", "undergoes"), SIDES)
def test_what_is_told_in_the_passive_is_done_to_its_subject(
    language: Language, text: str, trigger: str, does: list[str], undergoes: list[str]
) -> None:
    report = read(Page(text.encode(), media="text/plain", charset="utf-8"), as_is=True)
    assert isinstance(report, Report)
    events = code(report, language.parse(report.text, [part.span for part in report.parts])).events
    (event,) = [e for e in events if e.trigger.cut(text) == trigger]
    assert [a.name for a in event.actors] == does
    assert [a.name for a in event.recipients] == undergoes


def test_who_is_told_of_in_the_passive_says_nothing(language: Language) -> None:
    text = "Israeli minister criticised over remarks"
    report = read(Page(text.encode(), media="text/plain", charset="utf-8"), as_is=True)
    assert isinstance(report, Report)
    assert code(report, language.parse(report.text, [part.span for part in report.parts])).statements == ()


BESIDE = [
    # What an apposition says of somebody is his; the words that act or undergo are the phrase's own.
    ("The driver, a retired engineer from Norway, was arrested in Lyon.", "arrested", [], [("driver", "NOR")]),
    # A phrase that takes no part is no side, whatever a parse hangs it on.
    (
        "Three rebels are accused of killing soldiers and petrol thefts in Goma.",
        "killing",
        [("Three rebels", "COD")],
        [("soldiers", "COD")],
    ),
]


@pytest.mark.parametrize(("text", "trigger", "does", "undergoes"), BESIDE)
def test_who_stands_beside_a_side_is_none(
    language: Language, text: str, trigger: str, does: list[object], undergoes: list[object]
) -> None:
    (event,) = [e for e in events(language, text) if e.trigger.cut(text) == trigger]
    assert [(a.name, a.country) for a in event.actors] == does
    assert [(a.name, a.country) for a in event.recipients] == undergoes


NAMELESS = [
    # People without a name are somebody: they can be charged or pardoned, and two leaders who talk meet.
    ("Two men were charged on Friday with plotting to blow up a synagogue in Hamburg.", "charged", [], ["Two men"]),
    pytest.param(
        "The president of Malawi pardoned a couple in Lilongwe.",
        "pardoned",
        ["president of Malawi"],
        ["couple"],
        marks=LOST,
    ),
    ("The two leaders talked for three hours in Astana about trade.", "talked", ["two leaders"], []),
    ("Merkel and Macron spoke by phone on Thursday.", "spoke", ["Angela Merkel", "Emmanuel Macron"], []),
]


@pytest.mark.parametrize(("text", "trigger", "does", "undergoes"), NAMELESS)
def test_people_without_a_name_take_part(
    language: Language, text: str, trigger: str, does: list[str], undergoes: list[str]
) -> None:
    test_what_is_told_in_the_passive_is_done_to_its_subject(language, text, trigger, does, undergoes)


JUDGES = [
    # Who judges a deed, or does something after it, is no doer of it.
    ("Josep Borrell condemned the attack on the monastery in Banjska.", "attack", []),
    ("The UN chief urged restraint after clashes in Jerusalem.", "clashes", []),
    ("Rebels condemned their leader's attack on Banjska.", "attack", ["their leader"]),
]


@pytest.mark.parametrize(("text", "trigger", "does"), JUDGES)
def test_who_judges_a_deed_did_not_do_it(language: Language, text: str, trigger: str, does: list[str]) -> None:
    (event,) = [e for e in events(language, text) if e.trigger.cut(text) == trigger]
    assert [a.name for a in event.actors] == does


def test_two_meetings_at_a_distance_keep_their_guests_and_places(language: Language) -> None:
    text = "Putin and Lukashenko met on Friday, two days after Putin received Kim Jong Un in Vladivostok."
    met, received = events(language, text)
    assert [a.name for a in met.actors] == ["Vladimir Putin", "Alexander Lukashenko"] and met.where is None
    assert [a.name for a in received.actors] == ["Vladimir Putin", "Kim Jong Un"]
    assert received.where is not None and received.where.name == "Vladivostok"


def test_who_neither_confirms_nor_denies_arrests_arrested_nobody(language: Language) -> None:
    text = "The ministry neither confirmed nor denied the arrests."
    report = read(Page(text.encode(), media="text/plain", charset="utf-8"), as_is=True)
    assert isinstance(report, Report)
    events = code(report, language.parse(report.text, [part.span for part in report.parts])).events
    assert [a.name for e in events for a in e.actors] == []

"""Whom an act reaches: a sentence, and the countries (or names) that act and that are acted upon.

Most words look for the other side at a usual place; these sentences have it elsewhere, or have several who do it to
each other.
"""

from __future__ import annotations

import pytest

from dateline.language import Language
from tests.coding.texts import LOST, of_type

ONE_SIDED = [
    # behind the thing that is done
    ("Morocco lifted its blockade of Mauritania.", "RETREAT", {"MAR"}, {"MRT"}),
    ("Portugal rejected a proposal made by Iceland.", "REJECT", {"PRT"}, {"ISL"}),
    ("The Danish government denounced the restrictions imposed on Latvia.", "ACCUSE", {"DNK"}, set()),
    ("Chile refused a request from Peru to reopen the road.", "REJECT", {"CHL"}, {"PER"}),
    ("Norway welcomed Estonia's attempt to settle the dispute.", "SUPPORT", {"NOR"}, {"EST"}),
    # one's own support is for somebody else
    ("Slovenia voiced its strong support for Croatia.", "SUPPORT", {"SVN"}, {"HRV"}),
    # a day is nobody
    ("Sweden imposed sanctions on Friday on Belarus.", "SANCTION", {"SWE"}, {"BLR"}),
    ("Kenyan troops launched an attack on Monday on a village in Somalia.", "ASSAULT", {"KEN"}, {"SOM"}),
    # part of a group is somebody; what is said in a call is said to the one who is called
    ("Judges in Lima ordered the arrest of one of four Bolivian men.", "COERCE", {"PER"}, {"BOL"}),
    (
        "The foreign minister of Qatar called the King of Jordan to express his support.",
        "SUPPORT",
        {"QAT"},
        {"JOR"},
    ),
    # whoever must do it is asked, whoever is warned is warned
    ("Greece demanded that Turkey withdraw the ship.", "REQUEST", {"GRC"}, {"TUR"}),
    ("Kenya warned Uganda that it would close the border.", "THREATEN", {"KEN"}, {"UGA"}),
    # a headline's participle
    pytest.param("Hungary urged to let the ferry dock.", "REQUEST", set(), {"HUN"}, marks=LOST),
    # a bomb is whose bomb it is
    ("A car bombing by the Taliban killed nine people in Kabul.", "ASSAULT", {"AFG"}, {"AFG"}),
    # whose assault it is
    ("The Malian army has begun its assault on the town of Kidal.", "ASSAULT", {"MLI"}, {"MLI"}),
    # a purpose or an answer is nobody either
    ("Cuba declared a ceasefire in a bid to save the talks.", "RETREAT", {"CUB"}, set()),
]


@pytest.mark.parametrize(("text", "type_", "doing", "done"), ONE_SIDED)
def test_the_other_side_is_found_where_it_stands(
    language: Language, text: str, type_: str, doing: set[str], done: set[str]
) -> None:
    event = of_type(language, text, type_)
    assert not event.nary
    assert {a.country or a.name for a in event.actors} == doing
    assert {a.country or a.name for a in event.recipients} == done


MUTUAL: list[tuple[str, str, set[str]]] = [
    ("Finland and Norway signed a fishing treaty in Tromso.", "SUPPORT", {"FIN", "NOR"}),
    ("Ghana and Togo failed to reach an agreement on the border.", "REJECT", {"GHA", "TGO"}),
    ("Chad and Sudan agreed to a ceasefire.", "AGREE", {"TCD", "SDN"}),
    ("Israel and Jordan restored diplomatic relations.", "SUPPORT", {"ISR", "JOR"}),
]


@pytest.mark.parametrize(("text", "type_", "sides"), MUTUAL)
def test_several_who_do_it_to_each_other_are_all_actors(
    language: Language, text: str, type_: str, sides: set[str]
) -> None:
    event = of_type(language, text, type_)
    assert event.nary
    assert event.recipients == ()
    assert {a.country for a in event.actors} == sides


def test_several_who_do_it_to_a_third_do_not_do_it_to_each_other(language: Language) -> None:
    event = of_type(language, "Finland and Norway agreed to send doctors to Malawi.", "AGREE")
    assert not event.nary
    assert {a.country for a in event.recipients} == {"MWI"}


def test_who_is_described_and_named_is_one_side(language: Language) -> None:
    event = of_type(language, "Vladimir Putin and the Finnish president, Sauli Niinistö, met in Helsinki.", "CONSULT")
    assert [a.name for a in event.actors] == ["Vladimir Putin", "Sauli Niinistö"]


@pytest.mark.parametrize("called", ["his ally", "former adviser"])
def test_a_description_right_before_a_name_is_that_name(language: Language, called: str) -> None:
    text = f"Vladimir Putin and {called} Sauli Niinistö met in Helsinki on Friday."
    event = of_type(language, text, "CONSULT")
    assert [a.name for a in event.actors] == ["Vladimir Putin", "Sauli Niinistö"]


def test_a_school_is_no_side_of_a_visit(language: Language) -> None:
    visit = of_type(language, "Sauli Niinistö visited a university and a museum in Estonia.", "CONSULT")
    assert {a.country for a in visit.actors} == {"FIN", "EST"}


def test_who_is_helped_is_no_helper(language: Language) -> None:
    aid = of_type(language, "Malawi relied on Danish subsidies and financial aid.", "AID")
    assert [a.country for a in aid.actors] == ["DNK"]

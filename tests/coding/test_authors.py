"""Who did it where another clause says so, or a word before the deed's noun does."""

from __future__ import annotations

import pytest

from dateline.language import Language
from tests.coding.texts import LOST, events

BOMB = "A roadside bomb killed four soldiers near Gao. "

CLAIMED = [
    # (text, who did it, who says so)
    ("At least 12 people were killed in a car bombing in Kabul. The Taliban later claimed responsibility.",
     ["Taliban"], ["Taliban"]),
    ("At least 12 people were killed in a car bombing in Kabul. ISIL claimed responsibility for the attack.",
     ["ISIL"], ["ISIL"]),
    (BOMB + "Local jihadists are thought to be behind the ambush.", ["Local jihadists"], []),
    (BOMB + "The army said the Macina Liberation Front was behind the ambush.", ["Macina Liberation Front"], ["army"]),
    # Told once more with its author: still one deed.
    ("A bomb exploded outside a police station in Quetta, wounding six. A Baloch separatist group said it carried"
     " out the attack.", ["Baloch separatist group"], ["Baloch separatist group"]),
    # Nobody, not yet, and no.
    (BOMB + "No group claimed responsibility.", [], []),
    (BOMB + "Algeria has not claimed responsibility.", [], []),
    (BOMB + "The army denied that it was behind the blast.", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "authors", "said_by"), CLAIMED)
def test_who_claims_a_deed_did_it(language: Language, text: str, authors: list[str], said_by: list[str]) -> None:
    (event,) = events(language, text)
    assert event.type == "ASSAULT" and event.factuality.label == "happened"
    assert [a.name for a in event.actors] == authors
    assert [v.speaker.name for v in event.said_by] == said_by


def test_who_claims_another_deed_did_not_do_this_one(language: Language) -> None:
    text = "A US airstrike killed three fighters in Yemen. The Taliban claimed responsibility for a bombing in Kabul."
    found = {e.trigger.cut(text): [a.name for a in e.actors] for e in events(language, text)}
    assert found == {"killed": ["US"], "bombing": ["Taliban"]}


def test_the_words_of_the_claim_are_shown(language: Language) -> None:
    text = BOMB + "The Taliban claimed responsibility."
    (event,) = events(language, text)
    assert any(m.cut(text) == "The Taliban claimed responsibility" for m in event.mentions)


BEFORE = [
    # (text, the word that tells it, who does it)
    pytest.param("A police manhunt for the gunman is under way in Lyon.", "manhunt", ["police"], marks=LOST),
    ("A Senate investigation of the payments began in May.", "investigation", ["Senate"]),
    ("A government ban on rallies took effect on Monday.", "ban", ["government"]),
    ("A US drone strike killed three militants in Yemen.", "killed", ["US"]),
    ("A bomb attack in Baghdad killed ten people.", "killed", []),
    ("Prosecutors opened a murder investigation in Oslo.", "opened", ["Prosecutors"]),
]


@pytest.mark.parametrize(("text", "trigger", "does"), BEFORE)
def test_who_stands_before_the_noun_of_a_deed(language: Language, text: str, trigger: str, does: list[str]) -> None:
    (event,) = [e for e in events(language, text) if e.trigger.cut(text) == trigger]
    assert [a.name for a in event.actors] == does


HIT = [
    # (text, the word that tells it, to whom)
    ("A New York court sentenced businessman Viktor Bout to 25 years in prison.", "sentenced", ["Viktor Bout"]),
    ("Police detained a lawmaker and two others in Minsk on Friday.", "detained", ["lawmaker", "two others"]),
    ("The mayor was arrested by police on Tuesday. He is accused of taking bribes.", "accused", ["mayor"]),
]


@pytest.mark.parametrize(("text", "trigger", "hit"), HIT)
def test_whom_it_reaches(language: Language, text: str, trigger: str, hit: list[str]) -> None:
    (event,) = [e for e in events(language, text) if e.trigger.cut(text) == trigger]
    assert [a.name for a in event.recipients] == hit


MET = [
    # (text, the word that tells it, who does it, to whom)
    ("Iran dismissed the accusations by France.", "accusations", ["France"], ["Iran"]),
    ("The senator defended himself against charges that he misstated his service.", "charges", [], ["senator"]),
    # Who prevents it does not do it.
    ("An Indian warship foiled an attack on two merchant vessels.", "attack", [], ["two merchant vessels"]),
    pytest.param("The army prevented an attack by rebels on Goma.", "attack", ["rebels"], ["Goma"], marks=LOST),
]


@pytest.mark.parametrize(("text", "trigger", "does", "reaches"), MET)
def test_who_meets_or_prevents_a_deed_does_not_do_it(
    language: Language, text: str, trigger: str, does: list[str], reaches: list[str]
) -> None:
    (event,) = [e for e in events(language, text) if e.trigger.cut(text) == trigger]
    assert [a.name for a in event.actors] == does
    assert [a.name for a in event.recipients] == reaches


REFUSED = [
    # (text, how the refusal is told)
    ('"I will not resign," the governor said on Tuesday.', "happened"),
    ('"We will not let the EU decide," May said.', "happened"),
    ("The governor did not reject the offer.", "did-not-happen"),
    ("Russia denied that it had rejected the proposal.", "denied"),
]


@pytest.mark.parametrize(("text", "label"), REFUSED)
def test_the_no_of_a_refusal_does_not_undo_it(language: Language, text: str, label: str) -> None:
    (event,) = [e for e in events(language, text) if e.type == "REJECT"]
    assert event.factuality.label == label


PRONOUNS = [
    # (text, the word that tells it, to whom)
    ("Wangari Maathai died in Nairobi on Monday. A suspect was charged with theft. He was convicted in May.",
     "convicted", ["suspect"]),
    ("The driver of the tram, 42, was arrested on Wednesday. He was released on bail.", "released",
     ["driver of the tram"]),
    ("Angela Merkel arrived in Kiev. A court convicted a banker. She was criticised by the opposition.",
     "criticised", ["Angela Merkel"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "hit"), PRONOUNS)
def test_a_pronoun_is_the_nameless_person_who_is_nearer(
    language: Language, text: str, trigger: str, hit: list[str]
) -> None:
    test_whom_it_reaches(language, text, trigger, hit)

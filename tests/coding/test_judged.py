"""Who is arrested, tried or praised for a deed has done it, not the court or the police; and how the deed is told."""

from __future__ import annotations

import pytest

from dateline.language import Language
from tests.coding.texts import LOST, LOST_CLOSELY, events

JUDGED = [
    # a court that has found it: told as it is
    (
        "A Chilean tribunal jailed two colonels for 15 years for killing four miners in 1984.",
        "two colonels",
        "happened",
    ),
    pytest.param("A Turkish court convicted an officer of killing a Kurdish politician.", "officer", "happened"),
    pytest.param(
        "A former Serbian general was convicted of murdering 12 Bosnian civilians.",
        "former Serbian general",
        "happened",
        marks=LOST,
    ),
    pytest.param(
        "The tribunal in The Hague jailed a Croatian general for life for killing Serb civilians.",
        "Croatian general",
        "happened",
        marks=LOST,
    ),
    pytest.param(
        "A jury in Texas found two police officers guilty of murdering a Mexican student.",
        "two police officers",
        "happened",
    ),
    pytest.param("An Egyptian court fined two soldiers for torturing a Coptic priest.", "two soldiers", "happened"),
    pytest.param(
        "Sweden jailed an Iranian official for torturing prisoners.", "Iranian official", "happened", marks=LOST
    ),
    # who is only suspected
    ("Police in Nairobi arrested a former soldier for killing three Kenyan journalists.", "former soldier", "alleged"),
    ("Two Pakistani officers were charged with killing a British diplomat.", "Two Pakistani officers", "alleged"),
    ("Prosecutors in Colombia accused a rebel commander of killing 30 villagers.", "rebel commander", "alleged"),
    ("A Spanish judge indicted two ministers for torturing prisoners.", "two ministers", "alleged"),
    ("Israel arrested three settlers for attacking Palestinian villagers.", "three settlers", "alleged"),
    ("French police detained a soldier suspected of stabbing two Algerian students.", "soldier", "alleged"),
    ("Germany tried a Syrian colonel for torturing 4,000 prisoners.", "Syrian colonel", "alleged"),
    ("Belgium extradited a rebel accused of killing two Rwandan ministers.", "rebel", "alleged"),
    # who is found not to have done it
    ("A Turkish court acquitted three soldiers of killing a Kurdish politician.", "three soldiers", "alleged"),
    ("The Rwandan court cleared a priest of killing refugees.", "priest", "alleged"),
    # the same told with nouns
    pytest.param(
        "The arrest of a soldier for killing two villagers angered the Kenyan government.",
        "soldier",
        "alleged",
        marks=LOST_CLOSELY,
    ),
    pytest.param(
        "The trial of a Libyan agent for bombing the airliner began in Scotland.", "Libyan agent", "alleged", marks=LOST
    ),
    # praise and thanks
    pytest.param("The Chilean government praised the police for killing the gunman.", "police", "happened"),
]


@pytest.mark.parametrize(("text", "who", "told"), JUDGED)
def test_the_deed_is_his_whom_the_word_of_judging_is_done_to(
    language: Language, text: str, who: str, told: str
) -> None:
    found = [e for e in events(language, text) if e.type == "ASSAULT"]
    assert [([a.name for a in e.actors], e.factuality.label) for e in found] == [([who], told)]


OWN_DEEDS = [
    ("Syrian soldiers bombed the bridge for fear of the rebels.", "Syrian soldiers"),
    ("The Kenyan police killed the gunman for the reward.", "Kenyan police"),
    ("Israeli soldiers arrested the mayor before bombing the bridge.", "Israeli soldiers"),
    ("Rebels surrounded the governor before shelling the port.", "Rebels"),
]


@pytest.mark.parametrize(("text", "who"), OWN_DEEDS)
def test_what_the_subject_does_stays_its_own(language: Language, text: str, who: str) -> None:
    assert {a.name for e in events(language, text) if e.type == "ASSAULT" for a in e.actors} == {who}

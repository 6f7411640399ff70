"""Whose words a quotation inside a quotation is, and who "I" is in it."""

from __future__ import annotations

import pytest

from dateline.language import Language
from tests.coding.texts import LOST, coded, events

WHO = [
    # the inner speaker stands before, behind, with a comma, a colon or nothing
    (
        "\"My cousin told me, 'I shot the sergeant,' and it was true,\" a woman told judges in Accra.",
        "ASSAULT",
        "My cousin",
    ),
    ("“My father said, ‘I killed the policeman,’” a witness told the court in Harare.", "ASSAULT", "My father"),
    (
        "\"'We killed the soldiers,' the rebels said on television,\" the Kenyan defence minister told parliament.",
        "ASSAULT",
        "rebels",
    ),
    ("“‘We attacked the base,’ the militia wrote,” the Iraqi prime minister said.", "ASSAULT", "militia"),
    ("“Hamas said ‘we attacked the base’ and Israel must answer,” the Israeli minister said.", "ASSAULT", "Hamas"),
    ("\"The Taliban told us: 'We have arrested the mayor',\" the Afghan minister said.", "COERCE", "Taliban"),
    pytest.param(
        "“The colonel shouted, ‘I shot the prisoner!’” a Syrian soldier told the tribunal in Koblenz.",
        "ASSAULT",
        "colonel",
    ),
    (
        "\"The guard said 'I beat the prisoner' and laughed,\" a former inmate told a court in Minsk.",
        "ASSAULT",
        "guard",
    ),
    ("“Turkey said, ‘We have released the two Greek soldiers,’” the Greek minister said.", "RETREAT", "Turkey"),
    (
        "\"The general said, 'We bombed the bridge,' and that is true,\" the Ukrainian president said.",
        "ASSAULT",
        "general",
    ),
    ("“The gunman wrote, ‘I killed the judge,’” the Brazilian prosecutor said.", "ASSAULT", "gunman"),
    # single marks outside, double ones inside
    ("‘The rebels said, “We killed the soldiers,” and they did,’ the Malian minister said.", "ASSAULT", "rebels"),
    # the outer speaker is still who he is
    ('"I killed the soldier," a Ugandan rebel told the court in Kampala.', "ASSAULT", "Ugandan rebel"),
    ("\"We attacked the base, and they said, 'Stop,'\" the Iraqi militia said.", "ASSAULT", "Iraqi militia"),
    ("\"Their 'peacekeepers' fled and we arrested them,\" the Georgian minister said.", "COERCE", "Georgian minister"),
]


@pytest.mark.parametrize(("text", "type_", "who"), WHO)
def test_i_and_we_are_the_innermost_speaker(language: Language, text: str, type_: str, who: str) -> None:
    found = [e for e in events(language, text) if e.type == type_]
    assert [[a.name for a in e.actors] for e in found] == [[who]]


NOBODY = [
    "\"He swore, 'I never ordered that raid,' and we all laughed,\" the Kenyan lawmaker said.",
    "“One banner read ‘We will kill you’ and we were afraid,” the French minister said.",
    "\"He answered, 'I have killed the mayor',\" the Turkish lawyer said.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_who_is_not_named_is_not_the_outer_speaker(language: Language, text: str) -> None:
    assert [e.type for e in events(language, text) if e.type == "ASSAULT" and e.actors] == []


def test_the_inner_words_are_a_statement_within_the_outer_one(language: Language) -> None:
    text = "“The ministry told me, ‘We have closed the border,’” the Polish mayor said."
    report, coding = coded(language, text)
    outer, inner = coding.statements
    assert (outer.speaker and outer.speaker.name, inner.speaker and inner.speaker.name) == ("Polish mayor", "ministry")
    assert [c.cut(report.text) for c in inner.content] == ["We have closed the border,"]
    assert (inner.quotation, inner.within) == ("direct", outer.id)


@LOST
def test_who_passes_on_a_denial_does_not_deny(language: Language) -> None:
    text = "“Hamas said, ‘We did not attack the hospital,’ but nobody believed it,” the Israeli minister said."
    (denial,) = events(language, text)
    assert denial.factuality.label == "denied"
    assert [v.speaker.name for v in denial.denied_by] == ["Hamas"]

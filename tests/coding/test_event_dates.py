"""Days counted from other deeds, days that belong to something else, and the date of every row with what it rests on.

All reports are dated Thursday 2024-05-16 where a test does not say otherwise.
"""

from __future__ import annotations

import pytest

from dateline.coding import code
from dateline.language import Language
from dateline.model import Coding, Page, Report
from dateline.reading import read
from tests.coding.texts import LOST

THURSDAY = "2024-05-16"


def coding_of(language: Language, text: str, published: str | None = THURSDAY) -> tuple[Report, Coding]:
    page = Page(text.encode(), media="text/plain", charset="utf-8", given_published=published)
    report = read(page, as_is=True)
    assert isinstance(report, Report)
    return report, code(report, language.parse(report.text, [part.span for part in report.parts]))


def day_of(language: Language, text: str, trigger: str) -> str | None:
    """The value of the day of the one event that a word tells."""
    report, coding = coding_of(language, text)
    found = [e for e in coding.events if e.trigger.cut(report.text) == trigger]
    assert len(found) == 1, [(e.type, e.trigger.cut(report.text)) for e in coding.events]
    return found[0].when.value if found[0].when else None


COUNTED = [
    ("Rebels shelled Mopti the day before the minister visited it on Tuesday.", "shelled", "2024-05-13"),
    ("Three days after rebels attacked Mopti on May 2, the army bombed a camp there.", "bombed", "2024-05-05"),
    (
        "Three days after rebels attacked Mopti on May 2, the army bombed a camp there.",
        "attacked",
        "2024-05-02",
    ),
    ("Hundreds marched in Oslo on Saturday to mark ten years since a gunman attacked a camp.", "attacked", "2014"),
    ("Relatives met in Lima on Tuesday, six years after rebels bombed a bus there.", "bombed", "2018"),
    (
        "Students marched in Oslo on the tenth anniversary of the day that rebels bombed a school.",
        "bombed",
        "2014",
    ),
    ("Police arrested a critic on Monday, five months after the court rejected his appeal.", "rejected", "2023-12"),
    pytest.param("Police shot a protester in Lome on the eve of Friday's summit.", "shot", "2024-05-09", marks=LOST),
    ("Iran attacked a tanker two weeks ago on Friday.", "attacked", "2024-04-26"),
    ("The navy attacked a ship last week on Friday.", "attacked", "2024-05-10"),
    ("The army shelled Mopti from Monday to Wednesday.", "shelled", "2024-05-13/2024-05-15"),
    ("Rebels attacked Mopti on Good Friday.", "attacked", "2024-03-29"),
    ("The army shelled Mopti on May 3-5.", "shelled", "2024-05-03/2024-05-05"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), COUNTED)
def test_a_day_is_counted_from_what_the_words_count_from(
    language: Language, text: str, trigger: str, expected: str
) -> None:
    assert day_of(language, text, trigger) == expected


APART = [
    ("Police arrested a critic on Monday, days after the court rejected his appeal.", "rejected"),
    pytest.param(
        "On Tuesday Chile marked the anniversary of the raid in which soldiers killed 30 miners.", "killed", marks=LOST
    ),
    ("Police arrested the mayor before Friday's vote.", "arrested"),
    ("Police arrested the mayor ahead of Friday's summit.", "arrested"),
    ("France praised the 2015 nuclear deal.", "praised"),
    ("Turkey condemned the 2026 Games committee.", "condemned"),
    ("Police arrested the planners of the 2026 World Cup.", "arrested"),
    ("The army fired on protesters on Bloody Sunday.", "fired"),
    ("Police arrested a man on the day of the theft.", "arrested"),
]


@pytest.mark.parametrize(("text", "trigger"), APART)
def test_the_day_of_something_else_is_not_the_acts(language: Language, text: str, trigger: str) -> None:
    assert day_of(language, text, trigger) is None


SAID = [
    ("The officer who raided the office in 2011 said on Tuesday that he would resign.", "2024-05-14"),
    ("A guard charged with a theft in 2009 told the judge on Monday that he regretted it.", "2024-05-13"),
    (
        "A colonel on trial for killing 12 farmers in 2004 said on Monday that he had obeyed.",
        "2024-05-13",
    ),
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_a_statement_is_not_of_the_day_that_says_who_speaks(language: Language, text: str, expected: str) -> None:
    _, coding = coding_of(language, text)
    assert [s.when.value for s in coding.statements if s.when is not None] == [expected]


DATED = [
    ("Rebels attacked Mopti on Monday.", THURSDAY, "attacked", ("2024-05-13", "text")),
    ("Rebels attacked Mopti last month.", THURSDAY, "attacked", ("2024-04", "text")),
    ("Rebels attacked Mopti.", THURSDAY, "attacked", (THURSDAY, "report")),
    ("Rebels attacked Mopti.", None, "attacked", (None, None)),
    ("Rebels will attack Mopti.", THURSDAY, "attack", (None, None)),
    ("Rebels will attack Mopti on Friday.", THURSDAY, "attack", ("2024-05-17", "text")),
    (
        "Gunmen attacked a bank in Mopti on Monday. Police arrived and shot two rebels dead.",
        THURSDAY,
        "shot",
        ("2024-05-13", "told that day"),
    ),
    (
        "Police arrested a critic on Monday, days after the court rejected his appeal.",
        THURSDAY,
        "rejected",
        (None, None),
    ),
    ("The army tortured prisoners between 1968 and 1986.", THURSDAY, "tortured", (None, None)),
]


@pytest.mark.parametrize(("text", "published", "trigger", "expected"), DATED)
def test_every_row_has_a_date_and_what_it_rests_on(
    language: Language,
    text: str,
    published: str | None,
    trigger: str,
    expected: tuple[str | None, str | None],
) -> None:
    report, coding = coding_of(language, text, published)
    found = [e for e in coding.events if e.trigger.cut(report.text) == trigger]
    assert [(e.event_date, e.event_date_basis) for e in found] == [expected]


def test_a_date_is_never_evidence(language: Language) -> None:
    """What words do not give stays out of `when`, whatever date the row has."""
    _, coding = coding_of(language, "Rebels attacked Mopti.")
    assert [(e.when, e.event_date_basis) for e in coding.events] == [(None, "report")]

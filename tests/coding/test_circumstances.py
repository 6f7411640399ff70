"""When something was said and to whom: (text, words of the time, hearer). The sentences are ours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.coding.statements import find_statements
from dateline.coding.times import find_times
from dateline.language import Parse
from dateline.model import Statement
from tests.coding.test_statements import english, report_of


def said(text: str) -> tuple[Statement, ...]:
    report = replace(report_of(text), anchor="2024-05-15")
    parse = Parse.of(english().parse(text, [part.span for part in report.parts]))
    return find_statements(report, parse, times=find_times(report, parse))


WHEN = [
    ("Olaf Scholz said on Monday that the tanks would come.", "Monday"),
    ("Olaf Scholz said Monday the tanks would come.", "Monday"),
    ("On Monday, Olaf Scholz said the tanks would come.", "Monday"),
    ('"The tanks will come," Olaf Scholz told reporters on Monday.', "Monday"),
    ("Olaf Scholz said in an interview in March that the tanks would come.", "March"),
    ("Olaf Scholz said Monday Norway's tanks were late.", "Monday"),
    ("Olaf Scholz hit back on Monday, telling the paper that the tanks would come.", "Monday"),
    ("Ministers have waited long, and on Monday said that the tanks would come.", "Monday"),
    # times inside the words, or of other things
    ("Olaf Scholz said the tanks would come on Monday.", None),
    ("Olaf Scholz said of the 2021 vote that it was fair.", None),
    ("Olaf Scholz has mentioned tanks often since Monday.", None),
    ("Olaf Scholz has said for years that tanks are no toys.", None),
]


@pytest.mark.parametrize(("text", "words"), WHEN)
def test_when_it_was_said(text: str, words: str | None) -> None:
    when = said(text)[-1].when
    assert (None if when is None else when.span.cut(text)) == words


def test_the_day_is_resolved() -> None:
    when = said("Olaf Scholz said on Monday that the tanks would come.")[0].when
    assert when is not None
    assert when.value == "2024-05-13"


HEARERS = [
    ('"The road is open," Ursula von der Leyen told reporters.', "reporters"),
    ("Ursula von der Leyen said to the ministers that the road was open.", "ministers"),
    ("Ursula von der Leyen said in a letter to parliament that the road was open.", "parliament"),
    ("Speaking to reporters, Ursula von der Leyen said that the road was open.", "reporters"),
    ("Ursula von der Leyen said that the road to Kyiv was open.", None),
]


@pytest.mark.parametrize(("text", "hearer"), HEARERS)
def test_to_whom_it_was_said(text: str, hearer: str | None) -> None:
    addressee = said(text)[0].addressee
    assert (None if addressee is None else addressee.name) == hearer

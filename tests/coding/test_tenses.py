"""Days that the tense of an act rules out, and dates of rows that a time long over rules out.

All reports are dated Thursday 2024-05-16.
"""

from __future__ import annotations

import pytest

from dateline.coding import code
from dateline.language import Language
from dateline.model import Event, Page, Report
from dateline.reading import read
from tests.coding.texts import LOST

THURSDAY = "2024-05-16"


def event_of(language: Language, text: str, trigger: str) -> Event:
    """The one event that a word tells."""
    report = read(Page(text.encode(), media="text/plain", charset="utf-8", given_published=THURSDAY), as_is=True)
    assert isinstance(report, Report)
    events = code(report, language.parse(report.text, [part.span for part in report.parts])).events
    (found,) = [e for e in events if e.trigger.cut(report.text) == trigger]
    return found


DAYS = [
    # What is told in the present tense of news is of no day long past.
    ("A court in Accra convicts a former minister of the murder of a rival in 2012.", "convicts", None),
    ("The president visits Oslo to apologise for the killing of protesters on 13 April 1999.", "apologise", None),
    ("Police arrest two men in connection with the May 3 attack on a mosque in Lyon.", "arrest", None),
    ("Police arrest two men in Lyon on Wednesday.", "arrest", "2024-05-15"),
    # What has happened is of no day to come, but where the words say that it takes effect then.
    ("The minister cancels his visit to Oslo in June.", "cancels", None),
    ("Kenya bans rallies in Nairobi from Monday.", "bans", "2024-05-20"),
    ("Kenya imposed a curfew on Nairobi until Monday.", "imposed", None),
    # Counted from a Sunday to come: no day rather than a false one.
    ("The army shelled Mopti on the eve of the vote on Sunday.", "shelled", None),
    # A bare weekday is put on the side of the report where the act lies.
    ("Rebels shelled Mopti late on Sunday night.", "shelled", "2024-05-12TNI"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), DAYS)
def test_a_day_fits_how_the_act_is_told(language: Language, text: str, trigger: str, expected: str | None) -> None:
    when = event_of(language, text, trigger).when
    assert (when.value if when else None) == expected


DATES = [
    # Beside words of an old time the report's own day would be a guess.
    ("Farmers asked the government to protect the river, which they had fished since 1990.", "asked", "2024-05-16"),
    pytest.param("The two groups that asked the minister for help were founded in 2014.", "asked", None, marks=LOST),
    ("Norway expels a diplomat who arrived in 2014.", "expels", "2024-05-16"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), DATES)
def test_a_row_has_the_reports_date_only_where_nothing_older_is_told(
    language: Language, text: str, trigger: str, expected: str | None
) -> None:
    event = event_of(language, text, trigger)
    assert event.when is None
    assert event.event_date == expected

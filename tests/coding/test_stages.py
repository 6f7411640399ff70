"""The order of the stages: meetings are one before anything is set there, and deeds are held apart by the days that
they have from them."""

from __future__ import annotations

import pytest

from dateline.language import Language
from tests.coding.texts import events

Rows = tuple[tuple[str, str | None, int], ...]
"""(type, day, mentions) of each record of one type, in the order of the text; written on Friday, 15 September 2023."""

DEEDS = [
    # Praise at two talks is two.
    ("Putin met Lukashenko on Monday. Putin met Erdogan on Wednesday. Putin praised Iran at the talks with Lukashenko. "
     "Putin praised Iran at the talks with Erdogan.",
     "SUPPORT", (("SUPPORT", "2023-09-11", 1), ("SUPPORT", "2023-09-13", 1))),
    ("Macron met Scholz on Monday. Macron met Sunak on Wednesday. Macron criticised Hungary during the meeting with "
     "Scholz. Macron criticised Hungary during the meeting with Sunak.",
     "ACCUSE", (("ACCUSE", "2023-09-11", 1), ("ACCUSE", "2023-09-13", 1))),
    ("Modi held talks with Biden in Washington on Tuesday. Modi held talks with Trudeau in Ottawa on Thursday. At the "
     "talks with Biden, Modi condemned Pakistan. At the talks with Trudeau, Modi condemned Pakistan.",
     "ACCUSE", (("ACCUSE", "2023-09-12", 1), ("ACCUSE", "2023-09-14", 1))),
    ("Macron met Scholz in Berlin on Monday. Macron met Sunak in London on Wednesday. During the meeting with Scholz, "
     "Macron urged Hungary to lift its veto. During the meeting with Sunak, Macron urged Hungary to lift its veto.",
     "REQUEST", (("REQUEST", "2023-09-11", 1), ("REQUEST", "2023-09-13", 1))),
    # Praise at one of them, told twice, is one.
    ("Putin met Lukashenko on Monday. Putin praised Iran at the talks with Lukashenko. Putin praised Iran during the "
     "talks with Lukashenko.",
     "SUPPORT", (("SUPPORT", "2023-09-11", 2),)),
    # The meeting itself is one, with the words of what was said there among its mentions.
    pytest.param("Putin met Lukashenko on Monday. Putin praised Iran at the talks with Lukashenko.",
     "CONSULT", (("CONSULT", "2023-09-11", 2),)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "type_", "rows"), DEEDS)
def test_deeds_are_told_apart_by_the_days_of_their_meetings(
    language: Language, text: str, type_: str, rows: Rows
) -> None:
    found = [e for e in events(language, text) if e.type == type_]
    assert tuple((e.type, e.when.value if e.when else None, len(e.mentions)) for e in found) == rows

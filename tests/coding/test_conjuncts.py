"""Who is coordinated with whom, and what stands between them and is nobody."""

from __future__ import annotations

import pytest

from dateline.language import Language
from dateline.language.syntax.noun_phrases import conjuncts
from dateline.model import Span

MEMBERS = [
    # (text, the first words of its members)
    (
        "The SPD named Angela Merkel, 52, Olaf Scholz, 44, and Robert Habeck, 41, as its guests.",
        ("Angela", "Olaf", "Robert"),
    ),
    ("The SPD named Angela Merkel, Olaf Scholz and Robert Habeck as its guests.", ("Angela", "Olaf", "Robert")),
    ("Police counted 52, 44 and 41 of them.", ("52", "44", "41")),
]


@pytest.mark.parametrize(("text", "members"), MEMBERS)
def test_an_age_is_no_member(language: Language, text: str, members: tuple[str, ...]) -> None:
    doc = language.read(text, [Span(0, len(text))])
    first = next(i for i in range(len(doc)) if doc[i].text == members[0])
    assert tuple(doc[i].text for i in conjuncts(doc, first)) == members

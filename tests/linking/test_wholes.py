"""Numbers of one whole, a toll or a strength, in sentences that share little; and what only looks so."""

from __future__ import annotations

import pytest

from dateline.linking.contradictions import contradictions
from dateline.model import Coded, Coding, Part, Report, Span


def told(name: str, text: str) -> Coded:
    """A report of one paragraph."""
    return Coded(Report(name, text, (Part("paragraph", Span(0, len(text))),)), Coding(name))


def found_in(ours: str, theirs: str) -> list[tuple[str, set[str]]]:
    """What the two texts put against each other: the thing, and the words of both."""
    found = contradictions([told("A", ours), told("B", theirs)], {"A": "l1", "B": "l2"})
    return [(one.thing, {one.a.words, one.b.words}) for one in found]


FERRY = "A ferry sank off Lindau in a storm on Friday. Divers say that 50 people were injured."


@pytest.mark.parametrize(
    ("ours", "theirs", "thing", "words"),
    [
        (
            FERRY,
            "The storm off Lindau sank a ferry. Two boats came too late. It injured 80, the harbour master said.",
            "people injured",
            {"50 people", "80"},
        ),
        (
            FERRY,
            "The storm off Lindau sank a ferry. In the clinic about 70 were hurt and bandaged.",
            "people injured",
            {"50 people", "about 70 were hurt"},
        ),
        (
            "A quake of magnitude 5.9 shook the harbour of Lindau. People left the quays.",
            "A quake shook Lindau and its harbour. The institute gives 6.1 in magnitude.",
            "magnitude",
            {"magnitude 5.9", "6.1 in magnitude"},
        ),
        (
            "A quake shook the harbour of Lindau. Three strong aftershocks were felt.",
            "A quake shook Lindau and its harbour. It was followed by at least five aftershocks.",
            "aftershocks",
            {"Three strong aftershocks", "at least five aftershocks"},
        ),
        (
            "The council of Lindau kept its head, who won the vote 134-63 on Friday.",
            "The head of the council of Lindau survived a vote on Friday, 140 to 57 votes.",
            "votes of the larger side",
            {"vote 134-63", "vote on Friday, 140 to 57"},
        ),
        (
            "The quake shook Lindau, an island with a population of 120,000.",
            "The quake shook the island of Lindau, home to more than 200,000 people.",
            "inhabitants",
            {"120,000", "more than 200,000"},
        ),
    ],
)
def test_opposite(ours: str, theirs: str, thing: str, words: set[str]) -> None:
    assert (thing, words) in found_in(ours, theirs)


def test_two_chambers_have_two_votes() -> None:
    ours = "The Seehaus of Lindau voted 134-63 to keep the old harbour law."
    assert found_in(ours, "The Bergrat of Lindau voted 140-57 to keep the old harbour law.") == []
    assert len(found_in(ours, "The Seehaus of Lindau voted 140-57 to keep the old harbour law.")) == 2


@pytest.mark.parametrize(
    "theirs",
    [
        "The storm off Lindau sank a ferry. It injured at least 40, the harbour master said.",
        "The storm off Lindau sank a ferry. It injured 80, others say 50 were injured.",
        "The storm off Lindau sank a ferry. In all storms since last year 80 were injured.",
        "The storm off Lindau sank a ferry. In 2019 a storm injured 80.",
        "The storm off Lindau sank a ferry. Of the crew 20 of the 30 people were injured.",
        "The storm off Lindau sank a ferry. It injured 400, the harbour master said.",
        "Farmers of the north voted for a strike. Police injured 80, they say.",
    ],
    ids=["finer", "both", "over a time", "another year", "a part", "too much else", "another matter"],
)
def test_none(theirs: str) -> None:
    assert [thing for thing, _ in found_in(FERRY, theirs) if thing == "people injured"] == []

"""Whom the reports of one happening name: told by the cast of their story, not by words that two names share."""

from __future__ import annotations

import pytest

from dateline.linking.accounts import fields_of
from dateline.linking.casts import Cast
from dateline.linking.tellings import tellings
from dateline.model import Actor, Coded, Coding, Entity, Event, Factuality, Field, Published, Report, Span

_HERE = Span(0, 1)
_TEXTS = (
    "{} called for talks about the herring quota of the northern ports.",
    "Talks over the herring quota in the ports of the north are what {} called for.",
)


def _coded(name: str, actor: Actor, kind: str) -> Coded:
    text = _TEXTS[name == "b"].format(actor.name)
    entities = (Entity("1", actor.name, kind, (_HERE,)),) if kind else ()  # type: ignore[arg-type]
    event = Event("e", "CONSULT", Span(0, len(text)), _HERE, Factuality("happened", 3.0), actors=(actor,))
    report = Report(name, text, (), published=Published(value="2024-05-14"))
    return Coded(report, Coding(name, entities=entities, events=(event,)))


def _who(one: tuple[str, str | None, str], other: tuple[str, str | None, str]) -> Field:
    """The field of who did it, where two sources name these: name, state, kind of entity ("" where words describe)."""
    coded = [
        _coded(report, Actor(name, _HERE, entity="1" if kind else None, country=country), kind)
        for report, (name, country, kind) in (("a", one), ("b", other))
    ]
    return fields_of(tellings(coded, {}), Cast(coded))[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Guinea", "GIN", "place"), ("Equatorial Guinea", "GNQ", "place")),
        (("Kari Berg", "NOR", "person"), ("Nils Berg", "NOR", "person")),
        (("Coast Directorate", "NOR", "organisation"), ("Fisheries Agency", "ISL", "organisation")),
    ],
    ids=["two states", "two of one family", "bodies of two states"],
)
def test_two_parties_differ(one: tuple[str, str | None, str], other: tuple[str, str | None, str]) -> None:
    who = _who(one, other)
    assert who.verdict == "differ"
    assert {account.value for account in who.accounts} == {one[0], other[0]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("the department", "USA", ""), ("the Defence Department", "USA", "organisation")),
        (("the minister", "NOR", ""), ("Kari Berg", "NOR", "person")),
        (("a visitor", None, ""), ("Kari Berg", "NOR", "person")),
        (("Coast Directorate", "NOR", "organisation"), ("Fisheries Agency", "NOR", "organisation")),
        (("Norway", "NOR", "place"), ("Fisheries Agency", "NOR", "organisation")),
        (("Kari Berg", "NOR", "person"), ("Nils Dahl", "NOR", "person")),
        (("Arne Dahl Jr.", "NOR", "person"), ("Nils Berg Jr.", "NOR", "person")),
    ],
)
def test_who_may_be_one_or_a_part_of_the_other_is_no_contradiction(
    one: tuple[str, str | None, str], other: tuple[str, str | None, str]
) -> None:
    who = _who(one, other)
    assert who.verdict == "agree"
    assert {account.value for account in who.accounts} == {one[0], other[0]}


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        (("Kari Berg", "NOR", "person"), ("Berg", "NOR", "person"), "Kari Berg"),
        (("Norway", "NOR", "place"), ("Oslo", "NOR", "place"), "Norway"),
    ],
)
def test_one_party_has_one_name(
    one: tuple[str, str | None, str], other: tuple[str, str | None, str], shown: str
) -> None:
    who = _who(one, other)
    assert who.verdict == "agree"
    assert [account.value for account in who.accounts] == [shown]

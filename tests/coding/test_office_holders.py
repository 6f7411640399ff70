"""Who is taken for an office holder by the name, and who only bears it. The sentences are ours, the offices facts."""

from __future__ import annotations

import pytest

from dateline.coding.actors import Actors
from dateline.language.pipeline import Language

from .texts import coded

OTHERS = [
    ("The Sun reported on Monday that a minister had resigned.", "Sun Chunlan"),
    ("A reporter for The Times asked about the strike, The Mirror said.", "Minister"),
    ("Nurse Rishi Sunak told the inquest that the ward was full.", "Prime Minister"),
    ("Sheriff Mike Johnson arrested two men in Ohio on Monday.", "Speaker of the House"),
    ("Rishi Sunak, a baker in Leeds, said the oven had failed.", "Prime Minister"),
    ("Rishi Sunak, a teenager from Leeds, said the bus was late.", "Prime Minister"),
    ("Goalkeeper Emmanuel Macron said the match was hard.", "President"),
    ("Rishi Sunak Jr. said the shop was closed.", "Prime Minister"),
    ("Emmanuel Macron Petersen said the shop was closed.", "President"),
    ("Coach Starmer said the team had played well.", "Leader of the Opposition"),
    ("Plumber Sanchez said the pipe had burst.", "Prime Minister"),
    ("Sanchez told the club that the pitch was wet.", "Prime Minister"),  # no word of Spain
    ("Macron, 14, was hit by a car in Ohio and died.", "President"),
    ("Inspector Karen Lula arrested a man in Leeds on Monday.", "President"),
    ("Qiang said the rice was late.", "Premier"),
]


@pytest.mark.parametrize(("text", "office"), OTHERS)
def test_a_namesake_holds_no_office(language: Language, text: str, office: str) -> None:
    coding = coded(language, text)[1]
    who = [s.speaker for s in coding.statements] + [a for e in coding.events for a in (*e.actors, *e.recipients)]
    assert not [a for a in who if a is not None and (a.office or "").startswith(office)], who


HOLDERS = [
    ("Rishi Sunak said the budget would pass.", "Rishi Sunak"),
    ("Spain closed a port. Sanchez said the strike would end.", "Pedro Sánchez"),
    ("Macron condemned the attack.", "Emmanuel Macron"),
    ("Prime Minister Sunak, a former analyst, said the budget would pass.", "Rishi Sunak"),
    ("President Emmanuel Macron, a father and husband, said the vote was fair.", "Emmanuel Macron"),
]


@pytest.mark.parametrize(("text", "name"), HOLDERS)
def test_an_office_holder_is_known(language: Language, text: str, name: str) -> None:
    assert name in [s.speaker.name for s in coded(language, text)[1].statements if s.speaker and s.speaker.office]


def test_a_paper_is_told_by_its_article() -> None:
    tables = Actors.load()
    assert tables.resolve("The Sun").sectors == ("JRN",)
    assert tables.resolve("The Sun").country == "GBR"
    assert tables.resolve("The Sun Bowl").sectors == ()

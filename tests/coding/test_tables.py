"""The tables of facts, and how names are compared in them."""

from __future__ import annotations

from importlib.resources import files

import pytest

from dateline.coding.actors.people import Tenure, close_tenures
from dateline.coding.name_keys import key_of, sound_of, words
from dateline.coding.tables import fold_spelling, table

NAMES = (
    "countries territories seats organisations people offices roles agents holders features regions counties"
    " country_points"
)


@pytest.mark.parametrize("name", NAMES.split())
def test_every_table_can_be_read(name: str) -> None:
    assert sum(1 for _ in table(name)) > 20


def test_what_the_header_of_a_lexicon_says_stands_at_its_top() -> None:
    tables = [path for path in (files("dateline.coding") / "lexicon").iterdir() if path.name.endswith(".tsv")]
    assert len(tables) > 8
    for path in tables:
        lines = [line for line in path.read_text("utf-8").splitlines() if line]
        top = next(n for n, line in enumerate(lines) if not line.startswith("#"))
        assert top > 1 and not any(line.startswith("#") for line in lines[top:]), path.name


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The U.S.", "us"),
        ("Côte d'Ivoire", "cote divoire"),
        ("Åland", "aland"),
        ("Łódź", "lodz"),
        ("al-Assad", "al assad"),
    ],
)
def test_keys(name: str, key: str) -> None:
    assert key_of(name) == key and fold_spelling(name).islower()


def test_transliterations_sound_alike() -> None:
    assert sound_of(key_of("Sergei Lavrov")) == sound_of(key_of("Sergey Lavrov"))
    assert sound_of(key_of("Moammar Qaddafi")) == sound_of(key_of("Moammar Kaddafi"))
    assert sound_of(key_of("Angela Merkel")) != sound_of(key_of("Angela Markel"))


def test_possessives_and_hyphens() -> None:
    first, second, third = words("Norway's US-led")
    assert (first.key, first.possessive, second.key, third.hyphened) == ("norway", True, "us", True)


def test_a_successor_closes_an_open_tenure() -> None:
    first = Tenure("President", "NOR", "GOV", 0, "2010-01-01", "")
    second = Tenure("President", "NOR", "GOV", 0, "2015-01-01", "")
    assert [t.end for t in close_tenures([("Q1", first), ("Q2", second)])] == ["2015-01-01", ""]
    assert [t.end for t in close_tenures([("Q1", first), ("Q1", second)])] == ["", ""]

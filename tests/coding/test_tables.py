"""Tables: reading them, and what the builders make of their sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.coding.actors.people import Tenure, succeeded
from dateline.coding.actors.words import key_of, sound_of, words
from dateline.coding.tables import bare, rows, table
from dateline.coding.tables.build_holders import agent_lines, merged, sound


def test_a_row_with_a_field_too_few_is_named(tmp_path: Path) -> None:
    path = tmp_path / "small.tsv"
    path.write_text("# a remark\nname\tcountry\nOslo\tNOR\nBergen\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"small\.tsv, line 4"):
        list(rows(path))


NAMES = (
    "countries territories seats organisations people offices roles agents holders features regions counties"
    " country_points"
)


@pytest.mark.parametrize("name", NAMES.split())
def test_every_table_can_be_read(name: str) -> None:
    assert sum(1 for _ in table(name)) > 20


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
    assert key_of(name) == key and bare(name).islower()


def test_transliterations_sound_alike() -> None:
    assert sound_of(key_of("Sergei Lavrov")) == sound_of(key_of("Sergey Lavrov"))
    assert sound_of(key_of("Moammar Qaddafi")) == sound_of(key_of("Moammar Kaddafi"))
    assert sound_of(key_of("Angela Merkel")) != sound_of(key_of("Angela Markel"))


def test_possessives_and_hyphens() -> None:
    first, second, third = words("Norway's US-led")
    assert (first.key, first.possessive, second.key, third.hyphened) == ("norway", True, "us", True)


def test_tenures_that_cannot_be_are_left_out() -> None:
    assert sound(("Ann", "Q1", "NOR", "Minister", "2001-02-03", "2004"))
    assert not sound(("Ann", "Q1", "NOR", "Minister", "2004-02-03", "2001"))
    assert not sound(("Q17", "Q17", "NOR", "Minister", "2004", ""))
    assert not sound(("Ann", "Q1", "NOR", "Minister", "soon", ""))
    assert (
        merged([("Ann", "Q1", "NOR", "Minister", "1950", "1955"), ("Bea", "Q2", "NOR", "Minister", "1971", "")]) == []
    )


def test_a_successor_closes_an_open_tenure() -> None:
    first = Tenure("President", "NOR", "GOV", 0, "2010-01-01", "")
    second = Tenure("President", "NOR", "GOV", 0, "2015-01-01", "")
    assert [t.end for t in succeeded([("Q1", first), ("Q2", second)])] == ["2015-01-01", ""]
    assert [t.end for t in succeeded([("Q1", first), ("Q1", second)])] == ["", ""]


def test_agents_are_mapped_to_plover() -> None:
    text = "!PERSON! = MAN, WOMAN\nPRESS!PERSON! [~MED]\nSURGEON [~HLH]\nAID_GROUP [~DEV]\n"
    found = dict(agent_lines(text))
    assert found["pressman"] == "JRN" and found["surgeon"] == "MED" and "aid group" not in found

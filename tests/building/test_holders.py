"""What the builder of office holders and agents makes of its sources."""

from __future__ import annotations

from building.holders import agent_lines, merged, sound


def test_tenures_that_cannot_be_are_left_out() -> None:
    assert sound(("Ann", "Q1", "NOR", "Minister", "2001-02-03", "2004"))
    assert not sound(("Ann", "Q1", "NOR", "Minister", "2004-02-03", "2001"))
    assert not sound(("Q17", "Q17", "NOR", "Minister", "2004", ""))
    assert not sound(("Ann", "Q1", "NOR", "Minister", "soon", ""))
    assert (
        merged([("Ann", "Q1", "NOR", "Minister", "1950", "1955"), ("Bea", "Q2", "NOR", "Minister", "1971", "")]) == []
    )


def test_agents_are_mapped_to_plover() -> None:
    text = "!PERSON! = MAN, WOMAN\nPRESS!PERSON! [~MED]\nSURGEON [~HLH]\nAID_GROUP [~DEV]\n"
    found = dict(agent_lines(text))
    assert found["pressman"] == "JRN" and found["surgeon"] == "MED" and "aid group" not in found

"""The line of a search is read as it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.serving.asking import FACETS, Asked, Facet, read, read_days


@pytest.mark.parametrize(
    ("line", "words", "facets"),
    [
        ("", "", ()),
        ("grain talks", "grain talks", ()),
        ('"grain talks" May', '"grain talks" May', ()),
        ("told:denied", "", (("told", "denied"),)),
        ('talks actor:"Ada Holm" type:CONSULT', "talks", (("actor", "Ada Holm"), ("type", "CONSULT"))),
        ("day:2023-09 sure:.8", "", (("day", "2023-09"), ("sure", ".8"))),
        ("day:2023-09-01..2023-09-15", "", (("day", "2023-09-01..2023-09-15"),)),
        ("day:..2023", "", (("day", "..2023"),)),
        ("told:denied told:denied", "", (("told", "denied"),)),
        ("note:this 12:30", "note:this 12:30", ()),
        ('actor:"unclosed name', 'actor:"unclosed name', ()),
    ],
)
def test_a_line_is_words_and_facets(line: str, words: str, facets: tuple[tuple[str, str], ...]) -> None:
    asked = read(line)
    assert asked.words == words
    assert tuple((one.name, one.value) for one in asked.facets) == facets
    assert asked.remarks == ()


@pytest.mark.parametrize("line", ["day:friday", "day:2023-9", "sure:2", "sure:much", 'actor:""'])
def test_what_is_not_understood_is_said_and_not_asked(line: str) -> None:
    asked = read(line)
    assert asked.facets == () and len(asked.remarks) == 1


def test_too_many_facets_are_left_out() -> None:
    asked = read(" ".join(f"told:a{n}" for n in range(20)))
    assert len(asked.facets) == 12 and len(asked.remarks) == 8


@given(st.sampled_from([name for name in FACETS if name not in ("day", "sure")]), st.text(min_size=1))
def test_a_facet_that_is_added_is_read_again(name: str, value: str) -> None:
    added = Asked("grain").with_(name, value)
    kept = value.replace('"', "")
    found = read(added.line)
    assert found.facets == ((Facet(name, kept),) if kept.strip() else ())
    assert added.without(added.facets[0]) == Asked("grain")


@given(st.text())
def test_no_line_is_too_strange(line: str) -> None:
    assert isinstance(read(read(line).line), Asked)


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2023-09", ("2023-09", "2023-09")),
        ("2023-09-01..", ("2023-09-01", "")),
        ("..2023", ("", "2023")),
        ("x", ("", "")),
    ],
)
def test_days_have_two_ends(value: str, days: tuple[str, str]) -> None:
    assert read_days(value) == days

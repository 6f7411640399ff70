"""Which reports are one text, who wrote it, and that chains of borrowed passages do not join texts."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.linking import agencies, find_text_reuse, lineages
from dateline.model import Lineage, Report, TextReuse

from .finland_texts import ELSEWHERE, OWN, QUOTING, WIRE, everything, report


def _lineages(reports: list[Report]) -> tuple[Lineage, ...]:
    return lineages(reports, find_text_reuse(reports))


def test_copies_and_updates_are_one_lineage_and_borrowings_are_not() -> None:
    groups = {line.reports for line in _lineages(everything())}
    assert groups == {("a-wire", "b-trimmed", "c-updated"), ("d-quoting",), ("e-own",), ("f-elsewhere",)}


def test_the_writer_comes_from_any_member() -> None:
    line = next(line for line in _lineages(everything()) if len(line.reports) > 1)
    assert (line.agency, line.shown_by, line.first) == ("AP", "a-wire", "a-wire")
    assert line.outlets == ("Harbour Post", "Kestrel Bay News", "Ridge Valley Star")


def test_an_uncredited_copy_gets_the_credit_of_its_lineage() -> None:
    reports = everything()
    found = agencies(reports, _lineages(reports))
    assert {name: (credit.name, credit.how) for name, credit in found.items()} == {
        "a-wire": ("AP", "dateline"),
        "b-trimmed": ("AP", "copies"),
        "c-updated": ("AP", "copies"),
    }


def test_the_writer_s_own_page_is_no_reprint() -> None:
    reports = [report("a", WIRE, agency="AFP"), report("b", WIRE, outlet="AFP.com"), report("c", WIRE, outlet="Star")]
    assert set(agencies(reports, _lineages(reports))) == {"a", "c"}


def test_a_copy_on_the_writer_s_site_shows_the_writer_where_nobody_credits() -> None:
    reports = [report("a", WIRE, outlet="Ridge Valley Star"), report("b", WIRE, outlet="latimes.com")]
    found = agencies(reports, _lineages(reports))
    assert {name: (credit.name, credit.words) for name, credit in found.items()} == {
        "a": ("Los Angeles Times", "latimes.com")
    }


def test_without_any_credit_the_outlet_that_printed_it_days_before_is_the_writer() -> None:
    first = report("b", WIRE, outlet="Kestrel Bay News", day="2023-04-04")
    later = report("a", WIRE, outlet="Ridge Valley Star", day="2023-04-06")
    undated = report("c", WIRE, outlet="Saltmarsh")
    assert {name: credit.name for name, credit in agencies([first, later], _lineages([first, later])).items()} == {
        "a": "Kestrel Bay News"
    }
    assert agencies([first, undated], _lineages([first, undated])) == {}


def test_a_page_that_borrows_from_two_texts_does_not_join_them() -> None:
    mixed = (*WIRE[:2], *OWN, *QUOTING)
    reports = [report("a", WIRE), report("b", (*OWN, *QUOTING, *ELSEWHERE)), report("m", mixed)]
    groups = [line.reports for line in _lineages(reports)]
    assert not any({"a", "b"} <= set(group) for group in groups)


def test_a_chain_of_weak_updates_stays_apart() -> None:
    names = [f"r{number}" for number in range(12)]
    reports = [report(name, WIRE) for name in names]
    chain = [TextReuse(a, b, "update", 0.35, 0.35) for a, b in pairwise(names)]
    assert max(len(line.reports) for line in lineages(reports, chain)) < 8


@settings(max_examples=20, deadline=None)
@given(st.permutations(everything()))
def test_order_changes_nothing(reports: list[Report]) -> None:
    assert _lineages(reports) == _lineages(everything())

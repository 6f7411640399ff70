"""Which places a map shows as sure: (what a story's reports name, what is said against one of them)."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, insert

from dateline.recording import metadata, schema
from dateline.serving.whereabouts import of_reports, of_story

ONLY, SAID, GUESS = "the only place of that name", "the text says what it lies in", "the likeliest city of 6 places"
ATHENS = ("Athens", "GRC", "capital", 0.99, ONLY)
PIRAEUS = ("Piraeus", "GRC", "city", 0.97, ONLY)
GREECE = ("Greece", "GRC", "country", 0.99, ONLY)
STATES = ("United States", "USA", "country", 0.99, ONLY)
BUILDING = ("Parthenon", "USA", "city", 0.7, ONLY)
"""(name, state, feature, probability, reason), as a report names it. There is a hamlet of the last name in Arkansas."""


def doubts(*reports: list[tuple[str, str, str, float, str]]) -> dict[str, str]:
    """What is said against every place of a story with these reports."""
    rows = list(dict.fromkeys(place for report in reports for place in report))
    with create_engine("sqlite://").connect() as connection:
        metadata.create_all(connection)
        for number, (name, country, feature, _, how) in enumerate(rows, 1):
            place = {"number": number, "name": name, "country": country, "feature": feature}
            connection.execute(insert(schema.locations), place)
            connection.execute(insert(schema.reasons), {"number": number, "reason": how})
        named = [
            {"report": at, "ordinal": n, "location": place, "confidence": one[3], "how": place}
            for at, report in enumerate(reports, 1)
            for n, one in enumerate(report)
            for place in (rows.index(one) + 1,)
        ]
        connection.execute(insert(schema.places), named)
        known = of_story(connection, range(1, len(reports) + 1))
        each = of_reports(connection, {number: list(range(1, len(reports) + 1)) for number in known})
        assert {number: one.doubt for number, one in each.items()} == {n: one.doubt for n, one in known.items()}
        return {rows[number - 1][0]: one.doubt for number, one in known.items()}


@pytest.mark.parametrize(
    ("reports", "place", "doubt"),
    [
        ([[ATHENS, PIRAEUS, GREECE, BUILDING]], "Parthenon", "in United States, and the places around it in Greece"),
        ([[ATHENS, PIRAEUS, GREECE, BUILDING], [ATHENS, GREECE, STATES]], "Parthenon", "around it in Greece"),
        ([[STATES, BUILDING], [STATES, BUILDING]], "Parthenon", ""),
        ([[BUILDING]], "Parthenon", ""),
        ([[ATHENS, GREECE, (*BUILDING[:4], SAID)]], "Parthenon", ""),
        ([[ATHENS, GREECE, (*BUILDING[:3], 0.99, ONLY)]], "Parthenon", ""),
        ([[ATHENS, GREECE, ("Meridian", "USA", "city", 0.53, GUESS)]], "Meridian", f"a guess: {GUESS}"),
        ([[ATHENS, PIRAEUS, BUILDING]], "Athens", ""),
        ([[ATHENS, PIRAEUS, STATES]], "United States", ""),
    ],
)  # fmt: skip
def test_what_speaks_against_a_place(
    reports: list[list[tuple[str, str, str, float, str]]], place: str, doubt: str
) -> None:
    found = doubts(*reports)[place]
    assert doubt in found and bool(doubt) == bool(found)

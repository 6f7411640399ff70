"""Rows of pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.exporting.page_rows import ReportRow, read_report

from .made_story import coded, made_reports


@pytest.mark.parametrize(
    ("address", "canonical", "expected"),
    [
        ("https://quay.example/1", "https://quay.example/real", "https://quay.example/1"),
        (None, "https://quay.example/real", "https://quay.example/real"),
        (None, None, None),
    ],
)
def test_the_column_address_holds_the_link_wherever_there_is_one(
    address: str | None, canonical: str | None, expected: str | None
) -> None:
    one = coded(replace(made_reports()[0], address=address, canonical=canonical))
    assert read_report(ReportRow(one))["address"] == expected

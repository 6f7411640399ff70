"""When to ask again."""

from __future__ import annotations

import pytest

from dateline.watching.schedule import back_off, retry_after


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", 120),
        (" 5 ", 5),
        ("99999999999999999999", 86_400),
        ("Thu, 01 Jan 1970 00:20:00 GMT", 200),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400),
        ("-3", 0),
        ("soon", 0),
        ("", 0),
        (None, 0),
    ],
)
def test_retry_after(value: str | None, expected: float) -> None:
    assert retry_after(value, 1_000) == expected


@pytest.mark.parametrize(
    ("failures", "asked", "expected"), [(1, 0, 60), (2, 0, 120), (5, 0, 960), (5, 3_600, 3_600), (99, 0, 86_400)]
)
def test_back_off(failures: int, asked: float, expected: float) -> None:
    assert back_off(failures, asked) == expected

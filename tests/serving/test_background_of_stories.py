"""What was more than a month before a story stands behind its news."""

import pytest

from dateline.serving.pages.story import is_long_before


@pytest.mark.parametrize(
    ("day", "earliest", "before"),
    [
        ("2023-07-01", "2023-09-15", True),
        ("2023-09-01", "2023-09-15", False),
        ("2022", "2023-09-15", True),
        ("2023", "2023-09-15", False),
        # a report that is known to the month or to the year, and days that no calendar has
        ("2023-07-01", "2023-09", True),
        ("2021-07", "2023", True),
        ("2023-07-01", "no day at all", False),
        ("no day at all", "2023-09-15", False),
        ("2023-07-01", None, False),
    ],
)
def test_background_is_long_before_the_first_report(day: str, earliest: str | None, before: bool) -> None:
    assert is_long_before(day, earliest) is before

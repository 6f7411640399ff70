"""What a record offers of the floor above it when a user asks the record itself: a table (see `model/offers.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pandas import DataFrame

    from dateline.recording.record import Record


class RecordOffers:
    """What a record shows of itself."""

    def to_dataframe(self, table: str = "happenings", *, sure: float = 0.0, short: bool = False) -> DataFrame:
        """As a table of pandas: "happenings", "events", "statements" and the other tables of `dateline export --table`.

        Raises UsageError where pandas is not installed, no such table is, or the record must be linked first.
        """
        from dateline.exporting.frames import to_dataframe

        return to_dataframe(cast("Record", self), table, sure=sure, short=short)

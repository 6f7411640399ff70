"""What a value offers of the floors above it when a user asks the value itself: a notebook's picture, a table.

The nouns stand on the ground floor and know no other. A notebook asks the value, though, and so does whoever types a
dot; these two classes send the question up, and they are the only door that leads there (pyproject.toml names it).
Nothing is loaded before it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from pandas import DataFrame

    from dateline.model.codings import Coding
    from dateline.model.reports import Report


class ReportOffers:
    """What a report shows of itself."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """As a notebook shows it: the text, with what the masthead was read from."""
        from dateline.exporting import marked

        return marked.fragment(cast("Report", self))


class CodingOffers:
    """What a coding shows of itself, where its report is at hand."""

    __slots__ = ()

    def _repr_html_(self) -> str | None:
        """As a notebook shows it: the text with its spans marked; without its report, nothing but its repr."""
        from dateline.exporting import marked

        coding: Any = self
        return marked.fragment(coding.source, coding) if coding.has_source else None

    def to_dataframe(self, table: str = "events") -> DataFrame:
        """As a table of pandas, with the columns of `dateline export --table` (docs/python.md).

        Raises ValueError where the report is not at hand, UsageError where pandas is not installed or no such table is.
        """
        from dateline.exporting.frames import to_dataframe

        return to_dataframe(cast("Coding", self), table)

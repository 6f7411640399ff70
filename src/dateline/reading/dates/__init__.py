"""Dates (publication dating): the witnesses to a page's day, what speaks against them, and which one is believed."""

from dateline.reading.dates.post_days import complete_days
from dateline.reading.dates.publication import find_publication_date

__all__ = ["complete_days", "find_publication_date"]

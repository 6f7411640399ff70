"""Dates (publication dating): the witnesses to a page's day, what speaks against them, and which one is believed."""

from dateline.reading.dates.publication import find_publication_date

__all__ = ["find_publication_date"]

"""Reading: one page in, one Report or one Skipped out. No network; never raises on bad input."""

from dateline.reading.read import read
from dateline.reading.sources import pages

__all__ = ["pages", "read"]

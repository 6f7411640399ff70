"""Reading: one page in, one Report or one Skipped out. No network; never raises on bad input."""

from dateline.reading.containers import pages
from dateline.reading.read import NO_MEMORY, read

__all__ = ["NO_MEMORY", "pages", "read"]

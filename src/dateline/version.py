"""Which Dateline this is. It stands below all floors, so that a record can say who made it."""

from importlib.metadata import version

__version__ = version("dateline")

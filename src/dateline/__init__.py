"""Dateline reads news pages and keeps the record: who did and said what, to whom, when and where, and who says so."""

from importlib.metadata import version

__version__ = version("dateline")

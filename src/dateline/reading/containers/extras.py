"""Libraries that read one kind of file and that only some have: whether they are there, what to say if not."""

from __future__ import annotations

from importlib.util import find_spec

NO_PDF = "PDF: the reader is not installed: pip install '.[pdf]'"
NO_PARQUET = "Parquet: the reader is not installed: pip install '.[parquet]'"
MISSING = (NO_PDF, NO_PARQUET)
"""The reasons for which a file that may be good is skipped until its reader is installed."""


def has_pdf_reader() -> bool:
    """Whether the text of a PDF can be taken here."""
    return find_spec("pypdf") is not None

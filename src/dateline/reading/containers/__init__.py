"""Containers (ingestion): files, archives, feeds, mail, JSON, told by content; pages, or what was lost."""

from dateline.reading.containers.decoding import Decoded, decode, tidy
from dateline.reading.containers.extras import MISSING, NO_PDF, has_pdf_reader
from dateline.reading.containers.folders import files_in
from dateline.reading.containers.json_lines import FACTS
from dateline.reading.containers.page_sources import files_of_pages, pages
from dateline.reading.containers.sniffing import sniff
from dateline.reading.containers.ways import Ways, shown_path

__all__ = [
    "FACTS",
    "MISSING",
    "NO_PDF",
    "Decoded",
    "Ways",
    "decode",
    "files_in",
    "files_of_pages",
    "has_pdf_reader",
    "pages",
    "shown_path",
    "sniff",
    "tidy",
]

"""Containers (ingestion): files, archives, feeds, mail, JSON, told by content; pages, or what was lost."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.reading.containers.decoding import Decoded, decode, tidy
    from dateline.reading.containers.extras import MISSING, NO_PDF, has_pdf_reader
    from dateline.reading.containers.folders import files_in
    from dateline.reading.containers.json_lines import FACTS
    from dateline.reading.containers.page_sources import files_of_pages, pages
    from dateline.reading.containers.sniffing import sniff
    from dateline.reading.containers.ways import Ways, shown_path
else:  # who decodes one page need not load what opens archives

    def __getattr__(name: str) -> object:
        """The name from the file that has it, loaded now."""
        from importlib import import_module

        place = _PLACES.get(name)
        if place is None:
            raise AttributeError(f"dateline.reading.containers has no {name!r}")
        found = globals()[name] = getattr(import_module(f"dateline.reading.containers.{place}"), name)
        return found


_PLACES = {
    "Decoded": "decoding",
    "FACTS": "json_lines",
    "MISSING": "extras",
    "NO_PDF": "extras",
    "Ways": "ways",
    "decode": "decoding",
    "files_in": "folders",
    "files_of_pages": "page_sources",
    "has_pdf_reader": "extras",
    "pages": "page_sources",
    "shown_path": "ways",
    "sniff": "sniffing",
    "tidy": "decoding",
}

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

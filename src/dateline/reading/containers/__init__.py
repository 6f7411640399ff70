"""Containers: files, archives, feeds, mail and JSON, told by content; each gives pages, or says what is lost."""

from dateline.reading.containers.decoding import Decoded, decode, tidy
from dateline.reading.containers.page_sources import pages
from dateline.reading.containers.sniffing import sniff

__all__ = ["Decoded", "decode", "pages", "sniff", "tidy"]

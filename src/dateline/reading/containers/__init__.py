"""Containers (ingestion): files, archives, feeds, mail, JSON, told by content; pages, or what was lost."""

from dateline.reading.containers.decoding import Decoded, decode, tidy
from dateline.reading.containers.page_sources import pages
from dateline.reading.containers.sniffing import sniff

__all__ = ["Decoded", "decode", "pages", "sniff", "tidy"]

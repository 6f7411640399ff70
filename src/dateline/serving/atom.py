"""What came in and changed, as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree

from dateline.exporting.xml_text import xml_text
from dateline.serving.news import News

MEDIA = "application/atom+xml"
_NAMESPACE = "http://www.w3.org/2005/Atom"
_NO_DAY = "1970-01-01"
"""Atom wants a moment of each entry; a report without a date gets this one."""


def atom(news: Sequence[News], record: str, base: str = "") -> bytes:
    """The feed. `base`: where `dateline serve` shows the record to readers ("https://records.example.org"); without it
    the entries link nowhere."""
    root = ElementTree.Element("feed", xmlns=_NAMESPACE)
    _add(root, "id", f"urn:dateline:changes:{record}")
    _add(root, "title", f"{record}: what changed and came in")
    _add(root, "updated", max((_moment(one.day) for one in news), default=_moment(None)))
    author = ElementTree.SubElement(root, "author")
    _add(author, "name", "Dateline")
    for one in news:
        entry = ElementTree.SubElement(root, "entry")
        _add(entry, "id", f"urn:dateline:{one.id}")
        _add(entry, "title", one.title)
        _add(entry, "updated", _moment(one.day))
        ElementTree.SubElement(entry, "category", term=one.kind)
        _add(entry, "content", one.words)
        if base:
            ElementTree.SubElement(entry, "link", rel="alternate", href=base.rstrip("/") + one.address)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add(parent: ElementTree.Element, name: str, words: str) -> None:
    ElementTree.SubElement(parent, name).text = xml_text(words)


def _moment(day: str | None) -> str:
    """The beginning of a day (days are all that is compared) as Atom writes it."""
    whole = (day or "")[:10]
    return f"{whole if len(whole) == 10 else _NO_DAY}T00:00:00Z"

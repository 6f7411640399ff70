"""Happenings on a globe with a time slider: KML 2.2 for Google Earth; facts, open and contested in folders."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from lxml import etree

from dateline.exporting.codebook_tables import codebook_of
from dateline.exporting.formats import Format, Written
from dateline.exporting.maps import Located, Value, located
from dateline.exporting.row_words import source
from dateline.exporting.selection import Selection
from dateline.exporting.table_rows import TableRow
from dateline.exporting.xml_text import xml_text

NAME = "kml"
_NAMESPACE = "http://www.opengis.net/kml/2.2"
_FOLDERS = {
    "yes": ("Told as fact", "ff3c3cd2"),
    "open": ("Planned or possible", "ffd2962d"),
    "no": ("Alleged, denied, contested", "ff8c8c8c"),
}
"""By whether a source vouches for it: the name of the folder, and the colour of its pins as KML writes them (alpha,
blue, green, red)."""


def formats() -> tuple[Format, ...]:
    """One format, in files that end in .kml."""
    what = "a map with a time slider, for Google Earth and QGIS"
    return (Format(NAME, what, {".kml": write}, tables=("happenings", "events"), codebook=codebook_of(NAME)),)


def write(selection: Selection, out: BinaryIO) -> Written:
    """Writes one document, UTF-8. The folders wait in files until all is read: no map is held in memory."""
    placemarks, points = 0, 0
    with ExitStack() as stack:
        waiting = {vouched: stack.enter_context(TemporaryFile()) for vouched in _FOLDERS}
        for row in selection.rows():
            one = located(row)
            waiting[str(one.properties["vouched"])].write(
                etree.tostring(_placemark(row, one), encoding="utf-8") + b"\n"
            )
            placemarks += 1
            points += one.point is not None
        out.write(f'<?xml version="1.0" encoding="utf-8"?>\n<kml xmlns="{_NAMESPACE}"><Document>\n'.encode())
        for part in (_text("name", "Happenings"), *map(_style, _FOLDERS)):
            out.write(etree.tostring(part, encoding="utf-8") + b"\n")
        for vouched, file in waiting.items():
            if file.tell():
                file.seek(0)
                out.write(b"<Folder>" + etree.tostring(_text("name", _FOLDERS[vouched][0]), encoding="utf-8") + b"\n")
                shutil.copyfileobj(file, out)
                out.write(b"</Folder>\n")
        out.write(b"</Document></kml>\n")
    return {selection.table or "happenings": placemarks, "of them points": points}


def _text(name: str, words: str) -> Any:
    found = etree.Element(name)
    found.text = xml_text(words)
    return found


def _style(vouched: str) -> Any:
    style = etree.Element("Style", id=vouched)
    etree.SubElement(etree.SubElement(style, "IconStyle"), "color").text = _FOLDERS[vouched][1]
    return style


def _placemark(row: TableRow, one: Located) -> Any:
    """The order of the parts is that of the schema."""
    found = etree.Element("Placemark", id=xml_text(one.id))
    found.append(_text("name", str(one.properties["headline"])))
    found.append(_text("description", f"“{one.properties['evidence']}” ({source(row)})"))
    if one.begin or one.end:
        span = etree.SubElement(found, "TimeSpan")
        for name, day in (("begin", one.begin), ("end", one.end)):
            if day:
                etree.SubElement(span, name).text = day
    etree.SubElement(found, "styleUrl").text = f"#{one.properties['vouched']}"
    data = etree.SubElement(found, "ExtendedData")
    for name, value in one.properties.items():
        if value not in (None, []) and name not in ("headline", "evidence"):
            each = etree.SubElement(data, "Data", name=name)
            etree.SubElement(each, "value").text = xml_text(_shown(value))
    if one.point:
        point = etree.SubElement(found, "Point")
        etree.SubElement(point, "coordinates").text = ",".join(map(str, one.point))
    return found


def _shown(value: Value) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value)

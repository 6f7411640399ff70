"""Happenings on a globe with a time slider: KML 2.2 for Google Earth, a folder a story, a placemark a happening."""

from __future__ import annotations

from itertools import groupby
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
_COLOURS = {"yes": "ff3c3cd2", "open": "ffd2962d", "no": "ff8c8c8c"}
"""Of the pin, as KML writes them (alpha, blue, green, red): red for facts, blue for what is open, grey for the rest."""


def formats() -> tuple[Format, ...]:
    """One format, in files that end in .kml."""
    what = "a map with a time slider, for Google Earth and QGIS"
    return (Format(NAME, what, {".kml": write}, tables=("happenings", "events"), codebook=codebook_of(NAME)),)


def write(selection: Selection, out: BinaryIO) -> Written:
    """Writes one document; UTF-8, one placemark after the other."""
    placemarks, points = 0, 0
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("kml", nsmap={None: _NAMESPACE}), file.element("Document"):
            file.write(_text("name", "Happenings"))
            for vouched, colour in _COLOURS.items():
                file.write(_style(vouched, colour))
            for story, rows in groupby(selection.rows(), key=lambda row: row.story):
                with file.element("Folder"):
                    file.write(_text("name", f"Story {story}" if story else "In no story"))
                    for row in rows:
                        one = located(row)
                        file.write(_placemark(row, one))
                        placemarks += 1
                        points += one.point is not None
    out.write(b"\n")
    return {selection.table or "happenings": placemarks, "of them points": points}


def _text(name: str, words: str) -> Any:
    found = etree.Element(name)
    found.text = xml_text(words)
    return found


def _style(vouched: str, colour: str) -> Any:
    style = etree.Element("Style", id=vouched)
    etree.SubElement(etree.SubElement(style, "IconStyle"), "color").text = colour
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

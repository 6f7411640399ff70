"""Happenings on a map: GeoJSON (RFC 7946), a feature each, without geometry where no place finer than a state is."""

from __future__ import annotations

from typing import TextIO

import msgspec

from dateline.exporting.codebook_tables import codebook_of
from dateline.exporting.formats import Format, Written, as_text
from dateline.exporting.maps import Located, located
from dateline.exporting.selection import Selection

NAME = "geojson"


def formats() -> tuple[Format, ...]:
    """One format, in files that end in .geojson."""
    what = "a map, for QGIS, GDAL, geopandas and web maps: a feature a happening"
    files = {".geojson": as_text(write)}
    return (Format(NAME, what, files, tables=("happenings", "events"), codebook=codebook_of(NAME)),)


def write(selection: Selection, out: TextIO) -> Written:
    """Writes one collection, a feature a line."""
    features, points = 0, 0
    out.write('{"type": "FeatureCollection", "features": [')
    for row in selection.rows():
        one = located(row)
        out.write(("," if features else "") + "\n" + msgspec.json.encode(_feature(one)).decode("utf-8"))
        features += 1
        points += one.point is not None
    out.write("\n]}\n")
    return {selection.table or "happenings": features, "of them points": points}


def _feature(one: Located) -> dict[str, object]:
    geometry = {"type": "Point", "coordinates": one.point} if one.point else None
    properties = {"id": one.id, "begin": one.begin, "end": one.end, **one.properties}
    return {"type": "Feature", "id": one.id, "geometry": geometry, "properties": properties}

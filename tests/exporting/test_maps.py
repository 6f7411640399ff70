"""Where it was: a town is a point, a state never is; GDAL reads both files, with days as days."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from dateline.exporting.codebook_tables import sections
from dateline.exporting.maps import point_of, precision
from dateline.exporting.table_rows import TableRow

from .conftest import Write
from .test_networks import rows

KML = "{http://www.opengis.net/kml/2.2}"


def row(type_: str) -> TableRow:
    return next(one for one in rows() if one.event.type == type_)


@pytest.mark.parametrize(
    ("feature", "found"),
    [("city", "town"), ("capital", "town"), ("facility", "facility"), ("admin", "region"), ("country", "state"),
     ("sea", "wide"), ("region", "wide"), ("unknown", "wide")],
)  # fmt: skip
def test_only_what_is_finer_than_a_state_is_a_point(feature: str, found: str) -> None:
    known = row("CONSULT")
    assert known.event.where is not None
    placed = replace(known, event=replace(known.event, where=replace(known.event.where, feature=feature)))
    assert precision(placed) == found
    assert (point_of(placed) == (31.11, 70.37)) == (found in ("town", "facility", "region"))


def features(written: Write) -> dict[str, Any]:
    content, counted = written("geojson")
    found = json.loads(content)
    assert counted == {"happenings": 4, "of them points": 1}
    return {one["properties"]["type"]: one for one in found["features"]}


def test_a_state_is_a_property_and_no_point(written: Write) -> None:
    found = features(written)
    assert found["CONSULT"]["geometry"] == {"type": "Point", "coordinates": [31.11, 70.37]}
    assert found["ASSAULT"]["geometry"] is None
    assert found["ASSAULT"]["properties"]["place_country"] == "NOR"
    assert found["ASSAULT"]["properties"]["precision"] == "state"
    assert found["SANCTION"]["properties"]["precision"] == "none"


@pytest.mark.parametrize(
    ("type_", "begin", "end", "vouched"),
    [("CONSULT", "2023-09-15", "2023-09-15", "yes"), ("AID", "2024-05-01", "2024-05-31", "open"),
     ("SANCTION", "2023-09-16", "2023-09-16", "yes"), ("ASSAULT", None, None, "no")],
)  # fmt: skip
def test_days_are_those_that_are_told(written: Write, type_: str, begin: str, end: str, vouched: str) -> None:
    found = features(written)[type_]["properties"]
    assert (found["begin"], found["end"], found["vouched"]) == (begin, end, vouched)


def test_the_headline_says_what_nobody_vouches_for(written: Write) -> None:
    found = features(written)
    assert found["ASSAULT"]["properties"]["headline"] == "Attack on Sudland by Norland (denied)"
    assert found["CONSULT"]["properties"]["headline"] == "Visit: Norland and Sudland"


def test_every_property_is_in_the_codebook(written: Write) -> None:
    known = {entry.name for entry in sections("geojson")[0].entries}
    for one in features(written).values():
        assert set(one["properties"]) == known


def test_an_address_that_is_no_web_page_is_none(written: Write) -> None:
    assert "javascript:" not in written("geojson")[0].decode() and "javascript:" not in written("kml")[0].decode()


def test_the_kml_has_time_spans_and_its_points(written: Write) -> None:
    content, counted = written("kml")
    tree = etree.fromstring(content)
    marks = {mark.findtext(f"{KML}name"): mark for mark in tree.iter(f"{KML}Placemark")}
    assert len(marks) == counted["happenings"] == 4
    met = marks["Visit: Norland and Sudland"]
    assert met.findtext(f"{KML}Point/{KML}coordinates") == "31.11,70.37"
    assert [met.findtext(f"{KML}TimeSpan/{KML}{end}") for end in ("begin", "end")] == ["2023-09-15", "2023-09-15"]
    denied = marks["Attack on Sudland by Norland (denied)"]
    assert denied.find(f"{KML}Point") is None and denied.find(f"{KML}TimeSpan") is None
    assert denied.findtext(f"{KML}styleUrl") == "#no"
    folders = {one.findtext(f"{KML}name"): len(one.findall(f"{KML}Placemark")) for one in tree.iter(f"{KML}Folder")}
    assert folders == {"Told as fact": 2, "Planned or possible": 1, "Alleged, denied, contested": 1}


def read(path: Path, layer: str | None = None) -> dict[str, Any]:
    """What GDAL reads: fields with their types, and how many features have a geometry."""
    pyogrio = pytest.importorskip("pyogrio", reason="GDAL reads maps: pip install 'dateline[readers]'")
    meta, _, geometry, values = pyogrio.raw.read(path, layer=layer)
    fields = dict(zip(meta["fields"], values, strict=True))
    types = dict(zip(meta["fields"], (str(one) for one in meta["dtypes"]), strict=True))
    return {"fields": fields, "types": types, "points": sum(one is not None for one in geometry),
            "kind": meta["geometry_type"]}  # fmt: skip


def test_gdal_reads_the_geojson_with_days_as_days(written: Write, tmp_path: Path) -> None:
    path = tmp_path / "map.geojson"
    path.write_bytes(written("geojson")[0])
    found = read(path)
    assert found["points"] == 1 and found["kind"] == "Point"
    assert found["types"]["begin"].startswith("datetime64") and found["types"]["sources"].startswith(("int", "float"))
    assert sorted(found["fields"]["type"]) == ["AID", "ASSAULT", "CONSULT", "SANCTION"]


def test_gdal_reads_the_kml(written: Write, tmp_path: Path) -> None:
    path = tmp_path / "map.kml"
    path.write_bytes(written("kml")[0])
    found = read(path, "Told as fact")
    assert len(found["fields"]["Name"]) == 2 and found["points"] == 1
    assert len(read(path, "Alleged, denied, contested")["fields"]["Name"]) == 1

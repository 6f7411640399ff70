"""Every format has a codebook, and what it writes is explained there."""

from __future__ import annotations

import json
import re

import pytest

from dateline.exporting import formats
from dateline.exporting.codebook_tables import sections
from dateline.exporting.formats import NETWORKS_MAPS_PROOF
from dateline.exporting.selection import Selection

from .conftest import Write

OURS = [name for name in formats() if name in {"ftm", "annotations", "prov", "gexf", "gephi", "geojson", "kml", "ics",
        "timeline", "label-studio", "markdown", "html", "frozen"}]  # fmt: skip


def explained(name: str) -> dict[str, set[str]]:
    """The names of every section; several stand in one row, divided by commas or semicolons."""
    return {
        section.title: {part for entry in section.entries for part in re.split(r"[,;] ", entry.name)}
        for section in sections(name)
    }


@pytest.mark.parametrize("name", OURS)
def test_every_format_has_a_codebook(name: str, selection: Selection) -> None:
    codebook = formats()[name].codebook
    assert codebook is not None
    for section in codebook(selection):
        assert section.what and section.entries
        assert all(entry.meaning for entry in section.entries)


def test_every_module_is_offered() -> None:
    assert len(OURS) == len(NETWORKS_MAPS_PROOF) == 13


def test_every_property_of_an_entity_is_explained(written: Write) -> None:
    known = explained("ftm")
    for line in written("ftm")[0].splitlines():
        found = json.loads(line)
        assert set(found["properties"]) <= known[found["schema"]]


def test_every_property_of_an_entry_is_explained(written: Write) -> None:
    lines = written("ics")[0].decode().replace("\r\n ", "").split("\r\n")
    entry = lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]
    assert {re.split("[;:]", line)[0] for line in entry} <= explained("ics")["entries"]


def test_every_kind_of_thing_with_a_source_is_explained(written: Write) -> None:
    kinds = {one["id"].split(":")[2] for one in json.loads(written("prov")[0])["@graph"]}
    activities, agents = {"reading", "coding-of", "linking"}, {"software", "outlet", "agency", "author", "actor"}
    assert kinds - activities - agents <= set(explained("prov"))

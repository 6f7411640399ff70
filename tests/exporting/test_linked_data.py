"""Annotations hold their words by offsets and by quotation; PROV leads from happenings to pages. rdflib reads both."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pytest

from dateline.exporting.linked_data import urn
from dateline.exporting.selection import Selection

from .conftest import Write
from .made_record import ADDRESS, coded

ANNO = {
    "id": "@id", "type": "@type", "oa": "http://www.w3.org/ns/oa#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "as": "http://www.w3.org/ns/activitystreams#", "dc": "http://purl.org/dc/elements/1.1/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "Annotation": "oa:Annotation", "AnnotationPage": "as:OrderedCollectionPage", "TextualBody": "oa:TextualBody",
    "AnnotationCollection": "as:OrderedCollection", "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector", "TextPositionSelector": "oa:TextPositionSelector",
    "Dataset": "http://purl.org/dc/dcmitype/Dataset", "Software": "as:Application",
    "classifying": "oa:classifying", "identifying": "oa:identifying", "describing": "oa:describing",
    "tagging": "oa:tagging",
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"}, "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "body": {"@type": "@id", "@id": "oa:hasBody"}, "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"}, "scope": {"@type": "@id", "@id": "oa:hasScope"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"}, "generator": {"@type": "@id", "@id": "as:generator"},
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"}, "partOf": {"@type": "@id", "@id": "as:partOf"},
    "total": "as:totalItems", "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix", "start": "oa:start",
    "end": "oa:end", "value": "rdf:value", "format": "dc:format", "name": "foaf:name",
}  # fmt: skip
"""What http://www.w3.org/ns/anno.jsonld says of the terms that are used here: no test asks the network."""


def graph(document: dict[str, Any]) -> Any:
    rdflib = pytest.importorskip("rdflib", reason="rdflib reads JSON-LD: pip install 'dateline[dev]'")
    return rdflib.Graph().parse(data=json.dumps(document), format="json-ld")


def annotation_page(written: Write) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written("annotations")[0])
    return found


def test_the_words_stand_at_the_offsets_and_between_what_surrounds_them(written: Write) -> None:
    texts = {urn("report", one.report.id): one.report.text for one in coded()}
    items = annotation_page(written)["items"]
    assert len(items) > 60 and len({one["id"] for one in items}) == len(items)
    for one in items:
        text = texts[one["target"]["source"]]
        quote, position = one["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        around = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
        assert around in text and text.index(around) + len(quote.get("prefix", "")) == position["start"]


def test_a_body_says_what_the_words_are(written: Write) -> None:
    bodies = [one["body"][1] for one in annotation_page(written)["items"]]
    denied = next(one for one in bodies if one["field"] == "evidence" and one["value"] == "ASSAULT")
    assert (denied["told"], denied["quad"], denied["about"][:19]) == ("denied", 4, "urn:dateline:event:")
    day = next(one for one in bodies if one["field"] == "when" and one["value"] == "2024-05")
    assert (day["earliest"], day["latest"]) == ("2024-05-01", "2024-05-31")


def test_scope_is_the_page_where_it_has_a_web_address(written: Write) -> None:
    scopes = {one["target"].get("scope") for one in annotation_page(written)["items"]}
    assert scopes == {ADDRESS, "https://quay.example/1", None}


def test_rdflib_reads_the_annotations(written: Write) -> None:
    document = annotation_page(written)
    theirs, ours = document["@context"]
    assert theirs == "http://www.w3.org/ns/anno.jsonld"
    found = graph({**document, "@context": [ANNO, ours]})
    query = """PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX d: <urn:dateline:terms:>
        SELECT ?exact ?start ?told WHERE { ?a a oa:Annotation; oa:hasBody ?b; oa:hasTarget ?t.
        ?b d:field "evidence"; d:told ?told. ?t oa:hasSelector ?q, ?p. ?q oa:exact ?exact. ?p oa:start ?start }"""
    told = {(str(exact), str(told)) for exact, _, told in found.query(query)}
    assert ("its navy had fired on Sudland", "denied") in told and len(told) == 5
    assert len(document["items"]) == document["partOf"]["total"]


def provenance(written: Write) -> Any:
    return graph(json.loads(written("prov")[0]))


def ask(found: Any, where: str) -> set[tuple[str, ...]]:
    head = "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX d: <urn:dateline:terms:> "
    head += "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    return {tuple(map(str, row)) for row in found.query(head + where)}


def test_every_happening_leads_back_to_the_pages_that_tell_it(written: Write) -> None:
    found = provenance(written)
    pages = ask(found, """SELECT DISTINCT ?type ?page WHERE { ?h prov:wasGeneratedBy ?l. ?l a prov:Activity.
        ?h d:sources ?n; d:eventType ?type; prov:wasDerivedFrom+ ?page. ?page d:sha256 ?sum }""")  # fmt: skip
    assert len(pages) == 3 + 2 + 2 + 1
    assert {type_ for type_, _ in pages} == {"CONSULT", "AID", "ASSAULT", "SANCTION"}


def test_statements_are_attributed_to_who_speaks_and_reports_to_who_printed_them(written: Write) -> None:
    found = provenance(written)
    said = ask(
        found,
        "SELECT ?who ?words WHERE { ?s d:stance ?stance; prov:value ?words; prov:wasAttributedTo/rdfs:label ?who }",
    )
    assert ("Norland", "its navy had fired on Sudland") in said and "Ada Holm" in {who for who, _ in said}
    printed = ask(
        found,
        "SELECT ?who WHERE { ?r prov:wasDerivedFrom ?p; prov:wasAttributedTo/rdfs:label ?who. ?p d:outcome 'report' }",
    )
    assert printed == {("Harbour Post",), ("Cedar | Academy",), ("Old Quay Gazette",), ("Meridian",), ("Ida Berg",)}


def test_a_coding_names_the_version_that_made_it(written: Write) -> None:
    made = ask(provenance(written), """SELECT DISTINCT ?label WHERE { ?c a prov:Collection; prov:wasGeneratedBy ?a.
        ?a prov:wasAssociatedWith/rdfs:label ?label }""")  # fmt: skip
    assert made == {("dateline 0.1.0, by hand",)}


def test_unlinked_the_reports_alone_are_told(selection: Selection) -> None:
    from dateline.exporting.linked_data.prov import write

    out = io.StringIO()
    write(selection, out)
    linked = json.loads(out.getvalue())["@graph"]

    class Stale(Selection):
        linked = False

    out = io.StringIO()
    write(Stale(selection.record), out)
    kinds = {one["id"].split(":")[2] for one in json.loads(out.getvalue())["@graph"]}
    assert "happening" not in kinds and "statement" in kinds
    assert {one["id"].split(":")[2] for one in linked} - kinds == {"happening", "lineage", "linking"}
    assert replace(selection).linked

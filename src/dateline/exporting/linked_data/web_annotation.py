"""Every stretch of words with what it says, as W3C Web Annotations: one page of annotations in JSON-LD.

The target is the clean text of a report, by offsets and by quotation; `scope` is the page it stood on, where a
quotation with what stands around it finds the same words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from dateline.exporting.codebook_tables import codebook_of
from dateline.exporting.formats import Format, Written, as_text
from dateline.exporting.linked_data import TERMS, dump, urn, without_empty, write_items
from dateline.exporting.row_words import web_address
from dateline.exporting.selection import Selection
from dateline.exporting.typed_spans import TypedSpan, typed_spans
from dateline.model import Coded, Report, Span, content_id
from dateline.version import __version__

NAME = "annotations"
_AROUND = 32
"""Code points before and after that tell which of several equal words are meant."""
_DATES = ("earliest", "latest", "anchor")
CONTEXT = (
    "http://www.w3.org/ns/anno.jsonld",
    {
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "@vocab": TERMS,
        "about": {"@id": f"{TERMS}about", "@type": "@id"},
        **{name: {"@id": f"{TERMS}{name}", "@type": "xsd:date"} for name in _DATES},
    },
)
"""The context of the standard, then ours: names that it does not know are ours, days are days."""


def formats() -> tuple[Format, ...]:
    """One format, in files that end in .jsonld."""
    what = "W3C Web Annotations of every span, for annotation tools and RDF: JSON-LD"
    return (Format(NAME, what, {".jsonld": as_text(write)}, codebook=codebook_of(NAME)),)


def write(selection: Selection, out: TextIO) -> Written:
    """Writes one page of annotations, one a line, in the order of the reports."""
    out.write(f'{{"@context": {dump(CONTEXT)}, "id": "{urn("annotations")}", "type": "AnnotationPage", "items": [')
    total = write_items(out, (one for coded in selection.coded() for one in annotate(coded)))
    whole = {"id": urn("annotations", "all"), "type": "AnnotationCollection", "total": total}
    out.write(f'\n], "partOf": {dump(whole)}}}\n')
    return {"annotations": total}


def annotate(coded: Coded) -> Iterator[dict[str, object]]:
    """An annotation of every typed span of a report."""
    for one in typed_spans(coded.coding):
        yield _annotation(one, coded.report)


def _annotation(one: TypedSpan, report: Report) -> dict[str, object]:
    place = f"{one.span.start}-{one.span.end}"
    name = content_id("w", report.id, one.of, one.id, one.field, place, one.value)
    return {
        "id": urn("annotation", name),
        "type": "Annotation",
        "motivation": "classifying"
        if one.field in ("evidence", "trigger", "content", "cue", "told")
        else "identifying",
        "generator": {"id": urn("software", __version__), "type": "Software", "name": f"dateline {__version__}"},
        "body": [_tag(one), _facts(one, report)],
        "target": _target(one.span, report),
    }


def _tag(one: TypedSpan) -> dict[str, object]:
    return {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": f"{one.field}: {one.value}"}


def _facts(one: TypedSpan, report: Report) -> dict[str, object]:
    """What the words were understood as, with types; `about` names the event, statement or entity that they show."""
    about = urn(one.of, one.id) if one.id else urn("report", report.id)
    return {"type": "Dataset", "purpose": "describing", "about": about, "of": one.of, "field": one.field,
            "value": one.value, **one.facts}  # fmt: skip


def _target(span: Span, report: Report) -> dict[str, object]:
    text = report.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": span.cut(text),
        **dict(without_empty((("prefix", text[max(0, span.start - _AROUND) : span.start]),
                              ("suffix", text[span.end : span.end + _AROUND])))),
    }  # fmt: skip
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    target: dict[str, object] = {
        "type": "SpecificResource",
        "source": urn("report", report.id),
        "selector": [quote, position],
    }
    scope = web_address(report.address) or web_address(report.canonical)
    return {**target, "scope": scope} if scope else target

"""What comes from what, and who answers for it: W3C PROV-O as JSON-LD, from the fetched page to the happening.

Page → report → coding → statements and events → happenings. Statements are attributed to who speaks, reports to who
printed and wrote them, and every step to the version of Dateline that took it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from dateline.exporting.actor_names import actor_name
from dateline.exporting.brief_evidence import outlet_of
from dateline.exporting.codebook_tables import codebook_of
from dateline.exporting.formats import Format, Written, as_text
from dateline.exporting.linked_data import TERMS, dump, urn, without_empty, write_items
from dateline.exporting.row_words import web_address
from dateline.exporting.selection import Selection
from dateline.model import Actor, Coded, Event, Report, Statement, Story, content_id
from dateline.recording import PageFacts
from dateline.version import __version__

NAME = "prov"
_LINKS = ("wasDerivedFrom", "wasGeneratedBy", "wasAttributedTo", "wasAssociatedWith", "wasQuotedFrom", "used",
          "hadMember")  # fmt: skip
CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#", "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "xsd": "http://www.w3.org/2001/XMLSchema#",
    "@vocab": TERMS, "id": "@id", "type": "@type",
    **{name: {"@id": f"prov:{name}", "@type": "@id"} for name in _LINKS},
    "atLocation": {"@id": "prov:atLocation", "@type": "@id"}, "value": "prov:value", "label": "rdfs:label",
    "title": "dcterms:title", "issued": "dcterms:issued", "language": "dcterms:language", "format": "dcterms:format",
    "within": {"@id": f"{TERMS}within", "@type": "@id"}, "memberOf": {"@id": f"{TERMS}memberOf", "@type": "@id"},
}  # fmt: skip
"""All in the file: nothing is fetched to read it."""

Thing = dict[str, object]


def formats() -> tuple[Format, ...]:
    """One format, in files that end in .jsonld."""
    what = "W3C PROV of every page, report, statement and happening, for RDF: JSON-LD"
    return (Format(NAME, what, {".jsonld": as_text(write)}, codebook=codebook_of(NAME)),)


def write(selection: Selection, out: TextIO) -> Written:
    """Writes one graph, a thing a line; happenings and lineages where the record is linked."""
    out.write(f'{{"@context": {dump(CONTEXT)}, "@graph": [')
    number = write_items(out, _things(selection))
    out.write("\n]}\n")
    return {"things": number}


def _things(selection: Selection) -> Iterator[Thing]:
    yield _software(__version__, f"dateline {__version__}")
    makers = [maker for maker, _ in selection.record.makers()]
    for maker in makers:
        yield _software(_maker(maker), maker or "a version of Dateline that did not say which")
    reports = selection.coded()
    for facts in selection.record.page_facts():
        yield _page(facts)
        if facts.outcome == "report":
            yield from _of_report(next(reports), facts)
    if selection.linked:
        for story in selection.stories():
            yield from _of_story(story)


def _thing(kind: str, name: str, types: str | Sequence[str], **facts: object) -> Thing:
    return {"id": urn(kind, name), "type": types, **dict(without_empty(facts.items()))}


def _software(name: str, label: str) -> Thing:
    return _thing("software", name, "prov:SoftwareAgent", label=label)


def _maker(made_by: str) -> str:
    return content_id("v", made_by)


def _page(facts: PageFacts) -> Thing:
    return _thing(
        "page", facts.id, "prov:Entity", atLocation=web_address(facts.address), sha256=facts.sha256, size=facts.size,
        format=facts.media, fetched=facts.fetched, outcome=facts.outcome,
    )  # fmt: skip


# ------------------------------------------------------------------ one report


def _of_report(coded: Coded, facts: PageFacts) -> Iterator[Thing]:
    report, coding = coded.report, coded.coding
    printers = list(_printers(report))
    yield from printers
    yield _activity("reading", report.id, urn("page", report.id), facts.made_by)
    yield _thing(
        "report", report.id, "prov:Entity", title=report.title, issued=report.published.value,
        language=report.language, wasDerivedFrom=urn("page", report.id), wasGeneratedBy=urn("reading", report.id),
        wasAttributedTo=[one["id"] for one in printers],
    )  # fmt: skip
    yield _activity("coding-of", report.id, urn("report", report.id), facts.made_by)
    members = [
        *(urn("statement", one.id) for one in coding.statements),
        *(urn("event", one.id) for one in coding.events),
    ]
    yield _thing(
        "coding", report.id, "prov:Collection", wasDerivedFrom=urn("report", report.id),
        wasGeneratedBy=urn("coding-of", report.id), hadMember=members,
    )  # fmt: skip
    yield from _speakers(coded)
    for statement in coding.statements:
        yield _statement(statement, report)
    for event in coding.events:
        yield _event(event, report)


def _activity(kind: str, report: str, used: str, made_by: str) -> Thing:
    return _thing(kind, report, "prov:Activity", used=used, wasAssociatedWith=urn("software", _maker(made_by)))


def _printers(report: Report) -> Iterator[Thing]:
    """Who printed it, who wrote it, who signed it."""
    outlet = outlet_of(report)
    yield _thing("outlet", content_id("o", outlet), ["prov:Agent", "prov:Organization"], label=outlet)
    if report.agency:
        yield _agency(report.agency.name)
    for name in report.byline:
        yield _thing("author", content_id("b", outlet, name), "prov:Agent", label=name)


def _agency(name: str) -> Thing:
    return _thing("agency", content_id("o", name), ["prov:Agent", "prov:Organization"], label=name)


def _speakers(coded: Coded) -> Iterator[Thing]:
    """Everybody who speaks, once a report; readers of RDF join those of many reports by their names."""
    speakers = [one.speaker for one in coded.coding.statements]
    speakers += [voice.speaker for event in coded.coding.events for voice in (*event.said_by, *event.denied_by)]
    found = {_speaker(one, coded.report.id): one for one in speakers if one}
    for name, actor in found.items():
        yield {
            "id": name, "type": "prov:Agent",
            **dict(without_empty((("label", actor.name), ("country", actor.country), ("office", actor.office),
                                  ("wikidata", actor.wikidata)))),
        }  # fmt: skip


def _speaker(actor: Actor, report: str) -> str:
    """One who is only described is one within its report."""
    return urn("actor", actor_name(actor, report) or content_id("a", report, actor.name))


def _statement(one: Statement, report: Report) -> Thing:
    return _thing(
        "statement", one.id, "prov:Entity",
        value=" […] ".join(span.cut(report.text) for span in one.content),
        wasQuotedFrom=urn("report", report.id), wasDerivedFrom=urn("report", report.id),
        wasAttributedTo=_speaker(one.speaker, report.id) if one.speaker else None, stance=one.stance,
        quotation=one.quotation, within=urn("statement", one.within) if one.within else None,
    )  # fmt: skip


def _event(one: Event, report: Report) -> Thing:
    said = [urn("statement", voice.statement) for voice in one.said_by if voice.statement]
    return _thing(
        "event", one.id, "prov:Entity",
        value=one.evidence.cut(report.text), wasDerivedFrom=[urn("report", report.id), *said],
        wasGeneratedBy=urn("coding-of", report.id),
        saidBy=[{"id": _speaker(voice.speaker, report.id)} for voice in one.said_by],
        deniedBy=[{"id": _speaker(voice.speaker, report.id)} for voice in one.denied_by],
        eventType=one.type, told=one.factuality.label, sure=one.sure, eventDate=one.event_date,
    )  # fmt: skip


# ------------------------------------------------------------------ many reports


def _of_story(story: Story) -> Iterator[Thing]:
    for lineage in story.lineages:
        agency = [_agency(lineage.agency)] if lineage.agency else []
        yield from agency
        yield _thing(
            "lineage", lineage.id, "prov:Collection", hadMember=[urn("report", name) for name in lineage.reports],
            wasAttributedTo=[one["id"] for one in agency],
        )  # fmt: skip
    yield _thing("linking", story.id, "prov:Activity", wasAssociatedWith=urn("software", __version__),
                 used=[urn("coding", name) for name in story.reports])  # fmt: skip
    for one in story.happenings:
        yield _thing(
            "happening", one.id, "prov:Entity", eventType=one.type, told=one.told, sources=len(one.lineages),
            wasDerivedFrom=[urn("event", name) for name in dict.fromkeys(event for _, event in one.events)],
            wasGeneratedBy=urn("linking", story.id),
        )  # fmt: skip

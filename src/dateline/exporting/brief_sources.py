"""Where a story comes from: the independent texts, who wrote each, who printed it and when."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dateline.exporting.brief_evidence import BriefEvidence, outlet_of
from dateline.exporting.lines import BriefSource, Printing
from dateline.exporting.phrases import day
from dateline.model import Credit, Exhibit, Lineage, PageDay, Report, Span, Story, TextReuse

_RELATIONS: Mapping[str, str] = MappingProxyType(
    {"copy": "copy", "update": "another version", "partial": "partial reuse"}
)


def sources(story: Story, evidence: BriefEvidence) -> tuple[BriefSource, ...]:
    """Every lineage of the story, the one with most pages first (then the earliest)."""
    kin = {(one.a, one.b): one for one in story.kinships}
    placed = {one.report: one for one in story.page_days}
    return tuple(_source(lineage, evidence, kin, placed) for lineage in evidence.ranked)


def _source(
    lineage: Lineage,
    evidence: BriefEvidence,
    kin: Mapping[tuple[str, str], TextReuse],
    placed: Mapping[str, PageDay],
) -> BriefSource:
    reports = sorted((evidence.reports[name] for name in lineage.reports), key=lambda one: _place(one, lineage))
    printings = tuple(_printing(report, lineage, evidence, kin, placed.get(report.id)) for report in reports)
    writer, how = _writer(lineage, evidence)
    return BriefSource(
        letter=evidence.lineages[lineage.id],
        lineage=lineage.id,
        writer=writer,
        how=how,
        outlets=tuple(dict.fromkeys(outlet_of(report) for report in reports)),
        printings=printings,
    )


def _place(report: Report, lineage: Lineage) -> tuple[bool, str, str]:
    return report.id != lineage.first, report.published.value or "9999", report.id


def _writer(lineage: Lineage, evidence: BriefEvidence) -> tuple[str, str]:
    shown_by = evidence.reports.get(lineage.shown_by or "")
    if lineage.agency and shown_by and shown_by.agency:
        return lineage.agency, f"{_how(shown_by.agency)}, on the page of {outlet_of(shown_by)}"
    if lineage.agency:
        return lineage.agency, "shown by its pages"
    return outlet_of(evidence.reports[lineage.first]), "no other writer is shown"


def _how(credit: Credit) -> str:
    return f"{credit.how} “{credit.words}”"


def _printing(
    report: Report,
    lineage: Lineage,
    evidence: BriefEvidence,
    kin: Mapping[tuple[str, str], TextReuse],
    placed: PageDay | None,
) -> Printing:
    published = report.published
    dates = [evidence.reports[name].published.value for name in lineage.reports]
    earliest = min((value for value in dates if value), default=None)
    return Printing(
        report=report.id,
        outlet=outlet_of(report),
        title=report.title,
        address=report.address or report.canonical,
        published=day(published.value),
        method=published.method,
        declared=day(published.declared[:10]) if published.declared else None,
        refuted=bool(published.doubts) and (published.value or "")[:10] != (published.declared or "")[:10],
        text_from=None if published.value else day(earliest),
        between=(day(published.window[0]), day(published.window[1])) if published.window else None,
        doubts=tuple(dict.fromkeys(doubt.reason for doubt in published.doubts)),
        relation=_relation(report.id, lineage, kin),
        credit=_how(report.agency) if report.agency else None,
        authors=report.byline,
        placed=day(placed.day) if placed else None,
        placed_why=tuple(one.words for one in placed.why) if placed else (),
        words=evidence.show_all((*_show_opening(report), *_show_doubts(report))),
    )


def _show_doubts(report: Report) -> tuple[Exhibit, ...]:
    """The words that speak against the declared date."""
    against = (doubt.against for doubt in report.published.doubts)
    return tuple(Exhibit(report.id, one.span) for one in against if one and one.span)


def _relation(report: str, lineage: Lineage, kin: Mapping[tuple[str, str], TextReuse]) -> str:
    if report == lineage.first:
        return ""
    a, b = sorted((report, lineage.first))
    found = kin.get((a, b))
    if found is None:
        return "same text"
    own, firsts = (found.share_of_a, found.share_of_b) if report == a else (found.share_of_b, found.share_of_a)
    name = _RELATIONS.get(found.relation, "same lineage")
    if own >= firsts:
        return f"{name}; {own * 100:.0f} % of its words stand in the first page"
    return f"{name}; it holds {firsts * 100:.0f} % of the first page’s words"


def _show_opening(report: Report) -> tuple[Exhibit, ...]:
    """What shows the page: the credit where it stands in the text, and the headline or else the first paragraph."""
    spans: list[Span] = []
    if report.agency and report.agency.span:
        spans.append(report.agency.span)
    title = next((part.span for part in report.parts if part.kind == "title"), None)
    first = title or next((part.span for part in report.parts), None)
    if first:
        spans.append(first)
    return tuple(Exhibit(report.id, span) for span in spans)

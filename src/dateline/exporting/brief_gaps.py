"""What a brief could not do: said at its top, so that what is missing is not taken for what did not happen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.exporting.brief_evidence import BriefEvidence
from dateline.exporting.lines import BriefSource, Happened, LeadLine, number
from dateline.exporting.phrases import is_date, join_names

_LANGUAGES = 3


def gaps(
    lead: Sequence[LeadLine], lines: Sequence[Happened], sources: Sequence[BriefSource], evidence: BriefEvidence
) -> tuple[str, ...]:
    """Short remarks, the weightiest first; none where nothing is missing."""
    return tuple(_gaps(lead, lines, sources, evidence))


def _gaps(
    lead: Sequence[LeadLine], lines: Sequence[Happened], sources: Sequence[BriefSource], evidence: BriefEvidence
) -> Iterator[str]:
    if not lead:
        yield "no sentence of these pages could be printed by itself"
    undated = sum(not (one.when and is_date(one.when.value)) for one in lines)
    if undated:
        yield f"no day for {undated} of {number(len(lines), 'happening')}"
    alone = sum(len(one.sources) < 2 for one in lines)
    if alone and len(sources) > 1:
        yield f"{alone} of {number(len(lines), 'happening')} told by one source alone"
    pages = [page for source in sources for page in source.printings]
    without = sum(page.published is None for page in pages)
    if without:
        yield f"no sure date for {without} of {number(len(pages), 'page')}"
    languages = sorted({one.coding.uncoded for one in evidence.coded.values() if one.coding.uncoded})
    if languages:
        uncoded = sum(bool(one.coding.uncoded) for one in evidence.coded.values())
        yield f"{number(uncoded, 'page')} not coded ({join_names(languages[:_LANGUAGES])})"
    unknown = sum(source.how == "no other writer is shown" for source in sources)
    if unknown:
        yield f"for {unknown} of {number(len(sources), 'source')} no page shows whether an agency wrote the text"

"""When a text was first published: every witness is heard, the most trustworthy one is believed unless it is refuted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dateline.model import Doubt, Page, Part, PlaceLine, Published, Span, Witness
from dateline.reading.calendars import Dated, dates_in
from dateline.reading.clean import CleanText
from dateline.reading.datelines import Dateline
from dateline.reading.layout import Layout


def published_of(
    page: Page,
    text: CleanText,
    paragraphs: Sequence[Part],
    layout: Layout,
    opening: Dateline | None,
    place: PlaceLine | None,
) -> Published:
    """The reasoned answer. Days only where the page gives days; a refuted claim stays as `declared`."""
    witnesses = list(_witnesses(page, layout))
    best = next((w for w in witnesses if w.kind != "fetched"), None)
    if best is None:
        return Published(witnesses=tuple(witnesses))
    return Published(
        value=best.value[:10],
        time=best.value[11:] or None,
        method=f"{best.kind}: {best.words}",
        declared=best.value,
        witnesses=tuple(witnesses),
    )


def _witnesses(page: Page, layout: Layout) -> Iterator[Witness]:
    if page.given_published and (found := dates_in(page.given_published)):
        yield Witness("given", found[0].value, page.given_published)
    for witness in layout.facts.witnesses:
        if found := dates_in(witness.value):
            yield Witness(witness.kind, found[0].value, witness.words)
    for line in layout.head:
        for found_date in dates_in(line)[:1]:
            if not found_date.value.startswith("-"):
                yield Witness("date line", found_date.value, line)

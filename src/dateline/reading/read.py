"""One page in, one Report or one Skipped out."""

from __future__ import annotations

from collections.abc import Collection

from dateline.model import Page, Part, PlaceLine, Report, Skipped, Span
from dateline.reading.body.flat import take_apart
from dateline.reading.body.given import paragraphs_as_given
from dateline.reading.body.html import take_html_apart
from dateline.reading.containers.decoding import Decoded, decode, tidy
from dateline.reading.containers.sniffing import sniff
from dateline.reading.dates.dates import published_of
from dateline.reading.lines.agencies import exactly
from dateline.reading.lines.clean import CleanText, clean
from dateline.reading.lines.layout import Layout
from dateline.reading.lines.outlets import outlet_address, outlet_name
from dateline.reading.masthead.datelines import Dateline, dateline
from dateline.reading.masthead.masthead import (
    Claim,
    address_credit,
    byline_credit,
    byline_people,
    contributor_credit,
    rights_credit,
    settle,
    signed_by,
    voice_credit,
)
from dateline.reading.masthead.page_language import language_of

CODED_LANGUAGES = frozenset({"en"})
_LEAST_WORDS = 12


def read(
    page: Page | Skipped | str,
    *,
    as_is: bool = False,
    published: str | None = None,
    languages: Collection[str] | None = CODED_LANGUAGES,
) -> Report | Skipped:
    """What one page reports, or why it reports nothing. Never raises: an error of ours becomes a Skipped with its name.

    `page` may be a page's text or markup itself; a Skipped, as `pages` gives it for what it cannot open, comes back.
    `as_is`: the text is clean already; nothing is removed and offsets are those of the text given. `published`: a
    reference date (ISO) that relative dates count from where the page gives none. `languages`: ISO 639-1 codes that
    may pass, None for all.
    """
    if isinstance(page, Skipped):
        return page
    if isinstance(page, str):
        page = Page(page.encode("utf-8", "replace"), charset="utf-8")
    try:
        return _read(page, as_is, published, languages)
    except RecursionError:
        return _skipped(page, "nested too deeply")
    except MemoryError:
        return _skipped(page, "too large for the memory")
    except Exception as error:  # noqa: BLE001 - one page must not sink a run; the reason is kept
        return _skipped(page, "reading failed", f"{type(error).__name__}: {error}")


def _read(page: Page, as_is: bool, published: str | None, languages: Collection[str] | None) -> Report | Skipped:
    if not page.content or page.content.isspace():
        return _skipped(page, "empty page")
    shape = sniff(page.content[:8192])
    if shape not in ("html", "text", "json", "jsonl", "mail"):
        return _skipped(page, "not a text page", shape)
    markup = page.media in ("text/html", "application/xhtml+xml") or (page.media is None and shape == "html")
    decoded = decode(page.content, page.charset, markup=markup)
    if not decoded.text or decoded.text.isspace():
        return _skipped(page, "empty page")
    if as_is:
        return _report_as_is(page, decoded, published, languages)
    decoded = tidy(decoded, markup=markup)
    layout = take_html_apart(decoded.text, page) if markup else take_apart(decoded.text, page.given_title)
    text = clean(layout.kept)
    return _report(page, text, layout, decoded.notes, published, languages)


def _report_as_is(
    page: Page, decoded: Decoded, published: str | None, languages: Collection[str] | None
) -> Report | Skipped:
    text, layout = paragraphs_as_given(decoded.text, page.given_title)
    return _report(page, text, layout, decoded.notes, published, languages, least=1)


def _report(
    page: Page,
    text: CleanText,
    layout: Layout,
    notes: tuple[str, ...],
    reference: str | None,
    languages: Collection[str] | None,
    least: int = _LEAST_WORDS,
) -> Report | Skipped:
    paragraphs = [part for part in text.parts if part.kind == "paragraph"]
    body = "\n".join(part.span.cut(text.text) for part in paragraphs)
    if len(body.split()) < least and len(body) < 8 * least:
        return _skipped(
            page, "no story on the page" if not body else "too short to be a story", f"{len(body.split())} words"
        )
    language = language_of(body, languages or ())
    if languages is not None and language not in languages:
        return _skipped(page, "language not coded", language)
    address = outlet_address(page.address, layout.facts.canonical)
    outlet = outlet_name(page.given_outlet, layout.facts.site_name, address)
    opening = _dateline(text, paragraphs)
    place = PlaceLine(Span(opening[1], opening[1] + opening[0].length), opening[0].place) if opening else None
    when = published_of(page, text, paragraphs, layout, opening[0] if opening else None, place)
    agency = settle(_claims(layout, opening, body, page.address), outlet, address)
    return Report(
        id=page.id,
        text=text.text,
        parts=text.parts,
        title=layout.title,
        outlet=outlet,
        agency=agency,
        byline=byline_people([*layout.facts.authors, *layout.lines("byline")])
        or signed_by(layout.lines("contributor")),
        dateline=place,
        published=when,
        anchor=when.value or reference,
        language=language,
        address=page.address,
        fetched=page.fetched,
        given_id=page.given_id,
        origin=page.origin,
        furniture=layout.furniture,
        cuts=text.cuts,
        notes=notes,
    )


def _dateline(text: CleanText, paragraphs: list[Part]) -> tuple[Dateline, int] | None:
    for number, part in enumerate(paragraphs[:4]):
        found = dateline(part.span.cut(text.text), opening=number == 0)
        if found is not None:
            return found, part.span.start
    return None


def _claims(layout: Layout, opening: tuple[Dateline, int] | None, body: str, address: str | None) -> list[Claim]:
    claims: list[Claim | None] = []
    if opening is not None and opening[0].credit:
        agency = exactly(opening[0].credit)
        claims.append(Claim(agency.name if agency else opening[0].credit, "dateline", opening[0].credit, agency))
    claims.extend(byline_credit(line) for line in (*layout.lines("byline"), *layout.facts.authors))
    claims.extend(rights_credit(item.text) for item in layout.tail)
    claims.extend(contributor_credit(line) for line in layout.lines("contributor", "other"))
    claims.append(address_credit(address, layout.facts.canonical))
    claims.append(voice_credit(body.split("\n")))
    return [claim for claim in claims if claim is not None]


def _skipped(page: Page, reason: str, detail: str = "") -> Skipped:
    return Skipped(page.id, reason, detail, page.origin, page.given_id, page.address)

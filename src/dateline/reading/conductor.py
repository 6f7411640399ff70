"""One page in, one Report or one Skipped out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from dateline.model import CODED_LANGUAGES, Page, Report, Skipped
from dateline.reading.body import (
    NoPdf,
    NoPdfReader,
    paragraphs_as_given,
    pdf_text,
    stands_in_as,
    take_flat_apart,
    take_html_apart,
)
from dateline.reading.containers.decoding import Decoded, decode, tidy
from dateline.reading.containers.extras import NO_PDF
from dateline.reading.containers.sniffing import sniff
from dateline.reading.dates import complete_days, find_publication_date
from dateline.reading.lines import CleanText, Layout, Line, join_kept, line_kind, match_furniture, split_lines
from dateline.reading.masthead import (
    detect_language,
    find_byline,
    find_credit,
    find_opening_dateline,
    outlet_address,
    outlet_name,
    signs_of_translation,
)

_LEAST_WORDS, _SENTENCE = 12, 6
_LEAST_IN_HAND, _MOST_LINES_IN_HAND = 2, 5
_SHOWN = 40
_TYPED = "standard input"
"""Where what somebody types or pipes in comes from: it is in hand as a text is that is given from Python."""
NO_MEMORY = "too large for the memory"
"""A reason that depends on the machine and on what it did before."""
_NO_STORY = "no story on the page"


def read(
    page: Page | Skipped | str,
    *,
    as_is: bool = False,
    published: str | None = None,
    languages: Collection[str] | None = None,
) -> Report | Skipped:
    """What one page reports, or why it reports nothing. Never raises: an error of ours becomes a Skipped with its name.

    `page` may be a page's text or markup itself, and then a sentence or a headline alone is enough; a Skipped, as
    `pages` gives it for what it cannot open, comes back.
    `as_is`: the text is clean already; nothing is removed and offsets are those of the text given. `published`: a
    reference date (ISO) that relative dates count from where the page gives none. `languages`: ISO 639-1 codes that
    may pass, None for all: which of them are coded is a later question (`CODED_LANGUAGES`).
    """
    if isinstance(page, Skipped):
        return page
    in_hand = isinstance(page, str) or page.origin == _TYPED
    if isinstance(page, str):
        page = Page(page.encode("utf-8", "replace"), charset="utf-8")
    try:
        return _read(page, as_is, published, languages, _LEAST_IN_HAND if in_hand else _LEAST_WORDS)
    except RecursionError:
        return _skip_page(page, "nested too deeply")
    except MemoryError:
        return _skip_page(page, NO_MEMORY)
    except Exception as error:  # noqa: BLE001 - one page must not sink a run; the reason is kept
        return _skip_page(page, "reading failed", f"{type(error).__name__}: {error}")


def _read(
    page: Page, as_is: bool, published: str | None, languages: Collection[str] | None, least: int
) -> Report | Skipped:
    found = _decode(page)
    if isinstance(found, Skipped):
        return found
    decoded, markup = found
    if as_is:
        return _report_as_is(page, decoded, published, languages)
    decoded = tidy(decoded, markup=markup)
    layout = take_html_apart(decoded.text, page) if markup else take_flat_apart(decoded.text, page.given_title)
    text = join_kept(layout.kept)
    few = len(text.text.split()) < _LEAST_WORDS
    if not markup and few and _is_short_text(decoded.text, in_hand=least < _LEAST_WORDS):
        return _report_as_is(page, decoded, published, languages)
    return _report(page, text, layout, decoded.notes, published, languages, least)


def _decode(page: Page) -> tuple[Decoded, bool] | Skipped:
    """The text of a page, and whether it is markup."""
    shape = sniff(page.content[:8192])
    if shape == "pdf":
        try:
            return Decoded(pdf_text(page.content), "utf-8", ("the text is that of a PDF, by pypdf",)), False
        except NoPdfReader:
            return _skip_page(page, NO_PDF)
        except NoPdf as error:
            return _skip_page(page, "PDF gives no text", str(error))
    if page.content and not page.content.isspace() and shape not in ("html", "text", "json", "jsonl", "mail"):
        return _skip_page(page, "not a text page", shape)
    markup = page.media in ("text/html", "application/xhtml+xml") or (page.media is None and shape == "html")
    decoded = decode(page.content, page.charset, markup=markup)
    if not decoded.text or decoded.text.isspace():
        return _skip_page(page, "empty page")
    return decoded, markup


def _is_short_text(text: str, *, in_hand: bool) -> bool:
    """Whether a text in which no story shows is a short one and no stub: sentences that name something ("Watch the
    video." names nothing), or any words where somebody has them in hand, a headline too. No line is furniture.
    """
    lines = [line for line in split_lines(text) if line.text]
    if not 0 < len(lines) <= _MOST_LINES_IN_HAND or stands_in_as(None, text) is not None:
        return False
    if any(len(line.words) < _LEAST_IN_HAND or _is_furniture(line) for line in lines):
        return False
    return in_hand or (all(line.ends_sentence for line in lines) and any(map(_names_something, lines)))


def _is_furniture(line: Line) -> bool:
    return line_kind(line, match_furniture(line.text)) != "other"


def _names_something(line: Line) -> bool:
    return any(word[0].isupper() for word in line.words[1:])


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
    least: int,
) -> Report | Skipped:
    paragraphs = [part for part in text.parts if part.kind == "paragraph"]
    body = "\n".join(part.span.cut(text.text) for part in paragraphs)
    if (why := _why_no_story(layout, body, least)) is not None:
        return _skip_page(page, *why)
    if reference is not None and not _is_iso(reference):
        notes = (*notes, f"the date given, {reference[:_SHOWN]!r}, is no ISO date and counts for nothing")
        reference = None
    language = detect_language(body, languages or CODED_LANGUAGES)
    if languages is not None and language not in languages:
        return _skip_page(page, "language not wanted", language)
    address = outlet_address(page.address, layout.metadata.canonical)
    outlet = outlet_name(page.given_outlet, layout.metadata.site_name, address)
    opening, place = find_opening_dateline(text.text, paragraphs)
    when = find_publication_date(page, text, paragraphs, layout, opening, place)
    return Report(
        id=page.id,
        text=text.text,
        parts=complete_days(text.parts, when.value or reference),
        title=layout.title,
        outlet=outlet,
        agency=find_credit(layout, opening, body, page.address, outlet, address),
        byline=find_byline(layout, outlet),
        dateline=place,
        published=when,
        anchor=when.value or reference,
        language=language,
        address=page.address,
        canonical=layout.metadata.canonical,
        fetched=page.fetched,
        given_id=page.given_id,
        origin=page.origin,
        furniture=layout.furniture,
        cuts=text.cuts,
        notes=(*notes, *signs_of_translation(text.text, language)),
    )


def _is_iso(given: str) -> bool:
    """Whether a reference date is a year, a month or a day of the calendar in ISO form."""
    parts = given[:10].split("-")
    try:
        date.fromisoformat("-".join([*parts, "01", "01"][:3]))
    except ValueError:
        return False
    return True


def _why_no_story(layout: Layout, body: str, least: int) -> tuple[str, str] | None:
    """Why what was found on a page is no story, as reason and detail; None where it is one."""
    if instead := layout.instead or (stands_in_as(layout.title, body) if least > 1 else None):
        return _NO_STORY, instead
    words = len(body.split())
    if words < least and len(body) < 8 * least and not (words >= _SENTENCE and Line(body).ends_sentence):
        return (_NO_STORY if not body else "too short to be a story"), f"{words} words"
    return None


def _skip_page(page: Page, reason: str, detail: str = "") -> Skipped:
    return Skipped(page.id, reason, detail, page.origin, page.given_id, page.address)

"""Where the words of a row are: in its own cell, in a file beside the table, or among saved pages by address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from dateline.auditing.theirs import TheirRow
from dateline.auditing.verdicts import TextOfRow
from dateline.model import Coded, Page, Report, Skipped

_MOST = 32 * 2**20
"""Most bytes of one saved page."""


@dataclass(frozen=True, slots=True)
class PageOfRow:
    """The page that holds the words of a row: `given` where its text is a cell, to be taken as it is. Without a page,
    `why_none` says why, unless the row's address may be that of a saved page."""

    page: Page | None
    given: bool = False
    why_none: str = ""


def pages_of(rows: Sequence[TheirRow], folder: Path) -> list[PageOfRow]:
    """The page of every row. `folder` is that of the table: files that rows name must lie in it."""
    return [_page_of(row, folder) for row in rows]


def _page_of(row: TheirRow, folder: Path) -> PageOfRow:
    if row.text:
        page = Page(row.text.encode("utf-8", "replace"), "text/plain", "utf-8", row.url or None,
                    given_published=row.published, origin=f"row {row.number}")  # fmt: skip
        return PageOfRow(page, given=True)
    if row.path:
        return _saved(row, folder)
    return PageOfRow(None, why_none="" if row.url else "the row has no text, no file and no address")


def _saved(row: TheirRow, folder: Path) -> PageOfRow:
    if "\0" in row.path:
        return PageOfRow(None, why_none="the row names a file that cannot be")
    place = (folder / row.path).resolve()
    if not place.is_relative_to(folder.resolve()):
        return PageOfRow(None, why_none=f"{row.path} lies outside the folder of the table")
    try:
        if place.stat().st_size > _MOST:
            return PageOfRow(None, why_none=f"{row.path} is larger than {_MOST // 2**20} MB")
        content = place.read_bytes()
    except (OSError, ValueError) as error:
        words = error.strerror if isinstance(error, OSError) else str(error)
        return PageOfRow(None, why_none=f"{row.path} cannot be read: {words}")
    page = Page(content, address=row.url or None, given_published=row.published, origin=row.path)
    return PageOfRow(page)


def address_key(address: str | None) -> str:
    """What two spellings of one address share: host without www, path without its last slash, query; no scheme, no
    mark. "" for what is no address."""
    try:
        parts = urlsplit((address or "").strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if not host:
        return ""
    return host + parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")


def by_address(outcomes: Iterable[tuple[Page | None, Report | Skipped, Coded | None]]) -> dict[str, TextOfRow]:
    """Saved pages by address: that of the record or line they came from, and those that the page itself gives."""
    found: dict[str, TextOfRow] = {}
    for page, result, coded in outcomes:
        addresses = [page.address if page else None, result.address]
        addresses += [result.canonical] if isinstance(result, Report) else []
        text = TextOfRow(coded, "" if coded else _why(result))
        for key in filter(None, map(address_key, addresses)):
            if key not in found or found[key].coded is None:
                found[key] = text
    return found


def texts_of(
    rows: Sequence[TheirRow],
    pages: Sequence[PageOfRow],
    understood: Mapping[str, tuple[Report | Skipped, Coded | None]],
    saved: Mapping[str, TextOfRow],
) -> Iterator[TextOfRow]:
    """The text of every row. `understood`: what became of the pages, by id; `saved`: the pages of a folder."""
    for row, one in zip(rows, pages, strict=True):
        if one.page is not None:
            result, coded = understood[one.page.id]
            yield TextOfRow(coded, "" if coded else _why(result))
        elif one.why_none:
            yield TextOfRow(None, one.why_none)
        else:
            missing = f"no saved page has the address {row.url}" if saved else "no page is at hand: give --pages FOLDER"
            yield saved.get(address_key(row.url), TextOfRow(None, missing))


def _why(result: Report | Skipped) -> str:
    if isinstance(result, Skipped):
        return f"its page was skipped: {result.reason}"
    return "its page was not coded"

"""JSON: one page a line, or a list of pages, each with what its collector knew of it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import IO, Any

import msgspec

from dateline.model import Page, Skipped
from dateline.reading.containers.skipped_records import skip_record
from dateline.reading.containers.sniffing import sniff
from dateline.reading.tables import rows

Beside = Callable[[str], "Page | Skipped | None"]
"""Opens the file that a line names, None where it is empty."""


def json_pages(stream: IO[bytes], origin: str, limit: int, beside: Beside | None) -> Iterator[Page | Skipped]:
    """The pages of a stream of JSON lines. `beside`: opens a file that a line names by `html_path`; None where lines
    come from no folder. A line that is no page is a Skipped.
    """
    number = 0
    while True:
        where = f"{origin}:{number + 1}"
        try:
            line = stream.readline(2 * limit + 1)
            if not line:
                return
            number += 1
            if len(line) > 2 * limit:
                yield skip_record(where, "page too large", f"a line of more than {2 * limit} bytes")
                while line and not line.endswith(b"\n"):
                    line = stream.readline(65_536)
                continue
        except (OSError, EOFError, zlib.error) as error:
            yield skip_record(where, "broken gzip", str(error))
            return
        if line.strip():
            yield _json_page(line, where, beside)


def json_list_pages(content: bytes, origin: str, beside: Beside | None) -> Iterator[Page | Skipped]:
    """The pages of a JSON list of objects, or of one object that runs over several lines."""
    try:
        found = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        yield skip_record(origin, "file is no JSON", str(error))
        return
    for number, row in enumerate(found if isinstance(found, list) else [found], 1):
        yield _row_page(row, f"{origin}#{number}", beside)


def _json_page(line: bytes, origin: str, beside: Beside | None) -> Page | Skipped:
    try:
        row = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return skip_record(origin, "line is no JSON", str(error))
    return _row_page(row, origin, beside)


def _row_page(row: object, origin: str, beside: Beside | None) -> Page | Skipped:
    if not isinstance(row, dict):
        return skip_record(origin, "line is no JSON object", type(row).__name__)
    return row_page(row, origin, beside)


def row_page(row: Mapping[str, Any], origin: str, beside: Beside | None) -> Page | Skipped:
    """The page that a row of named cells is, by the names of tables/columns.tsv; a Skipped where it holds no text."""
    facts = {name: _first_value(row, name, keys) for name, keys in known_columns().items()}
    given: dict[str, Any] = {
        "address": facts["address"],
        "fetched": facts["fetched"],
        "given_id": facts["id"],
        "given_title": facts["title"],
        "given_outlet": facts["outlet"],
        "given_published": facts["published"],
        "origin": origin,
    }
    if facts["html"]:
        return Page(_utf8(facts["html"]), media="text/html", charset="utf-8", **given)
    if facts["text"] is not None:
        marked = facts["text"].lstrip().startswith("<") and sniff(_utf8(facts["text"][:8192])) == "html"
        media = "text/html" if marked else "text/plain"
        return Page(_utf8(facts["text"]), media=media, charset="utf-8", **given)
    if facts["html_path"] and beside is not None:
        return _page_beside(beside(facts["html_path"]), given)
    return skip_record(origin, "no text and no html in the line", "", facts["address"], facts["id"])


def _page_beside(opened: Page | Skipped | None, given: dict[str, Any]) -> Page | Skipped:
    if isinstance(opened, Page):
        return Page(opened.content, media=opened.media, charset=opened.charset, **given)
    detail = opened.detail if opened else "empty file"
    return skip_record(
        given["origin"], "file beside the line cannot be read", detail, given["address"], given["given_id"]
    )


@cache
def known_columns() -> Mapping[str, tuple[str, ...]]:
    """What is known of a page, and the names under which collectors give it, the likeliest first."""
    return {row["fact"]: row.words("names") for row in rows("columns.tsv", "fact", "names")}


def _first_value(row: Mapping[str, Any], fact: str, names: tuple[str, ...]) -> str | None:
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip() and _can_be(fact, name, value):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return None


def _can_be(fact: str, name: str, value: str) -> bool:
    """Whether a value is of this fact: "source" is an address with some collectors, an outlet with others."""
    if fact == "outlet":
        return "://" not in value
    return fact != "address" or name in ("url", "address") or "://" in value


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")

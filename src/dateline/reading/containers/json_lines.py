"""JSON: one page a line, or a list of pages, each with what its collector knew of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import IO, Any

import msgspec

from dateline.model import Page, Skipped
from dateline.reading.containers.packed import BrokenPacking
from dateline.reading.containers.skipped_records import plain_reason, skip_record
from dateline.reading.containers.sniffing import sniff
from dateline.reading.containers.ways import Ways
from dateline.reading.tables import rows

_MOST_VALUES = 3_000_000
"""Commas in one line or list of JSON: a value takes up to a hundred bytes of memory, though three in the file."""
_TOO_MANY = ("JSON of too many values", f"more than {_MOST_VALUES:,}")
Beside = Callable[[str], "Page | Skipped | None"]
"""Opens the file that a line names, None where it is empty."""


def json_pages(stream: IO[bytes], origin: str, beside: Beside | None, ways: Ways) -> Iterator[Page | Skipped]:
    """The pages of a stream of JSON lines. `beside`: opens a file that a line names by `html_path`; None where lines
    come from no folder. A line that is no page is a Skipped.
    """
    number, limit, empty = 0, ways.limit, True
    while True:
        where = f"{origin}:{number + 1}"
        try:
            line = stream.readline(limit + 1)
            if not line:
                if empty:
                    yield skip_record(origin, "empty file", "")
                return
            number += 1
            empty = empty and not line.strip()
            if len(line) > limit:
                yield skip_record(where, "page too large", f"a line of more than {limit} bytes")
                while line and not line.endswith(b"\n"):
                    line = stream.readline(65_536)
                continue
        except OSError as error:
            kept = "the line before it is kept" if number == 1 else f"the {number:,} lines before it are kept"
            yield skip_stream(where, error, kept if number else "")
            return
        if line.strip():
            yield _json_page(line, where, beside, ways)


def skip_stream(origin: str, error: OSError, kept: str = "") -> Skipped:
    """Why a stream cannot be read to its end. `kept`: what of it is not lost, in words."""
    reason = f"broken {error.packing}" if isinstance(error, BrokenPacking) else "file cannot be read"
    return skip_record(origin, reason, plain_reason(error) + (f"; {kept}" if kept else ""))


def json_list_pages(content: bytes, origin: str, beside: Beside | None, ways: Ways) -> Iterator[Page | Skipped]:
    """The pages of a JSON list of objects, of one object over several lines, or of the one list that it holds."""
    if content.count(b",") > _MOST_VALUES:
        yield skip_record(origin, *_TOO_MANY)
        return
    try:
        found = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        yield skip_record(origin, "file is no JSON", str(error))
        return
    if found == []:
        yield skip_record(origin, "empty file", "a list of nothing")
    for number, row in enumerate(found if isinstance(found, list) else _rows_in(found, ways), 1):
        yield _row_page(row, f"{origin}#{number}", beside, ways)


def _rows_in(found: object, ways: Ways) -> list[object]:
    """The only list of objects in an object that has no text itself, as an interface answers; else the object."""
    if not isinstance(found, dict) or _fact(found, "text", ways) or _fact(found, "html", ways):
        return [found]
    lists = [one for one in found.values() if isinstance(one, list) and one and all(isinstance(x, dict) for x in one)]
    return lists[0] if len(lists) == 1 else [found]


def _json_page(line: bytes, origin: str, beside: Beside | None, ways: Ways) -> Page | Skipped:
    if line.count(b",") > _MOST_VALUES:
        return skip_record(origin, *_TOO_MANY)
    try:
        row = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return skip_record(origin, "line is no JSON", str(error))
    return _row_page(row, origin, beside, ways)


def _row_page(row: object, origin: str, beside: Beside | None, ways: Ways) -> Page | Skipped:
    if not isinstance(row, dict):
        return skip_record(origin, "line is no JSON object", type(row).__name__)
    return row_page(row, origin, beside, ways)


def row_page(row: Mapping[str, Any], origin: str, beside: Beside | None, ways: Ways) -> Page | Skipped:
    """The page that a row of named cells is, by the names of tables/columns.tsv; a Skipped where it holds no text."""
    facts = {name: _fact(row, name, ways) for name in _shipped_columns()}
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
    reason, detail = _why_no_text(row, ways)
    return skip_record(origin, reason, detail, facts["address"], facts["id"])


def _why_no_text(row: Mapping[str, Any], ways: Ways) -> tuple[str, str]:
    """Why a row has no page, as reason and detail: its text is a number or a list, or there is none."""
    known = known_columns(ways)
    for fact in _WORDS:
        for name in (ways.columns.get(fact, ""), *known[fact]):
            if (value := row.get(name)) is not None and not isinstance(value, str):
                return f"{fact} is no string", f'"{name}" is {_KINDS.get(type(value), "something else")}'
    return "no text and no html in the line", ""


def _page_beside(opened: Page | Skipped | None, given: dict[str, Any]) -> Page | Skipped:
    if isinstance(opened, Page):
        return Page(opened.content, media=opened.media, charset=opened.charset, **given)
    detail = opened.detail if opened else "empty file"
    return skip_record(
        given["origin"], "file beside the line cannot be read", detail, given["address"], given["given_id"]
    )


def known_columns(ways: Ways) -> Mapping[str, tuple[str, ...]]:
    """What is known of a page, and the names (in small letters) under which collectors give it: the user's own alone
    where one is named, else the likeliest first.
    """
    own = {fact: (name.strip().lower(),) for fact, name in ways.columns.items()}
    return {**_shipped_columns(), **own}


_WORDS = ("text", "html")
"""The facts that are a page itself: a number is an id, an outlet or a year, but no page."""
_KINDS = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}

FACTS = ("id", "text", "html", "html_path", "address", "outlet", "fetched", "title", "published")
"""What a column may say of a page."""


@cache
def _shipped_columns() -> Mapping[str, tuple[str, ...]]:
    return {row["fact"]: row.words("names") for row in rows("columns.tsv", "fact", "names")}


def _fact(row: Mapping[str, Any], fact: str, ways: Ways) -> str | None:
    own = ways.columns.get(fact)
    if own is None:
        return _first_value(row, fact, _shipped_columns()[fact])
    value = row.get(own, row.get(own.strip().lower()))
    if isinstance(value, str) or _is_number_of(fact, value):
        return str(value) if str(value).strip() else None
    return None


def _first_value(row: Mapping[str, Any], fact: str, names: tuple[str, ...]) -> str | None:
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip() and _can_be(fact, name, value):
            return value
        if _is_number_of(fact, value):
            return str(value)
    return None


def _is_number_of(fact: str, value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and fact not in _WORDS


def _can_be(fact: str, name: str, value: str) -> bool:
    """Whether a value is of this fact: "source" is an address with some collectors, an outlet with others."""
    if fact == "outlet":
        return "://" not in value
    return fact != "address" or name in ("url", "address") or "://" in value


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")

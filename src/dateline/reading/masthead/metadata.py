"""What a page's markup says of itself: title, site, authors and every date that it names, each as a witness."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

import lxml.etree

from dateline.model import Witness
from dateline.reading.lines import PageMetadata
from dateline.reading.lines.calendar_dates import find_dates
from dateline.reading.lines.machine_dates import spell_out
from dateline.reading.lines.page_words import any_of
from dateline.reading.masthead.structured_data import StructuredData, plain, read_structured_data
from dateline.reading.tables import rows

BESIDE = "beside the story"
"""With this open the words of a witness that speaks of other stories, or of the day of the visit."""
_SIGNED = lxml.etree.XPath(
    "//h1 | (//@rel[contains(., 'author')] | //@itemprop[contains(., 'author')]"
    " | //@class[contains(., 'author') or contains(., 'Author') or contains(., 'byline') or contains(., 'Byline')])"
    "/parent::*[not(self::meta or self::link or self::body or self::article or self::main or self::script)]"
)
_MOST_SIGNED, _LONGEST_SIGNED, _FIRST_SIGNED = 60, 120, 4
_NOT_OF_STORY = re.compile(any_of("part beside"), re.IGNORECASE)
_DATED = lxml.etree.XPath(
    "//time | //abbr[@title]"
    " | //@itemprop[contains(., 'date') or contains(., 'Date')]/parent::*[not(self::meta or self::time)]"
)
_MOST_DATED, _MOST_LOOKED_AT = 6, 100
_BESIDE = re.compile(rf"(?:^|[\s_-]){any_of('part beside')}", re.IGNORECASE)


def read_metadata(tree: Any) -> PageMetadata:
    """The facts of a parsed page (an lxml tree)."""
    metas = _metas(tree)
    canonical = _canonical(tree) or metas.get("og:url")
    headings = [words for h in tree.iter("h1") if len((words := _words(h)).split()) >= 2]
    shared = plain(metas.get("og:title")) or plain(metas.get("twitter:title"))
    above = _words(next(tree.iter("title"), None))
    data = read_structured_data(tree, [*headings, shared, above], canonical)
    site = metas.get("og:site_name") or metas.get("application-name")
    return PageMetadata(
        title=_title(headings, shared or data.first("headline") or above),
        site_name=site or next(iter((*data.sites, *data.publishers)), None),
        canonical=canonical or next(_addresses(data), None),
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or None),
        authors=tuple(dict.fromkeys(_authors(metas, data))),
        publishers=tuple(dict.fromkeys(filter(None, (site, *data.sites, *data.publishers, *_makers(data))))),
        signed=tuple(_signed(tree)),
        witnesses=tuple(_witnesses(tree, metas, data)),
    )


@cache
def _names(sort: str) -> tuple[str, ...]:
    """The names of one sort in tables/metadata.tsv, in its order."""
    return tuple(name for what, name in rows("metadata.tsv", "sort", "name") if what == sort)


def _metas(tree: Any) -> dict[str, str]:
    out: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            out.setdefault(name, content[:1000])
    return out


def _title(headings: list[str], declared: str) -> str | None:
    """The heading that the page declares as its title, or what it declares."""
    if not declared:
        return headings[0] if headings else None
    folded = declared.lower()
    return next((h for h in headings if h.lower() in folded or folded in h.lower()), declared)


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())[:500] if element is not None else ""


def _canonical(tree: Any) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and (link.get("href") or "").startswith("http"):
            return str(link.get("href"))
    return None


def _addresses(data: StructuredData) -> Iterator[str]:
    for thing in data.story[:1]:
        page = thing.get("mainEntityOfPage")
        for value in (page.get("@id") if isinstance(page, dict) else page, thing.get("url")):
            if (address := plain(value)).startswith("http"):
                yield address


def _authors(metas: dict[str, str], data: StructuredData) -> Iterator[str]:
    for thing in data.story or data.page:
        yield from (name for name, body in data.makers(thing) if not body and 2 < len(name) < 100)
    for key in _names("author"):
        value = plain(metas.get(key))
        if value and not value.startswith("http") and len(value) < 150:
            yield value


def _makers(data: StructuredData) -> Iterator[str]:
    """Organisations that are given as authors."""
    return (name for thing in data.story for name, body in data.makers(thing) if body)


def _witnesses_of_today(tree: Any) -> Iterator[Witness]:
    """Dates in the site's head: many sites print the day of the visit there."""
    for head in islice(tree.iter("header", "nav"), 8):
        above = {one.tag for one in head.iterancestors()}
        if above & {"article", "main"} or next(head.iter("h1"), None) is not None:
            continue
        for element in islice(head.iter(), 400):
            words = " ".join((element.text or "").split()) if isinstance(element.tag, str) else ""
            if 6 <= len(words) < 60 and any(map(str.isdigit, words)):
                yield Witness("time element", words, f"{BESIDE}: {words}")


def _stands_beside(element: Any) -> bool:
    """Whether an element is part of a side column, a menu, a list of other stories or the comments."""
    for above in islice(element.iterancestors(), 12):
        if above.tag in ("article", "main", "body"):
            return False
        marks = f"{above.get('class') or ''} {above.get('id') or ''}"
        if above.tag in ("aside", "nav", "footer") or _BESIDE.search(marks):
            return True
    return False


def _signed(tree: Any) -> Iterator[str]:
    """The words of parts that are named for an author, from the last heading on that has any below it: what stands
    above it, and beside the story, is of others.
    """
    found: list[str] = []
    headed = False
    for element in islice(_SIGNED(tree), _MOST_SIGNED):
        if element.tag == "h1":
            if not headed:
                found.clear()
            headed = headed or len(_words(element).split()) > 1
            continue
        words = _words(element)
        marks = f"{element.get('class') or ''} {element.get('id') or ''}"
        if 2 < len(words) <= _LONGEST_SIGNED and not _NOT_OF_STORY.search(marks) and not _stands_beside(element):
            found.append(words)
    return iter(found[:_FIRST_SIGNED])


def _witnesses(tree: Any, metas: dict[str, str], data: StructuredData) -> Iterator[Witness]:
    told = list(_witnesses_of_data(data.story))
    yield from told or _witnesses_of_data(data.page)
    for name in (*_names("published"), *_names("modified")):
        if value := metas.get(name):
            yield Witness("meta", spell_out(value)[:60], f"{name} {value[:60]}")
    yield from _witnesses_of_today(tree)
    dated = ((element, value) for element in islice(_DATED(tree), _MOST_LOOKED_AT) if (value := _value(element)))
    for element, value in islice(dated, _MOST_DATED):
        label = f"{BESIDE}:" if _stands_beside(element) else _label(element)
        yield Witness("time element", value, f"{label} {value}".strip())


def _witnesses_of_data(things: tuple[dict[str, Any], ...]) -> Iterator[Witness]:
    for thing in things:
        for key in ("datePublished", "dateCreated", "dateModified"):
            given = thing.get(key)
            value = spell_out(str(given) if isinstance(given, int) else plain(given))[:40]
            if find_dates(value):
                yield Witness("structured data", value, f"{key} {value}")


def _value(element: Any) -> str:
    """The date of an element: as it is printed where that is the day before or after the instant in its markup, which
    is the same moment in another zone.
    """
    given = spell_out(element.get("datetime") or element.get("content") or element.get("title") or "")[:60]
    printed = _words(element)[:60]
    if element.tag != "time" and not find_dates(given):
        return printed if find_dates(printed) else ""
    one, two = (next((_day(d.value) for d in find_dates(words)), None) for words in (given, printed))
    return printed if one and two and abs((one - two).days) == 1 else given or printed


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if len(value) == len("2024-06-11") and value[0].isdigit() else None


def _label(element: Any) -> str:
    pubdate = "pubdate" if element.get("pubdate") is not None else None
    return " ".join(filter(None, (element.get("itemprop"), element.get("class"), pubdate)))

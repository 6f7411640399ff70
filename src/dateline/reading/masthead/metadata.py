"""What a page's markup says of itself: title, site, authors and every date that it names, each as a witness."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

import msgspec

from dateline.model import Witness
from dateline.reading.lines import PageMetadata
from dateline.reading.lines.page_words import any_of
from dateline.reading.tables import rows

_MAX_SCRIPT = 400_000
BESIDE = "beside the story"
"""With this open the words of a witness that speaks of other stories, or of the day of the visit."""
_BESIDE = re.compile(rf"(?:^|[\s_-]){any_of('part beside')}", re.IGNORECASE)


def read_metadata(tree: Any) -> PageMetadata:
    """The facts of a parsed page (an lxml tree)."""
    metas = _metas(tree)
    data = list(_structured_data(tree))
    return PageMetadata(
        title=_title(tree, metas, data),
        site_name=metas.get("og:site_name") or metas.get("application-name"),
        canonical=_canonical(tree) or metas.get("og:url"),
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or None),
        authors=tuple(_authors(metas, data)),
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


def _structured_data(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > _MAX_SCRIPT:
            continue
        try:
            data = msgspec.json.decode(script.text.strip().strip(";").encode("utf-8", "replace"))
        except (msgspec.DecodeError, RecursionError):
            continue  # broken JSON-LD is no witness; the page's other witnesses speak
        yield from _objects(data, 0)


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, list):
        for item in data[:50]:
            yield from _objects(item, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(kind in _names("article") for kind in kinds):
            yield data
        yield from _objects(data.get("@graph"), depth + 1)
        yield from _objects(data.get("mainEntity"), depth + 1)


def _title(tree: Any, metas: dict[str, str], data: list[dict[str, Any]]) -> str | None:
    headings = [_words(h) for h in tree.iter("h1")]
    headings = [h for h in headings if len(h.split()) >= 2]
    declared = (
        metas.get("og:title") or metas.get("twitter:title") or _headline(data) or _words(next(tree.iter("title"), None))
    )
    if declared:
        for heading in headings:
            if heading.lower() in declared.lower() or declared.lower() in heading.lower():
                return heading
        return declared
    return headings[0] if headings else None


def _headline(data: list[dict[str, Any]]) -> str | None:
    return next((d["headline"] for d in data if isinstance(d.get("headline"), str) and d["headline"].strip()), None)


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())[:500] if element is not None else ""


def _canonical(tree: Any) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and (link.get("href") or "").startswith("http"):
            return str(link.get("href"))
    return None


def _authors(metas: dict[str, str], data: list[dict[str, Any]]) -> Iterator[str]:
    for thing in data:
        authors = thing.get("author")
        for author in authors if isinstance(authors, list) else [authors]:
            name = author.get("name") if isinstance(author, dict) else author
            for part in name if isinstance(name, list) else [name]:
                if isinstance(part, str) and 2 < len(part) < 100:
                    yield part
    for key in _names("author"):
        value = metas.get(key)
        if value and not value.startswith("http") and len(value) < 150:
            yield value


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


def _witnesses(tree: Any, metas: dict[str, str], data: list[dict[str, Any]]) -> Iterator[Witness]:
    for thing in data:
        for key in ("datePublished", "dateCreated", "dateModified"):
            value = thing.get(key)
            if isinstance(value, str) and re.match(r"\s*(?:19|20)\d\d", value):
                yield Witness("structured data", value.strip()[:40], f"{key} {value.strip()[:40]}")
    for name in (*_names("published"), *_names("modified")):
        if value := metas.get(name):
            yield Witness("meta", value[:60], f"{name} {value[:60]}")
    yield from _witnesses_of_today(tree)
    for number, element in enumerate(tree.iter("time")):
        if number >= 6:
            break
        value = element.get("datetime") or _words(element)
        if value and _stands_beside(element):
            yield Witness("time element", value.strip()[:60], f"{BESIDE}: {value.strip()[:60]}")
        elif value:
            label = " ".join(
                filter(
                    None,
                    (
                        element.get("itemprop"),
                        element.get("class"),
                        "pubdate" if element.get("pubdate") is not None else None,
                    ),
                )
            )
            yield Witness("time element", value.strip()[:60], f"{label} {value.strip()[:60]}".strip())

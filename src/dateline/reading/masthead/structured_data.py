"""What a page's JSON-LD (schema.org) says: which of its things is the story, who made it, who printed it."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from dateline.reading.masthead.loose_json import read_json_ld
from dateline.reading.tables import rows

_MAX_SCRIPT = 400_000
_DEEPEST = 4
_MOST = 200
"""Things of one list that are looked at."""
_PRINTING = ("publisher", "sourceOrganization", "copyrightHolder")
Thing = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StructuredData:
    """`story`: the things that are the page's story; `page`: those that are the page around it. `sites`: names of its
    site, `publishers`: of whoever publishes it. `named`: all things with a name, by their id.
    """

    story: tuple[Thing, ...] = ()
    page: tuple[Thing, ...] = ()
    sites: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    named: Mapping[str, Thing] = field(default_factory=dict)

    def first(self, key: str) -> str | None:
        """The first words under a key."""
        return next((words for thing in (*self.story, *self.page) if (words := plain(thing.get(key)))), None)

    def makers(self, thing: Thing) -> Iterator[tuple[str, bool]]:
        """Who made a thing: each name, and whether it is said to be an organisation's."""
        for key in ("author", "creator"):
            found = list(_names(thing.get(key), self.named))
            if found:
                yield from found
                return


def _names(value: Any, named: Mapping[str, Thing]) -> Iterator[tuple[str, bool]]:
    """The names that stand under a key, with whether each is an organisation's."""
    for one in _listed(value):
        if isinstance(one, dict):
            known = one if one.get("name") is not None else named.get(str(one.get("@id")), one)
            body = any(kind.endswith("Organization") for kind in _kinds(known))
            yield from ((words, body) for part in _listed(known.get("name")) if (words := plain(part)))
        elif words := plain(one):
            yield words, False


def read_structured_data(tree: Any, titles: Sequence[str], canonical: str | None) -> StructuredData:
    """The JSON-LD of a parsed page. `titles`: what the page is headed with, `canonical`: its address; they tell its own
    story from others' that are listed beside it.
    """
    things: list[Thing] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) <= _MAX_SCRIPT:
            for value in read_json_ld(script.text):
                things.extend(_things(value, 0))
    if not things:
        return StructuredData()
    stories = [thing for thing in things if _kinds(thing) & _types("article")]
    own = _own(stories, [_fold(title) for title in titles if title], canonical)
    sites = [name for thing in things if "WebSite" in _kinds(thing) and (name := plain(thing.get("name")))]
    named = {str(thing["@id"]): thing for thing in things if thing.get("@id") and thing.get("name")}
    around = tuple(thing for thing in things if _kinds(thing) & _types("page"))
    printing = (name for key in _PRINTING for thing in (*own, *around) for name, _ in _names(thing.get(key), named))
    return StructuredData(tuple(own), around, tuple(sites), tuple(dict.fromkeys(printing)), named)


def plain(value: Any) -> str:
    """A string without the entities that JSON-LD needs not have; "" for anything else."""
    return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""


@cache
def _types(sort: str) -> frozenset[str]:
    return frozenset(name for what, name in rows("metadata.tsv", "sort", "name") if what == sort)


def _kinds(thing: Thing) -> frozenset[str]:
    """The types of a thing, without the address of schema.org before them."""
    kinds = (kind for kind in _listed(thing.get("@type")) if isinstance(kind, str))
    return frozenset(kind.rpartition("/")[2].rpartition(":")[2] for kind in kinds)


def _listed(value: Any) -> list[Any]:
    return value[:_MOST] if isinstance(value, list) else [value]


def _things(value: Any, depth: int) -> Iterator[Thing]:
    """The things of a script; those that lists of others' stories hold are none of the page's."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value[:_MOST]:
            yield from _things(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "author", "publisher"):
            if isinstance(value.get(key), dict | list):
                yield from _things(value[key], depth + 1)


def _own(stories: Sequence[Thing], titles: Sequence[str], canonical: str | None) -> list[Thing]:
    """The stories that are the page's: of several, those that bear its title or address, where any does."""
    if len(stories) < 2:
        return list(stories)
    scores = [_bears_title(thing, titles) + _bears_address(thing, canonical) for thing in stories]
    most = max(scores)
    return [thing for thing, score in zip(stories, scores, strict=True) if score == most] if most else list(stories)


def _bears_title(thing: Thing, titles: Sequence[str]) -> bool:
    headline = _fold(plain(thing.get("headline")) or plain(thing.get("name")))
    return len(headline) > 8 and any(headline in title or (len(title) > 8 and title in headline) for title in titles)


def _bears_address(thing: Thing, canonical: str | None) -> bool:
    page = thing.get("mainEntityOfPage")
    page = page.get("@id") or page.get("url") if isinstance(page, dict) else page
    path = _path(canonical)
    return path != "" and any(_path(plain(one)) == path for one in (thing.get("url"), page, thing.get("@id")))


def _path(address: str | None) -> str:
    try:
        return urlsplit(address or "").path.rstrip("/")
    except ValueError:
        return ""


def _fold(words: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in words.lower()).split())

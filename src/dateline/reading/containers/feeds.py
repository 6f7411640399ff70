"""RSS and Atom files: every item that carries its story becomes a page; the feed's facts stand in the page's head.

An item's page is an HTML document made of the item alone: title, author, date, link and feed title as the markup of any
news page would give them, and the item's body. So one way of reading serves feeds and pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from html.entities import html5
from typing import Any

import lxml.etree

from dateline.model import Page, Skipped
from dateline.reading.containers.decoding import decode
from dateline.reading.containers.skipped_records import skip_record
from dateline.reading.lines.calendar_dates import find_dates
from dateline.reading.lines.machine_dates import spell_out
from dateline.reading.tables import rows

_BODIES = ("encoded", "content", "body", "fulltext", "full-text")
_SUMMARIES = ("description", "summary")
_ITEMS = ("item", "entry")
_LEAST_BODY, _LEAST_DESCRIPTION = 40, 120
"""Words. RSS says that a description may be the whole text; one that is shorter than this is taken for a synopsis."""
_MOST_TAGS = 1_000_000
"""An element takes some two hundred bytes of memory, though four in the file."""
_ENTITIES = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30};)")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r"<[^<>]{0,4000}>")
_MARKED = re.compile(
    r"</?(?:p|br|div|a|b|i|em|strong|ul|ol|li|h[1-6]|img|figure|blockquote|span|table)\b", re.IGNORECASE
)
_INLINE = re.compile(r"</?(?:p|br|a|b|i|em|strong|span)\b[^<>]{0,400}>", re.IGNORECASE)


def feed_pages(content: bytes, origin: str) -> Iterator[Page | Skipped]:
    """The items of an RSS (0.9 to 2.0, RDF) or Atom feed. An item with only a summary is a Skipped; so is a feed that
    declares entities of its own, before anything in it is expanded, and the last item of a feed that breaks off.
    """
    text = _text(content)
    if _ENTITIES.search(text[: _root_at(text)]):
        yield skip_record(
            origin, "feed declares entities", "refused unread: entities can stand for files and for bombs"
        )
        return
    if text.count("<") > _MOST_TAGS:
        yield skip_record(origin, "feed of too many elements", f"more than {_MOST_TAGS:,} tags")
        return
    root, error = _parse(text)
    items = [] if root is None else [e for e in root.iter() if isinstance(e.tag, str) and _name(e) in _ITEMS]
    if root is None or not items:
        yield skip_record(origin, "no item in the feed", error)
        return
    channel = next((e for e in root.iter() if isinstance(e.tag, str) and _name(e) in ("channel", "feed")), root)
    feed_title = _words_meant(_child(channel, "title"))
    broken = not re.search(r"</[\w:]+>\s*(?:<!--.*?-->\s*)*$", text[-2_000:], re.DOTALL)
    for number, item in enumerate(items, 1):
        where = f"{origin}#{number}"
        if broken and number == len(items):
            yield skip_record(where, "feed breaks off", error, *_names(item))
        else:
            yield _page(_Item.of(item, feed_title), where)
    if error and not broken:
        yield skip_record(origin, "feed is damaged", f"{error}; {len(items)} items were found")


def _text(content: bytes) -> str:
    found = _DECLARED.search(content[:200])
    text = decode(content, found[1].decode("ascii") if found else None).text
    text = _NO_XML.sub(" ", _DECLARATION.sub("", text.lstrip("\ufeff"), count=1))
    return _NAMED.sub(lambda m: html5.get(m[1], m[0]), text)


def _root_at(text: str) -> int:
    found = re.search(r"<(?:\w+:)?(?:rss|feed|RDF|channel)\b", text)
    return found.start() if found else len(text)


def _parse(text: str) -> tuple[Any, str]:
    """The root of what can be parsed, and the parser's complaint ("" if it has none)."""
    parser = lxml.etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=True, encoding="utf-8"
    )
    try:
        root = lxml.etree.fromstring(text.strip().encode("utf-8"), parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        return None, str(error)[:200]
    faults = [entry for entry in parser.error_log if entry.level_name in ("FATAL", "ERROR")]
    return root, f"line {faults[0].line}: {faults[0].message}"[:200] if faults else ""


@dataclass(frozen=True, slots=True)
class _Item:
    """What a feed says of one story, as HTML where it is marked up."""

    title: str
    body: str
    whole: bool
    link: str | None
    name: str | None
    published: str
    updated: str
    authors: tuple[str, ...]
    outlet: str

    @classmethod
    def of(cls, item: Any, feed_title: str) -> _Item:
        """The facts of an RSS item or an Atom entry."""
        bodies = [_markup(e) for e in item if isinstance(e.tag, str) and _name(e) in _BODIES and not e.get("src")]
        summaries = [_markup(e) for e in item if isinstance(e.tag, str) and _name(e) in _SUMMARIES]
        body = max((*bodies, *summaries), key=len, default="")
        least = _LEAST_BODY if body in bodies else _LEAST_DESCRIPTION
        words = _TAG.sub(" ", body).split()
        link, name = _names(item)
        source = _child(item, "source")
        named = _words_meant(_child(source, "title") if source is not None and len(source) else source)
        return cls(
            title=_words_meant(_child(item, "title")),
            body=body,
            whole=len(words) >= least and not _trails_off(" ".join(words[-20:])),
            link=link,
            name=name,
            published=spell_out(_first_words(item, ("pubdate", "published", "date", "issued", "created"))),
            updated=spell_out(_first_words(item, ("updated", "modified", "lastmod"))),
            authors=tuple(filter(None, (_author(e) for e in item if _has_name(e, ("creator", "author"))))),
            outlet=named or feed_title,
        )


def _page(item: _Item, origin: str) -> Page | Skipped:
    words = len(_TAG.sub(" ", item.body).split())
    if not words:
        return skip_record(origin, "no text in the feed's item", item.title[:100], item.link, item.name)
    if not item.whole:
        return skip_record(origin, "the feed carries only a summary", f"{words} words", item.link, item.name)
    content = _document(item).encode("utf-8")
    return Page(content, "text/html", "utf-8", address=item.link, given_id=item.name, origin=origin)


def _document(item: _Item) -> str:
    # An Atom entry must give `updated` and need not give `published`: then it is all that is known of its date.
    published = item.published or item.updated
    meta = [
        *(("author", author) for author in item.authors),
        *([("pubdate", published)] if published else []),
        *([("lastmod", item.updated)] if item.updated and item.published else []),
        *([("og:site_name", item.outlet)] if item.outlet else []),
    ]
    head = "".join(f'<meta name="{name}" content="{escape(value)}">\n' for name, value in meta)
    title = escape(item.title, quote=False)
    return (
        f'<!doctype html>\n<html><head><meta charset="utf-8">\n<title>{title}</title>\n{head}</head>\n'
        f"<body><article><h1>{title}</h1>\n{item.body}\n</article></body></html>\n"
    )


def _markup(element: Any) -> str:
    """The HTML that an element holds: escaped, in CDATA, as XHTML children, or as plain paragraphs."""
    if len(element) and any(isinstance(child.tag, str) for child in element):
        inner = (lxml.etree.tostring(child, encoding="unicode", method="html") for child in element)
        return ((element.text or "") + "".join(inner)).strip()
    text = "".join(element.itertext()).strip()
    if _MARKED.search(text):
        return text
    return "".join(f"<p>{escape(line.strip(), quote=False)}</p>\n" for line in text.splitlines() if line.strip())


def _names(item: Any) -> tuple[str | None, str | None]:
    """Link and identifier of an item."""
    name = _first_words(item, ("guid", "id")) or None
    links = [e for e in item if _has_name(e, ("link",))]
    hrefs = [e.get("href") for e in links if e.get("href") and e.get("rel", "alternate") == "alternate"]
    texts = [_plain_text(e) for e in links if not e.get("href")]
    link = next((one for one in (*hrefs, *texts) if one), None)
    if link is None and name is not None and name.startswith(("http://", "https://")):
        link = name
    return link, name


def _author(element: Any) -> str:
    name = _child(element, "name")
    words = _words_meant(name if name is not None else element)
    in_brackets = re.fullmatch(r"\S+@\S+\s+\((.+)\)", words)  # RSS: "desk@harbour.example (Harbour desk)"
    return in_brackets[1] if in_brackets else words if "@" not in words else ""


def _first_words(item: Any, names: tuple[str, ...]) -> str:
    """The first of these children's words; of dates one that can be read, if there is one."""
    words = [_plain_text(e) for name in names for e in item if _has_name(e, (name,))]
    return next((one for one in words if find_dates(one)), next(filter(None, words), ""))


def _child(element: Any, name: str) -> Any:
    return next((e for e in element if _has_name(e, (name,))), None)


def _has_name(element: Any, names: tuple[str, ...]) -> bool:
    return isinstance(element.tag, str) and _name(element) in names


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _plain_text(element: Any) -> str:
    if element is None:
        return ""
    return " ".join(_TAG.sub(" ", "".join(element.itertext())).split())[:1000]


def _words_meant(element: Any) -> str:
    """A heading's or a name's words; what is escaped twice ("Mayor&amp;#8217;s") is meant to be read once."""
    words = _plain_text(element)
    return " ".join(_INLINE.sub(" ", unescape(words)).split()) if "&" in words else words


def _trails_off(ending: str) -> bool:
    bare = ending.rstrip(" \u00a0.>»›→")
    return ending.rstrip("])}> »").endswith(("…", "...")) or _teasers().search(bare) is not None


@cache
def _teasers() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[.!?…»\"”)\]]\s*)(?:{'|'.join(row['ending'] for row in rows('teasers.tsv', 'ending'))})$", re.IGNORECASE
    )

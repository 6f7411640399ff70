"""A text with spans marked, as HTML: marks nest, and where two cross, the later is cut in two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from dateline.model import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be seen of one span.

    `kinds` are the classes of its element, `title` what a pointer over it shows. `label` stands behind its words.
    `anchor` is the id of the element and `link` where its words lead; both are empty where nothing is linked.
    """

    span: Span
    kinds: tuple[str, ...]
    title: str = ""
    label: str = ""
    anchor: str = ""
    link: str = ""


def mark_text(text: str, within: Span, marks: Iterable[Mark]) -> Markup:
    """The words of `within` as HTML, with every mark that overlaps them. Everything of the text is escaped.

    The words lead where the innermost mark leads; a link never stands in a link.
    """
    held = sorted((m for m in marks if m.span.overlaps(within)), key=lambda m: (m.span.start, -m.span.end))
    return Markup("").join(_pieces(text, within, held))


def _pieces(text: str, within: Span, held: Sequence[Mark]) -> Iterator[Markup]:
    edges = {within.start, within.end}
    for mark in held:
        edges |= {max(mark.span.start, within.start), min(mark.span.end, within.end)}
    cuts = sorted(edges)
    opened: list[Mark] = []
    for start, end in pairwise(cuts):
        active = [mark for mark in held if mark.span.start <= start and end <= mark.span.end]
        shared = sum(1 for _ in _shared(opened, active))
        yield from _close(opened[shared:], start)
        for mark in active[shared:]:
            yield _open(mark, first=start == max(mark.span.start, within.start))
        opened = active
        yield _words(_showable(text[start:end]), active)
    yield from _close(opened, within.end)


def _shared(opened: Sequence[Mark], active: Sequence[Mark]) -> Iterator[Mark]:
    for one, other in zip(opened, active, strict=False):
        if one is not other:
            return
        yield one


def _open(mark: Mark, *, first: bool) -> Markup:
    anchor = Markup(' id="{}"').format(mark.anchor) if mark.anchor and first else ""
    title = Markup(' title="{}"').format(mark.title) if mark.title else ""
    return Markup('<span class="{}"{}{}>').format(" ".join(mark.kinds), anchor, title)


def _close(opened: Sequence[Mark], at: int) -> Iterator[Markup]:
    for mark in reversed(opened):
        yield Markup("</span>")
        if mark.label and mark.span.end <= at:
            yield _label(mark)


def _label(mark: Mark) -> Markup:
    if mark.link:
        return Markup('<sup class="d-ref"><a href="{}">{}</a></sup>').format(mark.link, mark.label)
    return Markup('<sup class="d-ref">{}</sup>').format(mark.label)


def _words(words: str, active: Sequence[Mark]) -> Markup:
    link = next((mark.link for mark in reversed(active) if mark.link), "")
    return Markup('<a href="{}">{}</a>').format(link, words) if link and not words.isspace() else escape(words)


def _showable(words: str) -> str:
    """UTF-8 has no half surrogates, and a page's text may."""
    return words.encode("utf-8", "replace").decode("utf-8")

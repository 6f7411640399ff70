"""What was found on a page, before it is put together: the story's stretches, its furniture, its masthead lines."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Furniture, Witness
from dateline.reading.clean import Kept


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page's markup says of itself; None and () where it is plain text."""

    title: str | None = None
    site_name: str | None = None
    canonical: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    witnesses: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The page taken apart. `head` are the masthead lines above or inside the story (bylines, credits, date lines) in
    the order of the page, `tail` those below it; both as printed.
    """

    kept: tuple[Kept, ...]
    furniture: tuple[Furniture, ...]
    title: str | None
    head: tuple[str, ...]
    tail: tuple[str, ...]
    facts: Facts = Facts()

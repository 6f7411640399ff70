"""What was found on a page, before it is put together: the story's stretches, its furniture, its masthead lines."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Furniture, FurnitureKind, Witness
from dateline.reading.lines.clean_text import Kept


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page's markup says of itself; None and () where it is plain text. `publishers`: names of the site, of its
    publisher and of organisations, none of them a person. `signed`: the words of parts of the page that are named for
    its author.
    """

    title: str | None = None
    site_name: str | None = None
    canonical: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    witnesses: tuple[Witness, ...] = ()


NO_METADATA = PageMetadata()


@dataclass(frozen=True, slots=True)
class Layout:
    """The page taken apart. `head` is the furniture above and inside the story that can belong to its masthead
    (bylines, credits, date lines), in the order of the page, `tail` that below it. `instead`: what the page is where it
    tells no story, in words. `dated`: short lines of HTML about the headline, some of which hold a date or a name.
    """

    kept: tuple[Kept, ...]
    furniture: tuple[Furniture, ...]
    title: str | None
    head: tuple[Furniture, ...]
    tail: tuple[Furniture, ...]
    metadata: PageMetadata = NO_METADATA
    instead: str = ""
    dated: tuple[str, ...] = ()

    def lines(self, *kinds: FurnitureKind) -> tuple[str, ...]:
        """The masthead lines of these kinds, above and below the story, as printed."""
        return tuple(item.text for item in (*self.head, *self.tail) if item.kind in kinds)

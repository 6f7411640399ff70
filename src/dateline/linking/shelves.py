"""What linking keeps between one growth and the next, so that new reports find what they touch.

Nothing here is a result. All of it is made anew when a record is linked from the beginning.
"""

from __future__ import annotations

import hashlib
from bisect import insort
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from dateline.linking.sketches import Sketch
from dateline.model import Coded, Story, TextReuse


@dataclass(frozen=True, slots=True)
class Link:
    """What ties two reports: `weight` in [0, 1], how alike they are (1 for one text); their shared passages if any."""

    weight: float
    kin: TextReuse | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A story that is kept: its id and its reports."""

    id: str
    reports: tuple[str, ...]


Links = Mapping[str, Mapping[str, Link]]


class Shelf(Protocol):
    """Where it is kept. Reports are named by their ids; lists of carriers are in the order of `rank`."""

    def coded(self, names: Collection[str]) -> Iterator[Coded]:
        """These reports with their codings."""

    def carriers(self, keys: Collection[int], most: int | None = None) -> Mapping[int, tuple[str, ...]]:
        """The first `most` reports under each of these keys, or all; a key without any may be left out."""

    def post(self, name: str, keys: Iterable[int]) -> None:
        """Puts a report under keys."""

    def unpost(self, name: str, keys: Iterable[int]) -> None:
        """Takes a report from under keys."""

    def sketches(self, names: Collection[str]) -> Mapping[str, Sketch]:
        """The sketches of those of these reports that have one."""

    def put_sketch(self, name: str, one: Sketch) -> None:
        """Keeps the sketch of a report in place of the one it had."""

    def links(self, names: Collection[str]) -> Links:
        """The links of these reports, by the report at the other end."""

    def put_links(self, name: str, links: Mapping[str, Link]) -> None:
        """Puts these links of a report in place of all it had, at both ends."""

    def companions(self, names: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """For each of these reports that was linked: all reports that were linked with it in one piece."""

    def put_piece(self, names: Collection[str]) -> None:
        """Notes that these reports are one piece."""

    def stories(self, names: Collection[str]) -> Mapping[str, Told]:
        """The story of each of these reports that is in one."""


def rank(name: str) -> int:
    """A number of 63 bits that orders reports the same way in every record, and no better than by chance."""
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


class MemoryShelf:
    """A shelf for one run: nothing is linked yet."""

    def __init__(self, coded: Mapping[str, Coded]) -> None:
        self._coded = coded
        self._under: dict[int, list[tuple[int, str]]] = {}
        self._sketches: dict[str, Sketch] = {}
        self._links: dict[str, dict[str, Link]] = {}
        self._piece: dict[str, tuple[str, ...]] = {}
        self._story: dict[str, Told] = {}

    def coded(self, names: Collection[str]) -> Iterator[Coded]:
        """These reports with their codings."""
        return (self._coded[name] for name in names)

    def carriers(self, keys: Collection[int], most: int | None = None) -> Mapping[int, tuple[str, ...]]:
        """The first `most` reports under each of these keys, or all; a key without any may be left out."""
        return {key: tuple(name for _, name in self._under[key][:most]) for key in keys if key in self._under}

    def post(self, name: str, keys: Iterable[int]) -> None:
        """Puts a report under keys."""
        for key in keys:
            insort(self._under.setdefault(key, []), (rank(name), name))

    def unpost(self, name: str, keys: Iterable[int]) -> None:
        """Takes a report from under keys."""
        for key in keys:
            self._under[key].remove((rank(name), name))

    def sketches(self, names: Collection[str]) -> Mapping[str, Sketch]:
        """The sketches of those of these reports that have one."""
        return {name: self._sketches[name] for name in names if name in self._sketches}

    def put_sketch(self, name: str, one: Sketch) -> None:
        """Keeps the sketch of a report in place of the one it had."""
        self._sketches[name] = one

    def links(self, names: Collection[str]) -> Links:
        """The links of these reports, by the report at the other end."""
        return {name: dict(self._links.get(name, {})) for name in names}

    def put_links(self, name: str, links: Mapping[str, Link]) -> None:
        """Puts these links of a report in place of all it had, at both ends."""
        for other in self._links.get(name, {}):
            del self._links[other][name]
        self._links[name] = dict(links)
        for other, one in links.items():
            self._links.setdefault(other, {})[name] = one

    def companions(self, names: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """For each of these reports that was linked: all reports that were linked with it in one piece."""
        return {name: self._piece[name] for name in names if name in self._piece}

    def put_piece(self, names: Collection[str]) -> None:
        """Notes that these reports are one piece."""
        piece = tuple(sorted(names))
        self._piece.update(dict.fromkeys(piece, piece))

    def stories(self, names: Collection[str]) -> Mapping[str, Told]:
        """The story of each of these reports that is in one."""
        return {name: self._story[name] for name in names if name in self._story}

    def put_stories(self, stories: Iterable[Story]) -> None:
        """Notes the stories of a growth."""
        for story in stories:
            self._story.update(dict.fromkeys(story.reports, Told(story.id, story.reports)))

"""What linking keeps between one growth and the next, so that new reports find what they touch.

Nothing here is a result. All of it is made anew when a record is linked from the beginning.
"""

from __future__ import annotations

import hashlib
from bisect import insort
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from dateline.linking.sketches import Sketch
from dateline.model import Coded, Report, Story, TextReuse


@dataclass(frozen=True, slots=True)
class Link:
    """What ties two reports: `weight` in [0, 1], how alike they are (1 for one text); their shared passages if any."""

    weight: float
    kin: TextReuse | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A story that is kept: its id and its reports, sorted."""

    id: str
    reports: tuple[str, ...]


Pair = tuple[str, str]
"""Two reports, the smaller id first."""
Links = Mapping[str, Mapping[str, Link]]
Weights = Mapping[str, Mapping[str, float]]


class Shelf(Protocol):
    """Where it is kept. Reports are named by their ids; lists of carriers are in the order of `rank`.

    Everything is asked and written for many at once: a question to a record costs more than its answer.
    """

    def reports(self, names: Collection[str]) -> Iterator[Report]:
        """These reports without their codings, which are most of what is kept of them."""

    def coded(self, names: Collection[str]) -> Iterator[Coded]:
        """These reports with their codings."""

    def carriers(self, keys: Collection[int], most: int | None = None) -> Mapping[int, tuple[str, ...]]:
        """The first `most` reports under each of these keys, or all; a key without any may be left out."""

    def post(self, keys: Mapping[str, Collection[int]]) -> None:
        """Puts reports under keys."""

    def unpost(self, keys: Mapping[str, Collection[int]]) -> None:
        """Takes reports from under keys."""

    def sketches(self, names: Collection[str]) -> Mapping[str, Sketch]:
        """The sketches of those of these reports that have one."""

    def put_sketches(self, sketches: Mapping[str, Sketch]) -> None:
        """Keeps the sketches of reports in place of those that they had."""

    def links(self, names: Collection[str]) -> Links:
        """The links of these reports, by the report at the other end."""

    def weights(self, names: Collection[str], least: float) -> Weights:
        """How strong the links of these reports are that weigh at least so much, by the report at the other end."""

    def kinships(self, names: Collection[str]) -> list[TextReuse]:
        """What passages these reports share among themselves."""

    def put_links(self, links: Mapping[Pair, Link | None]) -> None:
        """Puts these links in place of what the pairs had; None takes a link away."""

    def companions(self, names: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """For each of these reports that was linked: all reports that were linked with it in one piece, sorted."""

    def put_pieces(self, pieces: Collection[Collection[str]]) -> None:
        """Notes which reports are linked together."""

    def homes(self, names: Collection[str]) -> Mapping[str, str]:
        """The id of the story of each of these reports that is in one."""

    def stories(self, names: Collection[str]) -> Mapping[str, Told]:
        """The story of each of these reports that is in one."""


@lru_cache(maxsize=65_536)
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

    def reports(self, names: Collection[str]) -> Iterator[Report]:
        """These reports without their codings."""
        return (self._coded[name].report for name in names)

    def coded(self, names: Collection[str]) -> Iterator[Coded]:
        """These reports with their codings."""
        return (self._coded[name] for name in names)

    def carriers(self, keys: Collection[int], most: int | None = None) -> Mapping[int, tuple[str, ...]]:
        """The first `most` reports under each of these keys, or all; a key without any may be left out."""
        return {key: tuple(name for _, name in self._under[key][:most]) for key in keys if key in self._under}

    def post(self, keys: Mapping[str, Collection[int]]) -> None:
        """Puts reports under keys."""
        for name, places in keys.items():
            for key in places:
                insort(self._under.setdefault(key, []), (rank(name), name))

    def unpost(self, keys: Mapping[str, Collection[int]]) -> None:
        """Takes reports from under keys."""
        for name, places in keys.items():
            for key in places:
                self._under[key].remove((rank(name), name))

    def sketches(self, names: Collection[str]) -> Mapping[str, Sketch]:
        """The sketches of those of these reports that have one."""
        return {name: self._sketches[name] for name in names if name in self._sketches}

    def put_sketches(self, sketches: Mapping[str, Sketch]) -> None:
        """Keeps the sketches of reports in place of those that they had."""
        self._sketches.update(sketches)

    def links(self, names: Collection[str]) -> Links:
        """The links of these reports, by the report at the other end."""
        return {name: dict(self._links.get(name, {})) for name in names}

    def weights(self, names: Collection[str], least: float) -> Weights:
        """How strong the links of these reports are that weigh at least so much, by the report at the other end."""
        return {
            name: {other: link.weight for other, link in self._links.get(name, {}).items() if link.weight >= least}
            for name in names
        }

    def kinships(self, names: Collection[str]) -> list[TextReuse]:
        """What passages these reports share among themselves."""
        within = set(names)
        return [
            link.kin
            for name in names
            for other, link in self._links.get(name, {}).items()
            if link.kin is not None and name < other and other in within
        ]

    def put_links(self, links: Mapping[Pair, Link | None]) -> None:
        """Puts these links in place of what the pairs had; None takes a link away."""
        for pair, link in links.items():
            for name, other in (pair, pair[::-1]):
                if link is None:
                    self._links.get(name, {}).pop(other, None)
                else:
                    self._links.setdefault(name, {})[other] = link

    def companions(self, names: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """For each of these reports that was linked: all reports that were linked with it in one piece, sorted."""
        return {name: self._piece[name] for name in names if name in self._piece}

    def put_pieces(self, pieces: Collection[Collection[str]]) -> None:
        """Notes which reports are linked together."""
        for piece in pieces:
            members = tuple(sorted(piece))
            self._piece.update(dict.fromkeys(members, members))

    def homes(self, names: Collection[str]) -> Mapping[str, str]:
        """The id of the story of each of these reports that is in one."""
        return {name: self._story[name].id for name in names if name in self._story}

    def stories(self, names: Collection[str]) -> Mapping[str, Told]:
        """The story of each of these reports that is in one."""
        return {name: self._story[name] for name in names if name in self._story}

    def put_stories(self, stories: Iterable[Story]) -> None:
        """Notes the stories of a growth."""
        for story in stories:
            self._story.update(dict.fromkeys(story.reports, Told(story.id, story.reports)))

"""A row of somebody else's event table, in our terms: act, sides, day, place, and where its text stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TheirSide:
    """One side of a row: the name as given, the state (ISO3, or UNO, EUR, IGO ...), PLOVER sectors; each may be
    unknown."""

    name: str = ""
    country: str | None = None
    sectors: tuple[str, ...] = ()

    @property
    def given(self) -> bool:
        """Whether the row says anything of it."""
        return bool(self.name or self.country or self.sectors)

    def __str__(self) -> str:
        facts = ", ".join(one for one in (self.country, *self.sectors) if one)
        return f"{self.name} ({facts})" if self.name and facts else self.name or facts


@dataclass(frozen=True, slots=True)
class TheirPlace:
    """Where a row puts its event: a name, a state, degrees (WGS 84). `wide`: it names no place within a state."""

    name: str = ""
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    wide: bool = False

    @property
    def given(self) -> bool:
        """Whether the row says anything of it."""
        return bool(self.name or self.country or self.latitude is not None)


@dataclass(frozen=True, slots=True)
class TheirRow:
    """One row. `number` counts the rows from 1, the header not among them; `line` is that of the file.

    `types`: PLOVER types, the first is what its code says, the others would be accepted as well; empty where PLOVER has
    none for it. `day`: ISO, None where the row gives none that can be read; `unread` are the days that it gives and
    that cannot be read, in words. `text`, `path` and `url`: where the words
    are to be found, in this order. `fault`: why the row cannot be judged at all, in words.
    """

    number: int
    line: int
    id: str
    code: str
    types: tuple[str, ...]
    source: TheirSide
    target: TheirSide
    day: str | None
    place: TheirPlace
    text: str = ""
    path: str = ""
    url: str = ""
    published: str | None = None
    fault: str = ""
    unread: tuple[str, ...] = ()

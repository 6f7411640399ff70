"""What an address asks for: its path's id and its query, checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from dateline.errors import UsageError

MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class Params:
    """`path` has what stands in the path by name, `query` every value of the query by name."""

    path: Mapping[str, str]
    query: Mapping[str, Sequence[str]]

    def one(self, name: str, otherwise: str = "") -> str:
        """The last value of a name."""
        given = self.query.get(name)
        return given[-1].strip() if given else otherwise

    def needed(self, name: str) -> str:
        """The value of a name that must be there. Raises UsageError."""
        if not (value := self.one(name)):
            raise UsageError(f"the address names no {name}. Write ?{name}=... behind it.")
        return value

    def page(self, name: str = "page") -> int:
        """The number of a page, from 1. Raises UsageError."""
        given = self.one(name, "1")
        if not (given.isascii() and given.isdecimal()) or not 1 <= int(given) <= MOST_PAGES:
            raise UsageError(f"{name}={given} is no page. Write a number from 1 on.")
        return int(given)

    def chosen(self, name: str, among: Sequence[str]) -> str:
        """One of some words, the first where none is given. Raises UsageError."""
        given = self.one(name, among[0])
        if given not in among:
            raise UsageError(f"{name}={given} is not known. Write one of {', '.join(among)}.")
        return given

    def probability(self, name: str) -> float:
        """A number from 0 to 1, 0 where none is given. Raises UsageError."""
        given = self.one(name, "0")
        try:
            value = float(given)
        except ValueError as error:
            raise UsageError(f"{name}={given} is no number. Write one from 0 to 1, as .8.") from error
        if not 0 <= value <= 1:
            raise UsageError(f"{name}={given} is no probability. Write a number from 0 to 1, as .8.")
        return value

    def with_(self, path: str, **changed: str | int) -> str:
        """The same question with some values changed, as an address; "" takes a value away."""
        kept = {name: values[-1] for name, values in self.query.items() if values} | {
            name: str(value) for name, value in changed.items()
        }
        asked = {name: value for name, value in kept.items() if value != ""}
        return f"{path}?{urlencode(asked)}" if asked else path

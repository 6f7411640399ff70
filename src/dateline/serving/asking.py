"""The line of a search: words and facets, as `summit actor:"European Union" type:CONSULT told:denied day:2023-09`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.serving import addresses

FACETS = ("actor", "place", "type", "told", "day", "outlet", "sure")
"""What a line may ask for beside words. Each may stand several times; `day` and `sure` count once."""
_TOKEN = re.compile(r'(?P<name>[a-z]+):(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]+))|(?P<phrase>"[^"]*")|(?P<word>\S+)')
_DAY = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)?(?:(\.\.)(\d{4}(?:-\d{2}(?:-\d{2})?)?)?)?", re.ASCII)
MOST_FACETS = 12


@dataclass(frozen=True, slots=True)
class Facet:
    """One condition: what it is on, and the value."""

    name: str
    value: str

    def __str__(self) -> str:
        quoted = f'"{self.value}"' if re.search(r"\s", self.value) or not self.value else self.value
        return f"{self.name}:{quoted}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A line that was read: the words to be found, the facets, and what could not be understood, in words."""

    words: str = ""
    facets: tuple[Facet, ...] = ()
    remarks: tuple[str, ...] = ()

    def values(self, name: str) -> tuple[str, ...]:
        """The values of one facet."""
        return tuple(one.value for one in self.facets if one.name == name)

    @property
    def line(self) -> str:
        """The line again."""
        return " ".join(filter(None, (self.words, *map(str, self.facets))))

    @property
    def sure(self) -> float:
        """The least probability of an event."""
        return float(self.values("sure")[-1]) if self.values("sure") else 0.0

    @property
    def days(self) -> tuple[str, str]:
        """First and last day, month or year; "" where open."""
        return read_days(self.values("day")[-1]) if self.values("day") else ("", "")

    def with_(self, name: str, value: str) -> Asked:
        """The same with one facet more. A value with a quotation mark loses it: the line has no way to write it."""
        held = tuple(one for one in self.facets if one.name != name) if name in ("day", "sure") else self.facets
        return replace(self, facets=(*held, Facet(name, value.replace('"', ""))))

    def without(self, facet: Facet) -> Asked:
        """The same without one facet."""
        return replace(self, facets=tuple(one for one in self.facets if one != facet))

    def address(self, **asked: str | int) -> str:
        """Where the answer stands."""
        return addresses.search(self.line, **asked)


def read(line: str) -> Asked:
    """What a line asks for. It never raises: what is not understood is a remark and is not asked."""
    words: list[str] = []
    facets: list[Facet] = []
    remarks: list[str] = []
    for found in _TOKEN.finditer(line):
        name = found["name"]
        if name is None:
            words.append(found["phrase"] or found["word"])
        elif name not in FACETS:
            words.append(found[0])
        else:
            facet = Facet(name, found["quoted"] if found["quoted"] is not None else found["bare"])
            if (remark := _doubt(facet)) or len(facets) >= MOST_FACETS:
                remarks.append(remark or f"{facet} is one facet too many, and was left out.")
            elif facet not in facets:
                facets.append(facet)
    return Asked(" ".join(words), tuple(facets), tuple(remarks))


def _doubt(facet: Facet) -> str:
    if not facet.value.strip():
        return f"{facet.name}: has no value, and was left out."
    if facet.name == "day" and not _DAY.fullmatch(facet.value):
        return f"{facet} is no day. Write day:2023-09-15, day:2023-09, or day:2023-09-01..2023-09-15."
    if facet.name == "sure" and not re.fullmatch(r"0?\.\d+|[01](\.0*)?", facet.value):
        return f"{facet} is no probability. Write sure:.8"
    return ""


def read_days(value: str) -> tuple[str, str]:
    """ "2023-09" → ("2023-09", "2023-09"); "2023-09-01..": from that day on."""
    found = _DAY.fullmatch(value)
    if not found:
        return "", ""
    first, through, last = found[1] or "", found[2], found[3] or ""
    return first, last if through else first

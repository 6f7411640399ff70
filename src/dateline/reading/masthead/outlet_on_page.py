"""Who printed a flattened page: the outlet's name, from what stands beside its headline and in its rights line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.reading.lines import Line, fold
from dateline.reading.lines.agencies import agency_named
from dateline.reading.lines.page_words import any_of

_BESIDE = re.compile(
    r"^(?P<title>.{15,}?)\s*(?:\s[-–—|·•»]|\s?\||::|\s[-–—](?=[A-Z]))\s*(?P<name>[A-Z0-9À-Þ][^|–—·•»]{1,49})$"
)
_YEARS = r"(?:19|20)\d\d(?:\s*[-–—]\s*(?:(?:19|20)?\d\d|present))?"
_NAME = r"(?P<name>[A-Z][\w&'’.!-]*(?: (?:of|the|and|de|du|la|&|[A-Z0-9][\w&'’.!-]*)){0,6}?)"
_RIGHTS = re.compile(
    rf"(?:©|\([Cc]\)|[Cc]opyright|COPYRIGHT)[\s:©]*(?:\([Cc]\)|©)?\s*{_YEARS}[\s,]*(?:by )?(?:[Tt]he )?{_NAME}"
    rf"(?=\s*(?:[.,|;–—]|{_YEARS}|[Aa]ll [Rr]ights|ALL RIGHTS|$))"
)
_FIRM = re.compile(rf",?\s+{any_of('firm')}\b\.?.*$|\s+\d{{4}}$")
_OTHERS = re.compile(rf"^{any_of('no owner opens')}\b|\b{any_of('no owner ends')}$", re.IGNORECASE)
_PARTS = re.compile(rf"^{any_of('section')}$", re.IGNORECASE)
_HOST = re.compile(
    r"(?:\b(?:www\.|https?://(?:www\.)?)|@|\b)([a-z0-9-]{3,40})\.(?:com|org|net|co\.[a-z]{2}|[a-z]{2})\b", re.IGNORECASE
)
_SQUEEZE = re.compile(r"[^a-z0-9]")
_FURTHEST, _HEADER, _LONGEST, _REACH = 60, 40, 300, 200


def find_outlet(lines: Sequence[Line], title: str | None, story: frozenset[int]) -> str | None:
    """The outlet's name as the page prints it; None where nothing shows it.

    A name behind the headline ("Headline - Outlet") shows it where the headline itself stands on the page too. The name
    in a rights line is an owner's: it must be borne out by an address with that name, or by the page's first lines.
    """
    outside = [line for i, line in enumerate(lines) if i not in story]
    beside = next(_beside_title(outside, title), None) if title else None
    return beside or _owner(outside)


def find_headline_alone(lines: Sequence[Line], at: int) -> int:
    """The line that is the headline without the outlet's name behind it, where the page has both; else `at`."""
    found = _BESIDE.match(lines[at].text[:_LONGEST])
    if found is None:
        return at
    wanted = fold(found["title"])
    return next((i for i, line in enumerate(lines[:_REACH]) if line.folded == wanted), at)


def _beside_title(outside: Sequence[Line], title: str | None) -> Iterator[str]:
    wanted = fold(" ".join((title or "").split()))
    for line in outside[:_FURTHEST]:
        found = _BESIDE.match(line.text[:_LONGEST])
        if found is None or _PARTS.match(found["name"]):
            continue
        if fold(found["title"]) == wanted and agency_named(found["name"]) is None:
            yield found["name"].strip()


def _owner(outside: Sequence[Line]) -> str | None:
    """The owner in a rights line, where another line has the name as an address of its own or is nothing but it."""
    borne_out: frozenset[str] | None = None
    for line in outside:
        found = _RIGHTS.search(line.text[:_LONGEST])
        name = _FIRM.sub("", found["name"]).strip(" .,") if found is not None else ""
        if len(name) < 3 or _OTHERS.search(name) is not None or agency_named(name) is not None:
            continue
        if borne_out is None:
            borne_out = _brands(outside) | _hosts(outside)
        if name.lower() in borne_out or _SQUEEZE.sub("", name.lower()) in borne_out:
            return name
    return None


def _hosts(outside: Sequence[Line]) -> frozenset[str]:
    """The names in web and mail addresses of the page, without their endings."""
    found = (host for line in outside for host in _HOST.findall(line.text[:_LONGEST]))
    return frozenset(_SQUEEZE.sub("", host.lower()) for host in found)


def _brands(outside: Sequence[Line]) -> frozenset[str]:
    """What stands alone in a line among the first of the page: its name, its sections."""
    return frozenset(line.folded for line in outside[:_HEADER])

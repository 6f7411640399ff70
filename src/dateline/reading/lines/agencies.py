"""Agencies and the papers that others reprint: their names, as a table, and how to find them in a few words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.reading.tables import rows

_WORD = re.compile(r"[^\W_]+")
_LONG = 6  # letters


@dataclass(frozen=True, slots=True)
class Agency:
    """A row of tables/agencies.tsv: short name, whether writing for others is its trade, names, hosts of its own."""

    name: str
    kind: str
    names: tuple[str, ...]
    hosts: tuple[str, ...]


@cache
def agencies() -> tuple[Agency, ...]:
    """The table."""
    return tuple(
        Agency(name, kind, tuple(names.split("|")), tuple(hosts.split("|")))
        for name, kind, names, hosts in rows("agencies.tsv", "name", "kind", "names", "hosts")
    )


@cache
def agencies_by_name() -> dict[str, Agency]:
    """Every printed form, with its row."""
    return {form: agency for agency in agencies() for form in (agency.name, *agency.names)}


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted(agencies_by_name(), key=lambda form: (-len(form), form))
    return re.compile(r"(?<![\w/.@-])(?:" + "|".join(map(re.escape, forms)) + r")(?![\w@]|\.\w)")


@cache
def names_pattern() -> str:
    """All printed forms as one alternation, longest first, for use inside larger patterns."""
    return "|".join(re.escape(form) for form in sorted(agencies_by_name(), key=lambda form: (-len(form), form)))


def find_agencies(words: str) -> Iterator[tuple[Agency, int, int]]:
    """Every agency named in `words`, with the place of the name. Case counts: "AP" is one, "ap" is not."""
    if not may_name_agency(words):
        return
    for found in _pattern().finditer(words):
        yield agencies_by_name()[found[0]], found.start(), found.end()


def may_name_agency(words: str) -> bool:
    """Whether `words` can name an agency: quick, and only a no is certain."""
    return not _telling().isdisjoint(_WORD.findall(words.lower()))


@cache
def _telling() -> frozenset[str]:
    """The longest word of every printed form: a text without any of them names nobody."""
    return frozenset(max(_WORD.findall(form.lower()), key=len) for form in agencies_by_name())


def agency_named(words: str) -> Agency | None:
    """The agency whose name `words` is, apart from brackets and case of a full name."""
    bare = words.strip(" ()[]*.,/|–—-")
    if bare in agencies_by_name():
        return agencies_by_name()[bare]
    return _agencies_by_folded_name().get(bare.lower()) if len(bare) > 5 else None


def find_glued_agency(words: str) -> tuple[Agency, int, int] | None:
    """The agency whose name stands right behind a small letter ("Jane RoeThe Associated Press"), and where; or None."""
    found = _glued_pattern().search(words)
    return (agencies_by_name()[found[0]], found.start(), found.end()) if found else None


@cache
def _glued_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<=[a-z])(?:{'|'.join(map(re.escape, _long_forms()))})(?!\w)")


@cache
def _long_forms() -> tuple[str, ...]:
    """Printed forms that no other word ends in, the longest first."""
    forms = (form for form in agencies_by_name() if len(form) >= _LONG and form[:1].isupper())
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


@cache
def _agencies_by_folded_name() -> dict[str, Agency]:
    return {form.lower(): agency for form, agency in agencies_by_name().items()}

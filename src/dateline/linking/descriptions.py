"""Whom words only describe ("Ukraine's foreign ministry", "two officials"): found by these words, and never joined to a
name. Those of one state whom the same words describe stand together; they may be several all the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from dateline.coding.name_keys import key_of
from dateline.coding.tables import table
from dateline.linking.namings import names_somebody
from dateline.model import Joined, KnownActor, Naming

_SURE = 0.2
"""As sure as one word alone is: two pages may mean two."""
_LITTLE = frozenset(("of", "the", "for", "in", "a", "an"))


def described_actors(times: Mapping[Naming, int]) -> tuple[KnownActor, ...]:
    """Everybody whom the namings describe and do not name, most told first. `times`: as `join_namings` takes it.

    The key is "~", the words without those of the state, "/", the state: `~foreign ministry/UKR`.
    """
    groups: dict[tuple[str, str | None], list[Naming]] = defaultdict(list)
    for naming in times:
        if not names_somebody(naming) and (words := description_of(naming.name, naming.country)):
            groups[words, naming.country].append(naming)
    found = (_described(words, country, held, times) for (words, country), held in groups.items())
    return tuple(sorted(found, key=lambda one: (-one.times, one.key)))


def description_of(name: str, country: str | None) -> str:
    """The compared words that describe, without those that name the state: "foreign ministry"."""
    words = key_of(name).split()
    named = _state_words().get(country or "", frozenset())
    for length in range(min(4, len(words) - 1), 0, -1):
        for at in range(len(words) - length + 1):
            if " ".join(words[at : at + length]) in named:
                words = [*words[:at], *words[at + length :]]
                return " ".join(word for word in words if word not in _LITTLE)
    return " ".join(word for word in words if word not in _LITTLE)


def _described(words: str, country: str | None, held: list[Naming], times: Mapping[Naming, int]) -> KnownActor:
    forms: Counter[str] = Counter()
    for naming in held:
        forms[naming.name] += times[naming]
    why = f"described as “{words}”{f' of one state ({country})' if country else ''}, not named: may be several"
    joined = [Joined(name, country, None, number, why) for name, number in forms.items()]
    ordered = tuple(sorted(joined, key=lambda one: (-one.times, one.name)))
    return KnownActor(f"~{words}/{country or ''}", ordered[0].name, "other", country, (), _SURE, ordered,
                      frozenset(held))  # fmt: skip


@cache
def _state_words() -> Mapping[str, frozenset[str]]:
    return MappingProxyType(
        {
            row["iso3"]: frozenset(
                key_of(name)
                for column in ("aliases", "adjectives", "peoples")
                for name in (*row.listed(column), row["name"])
                if name
            )
            for row in table("countries")
        }
    )

"""What coding asks of a type of event: a closed list of traits, which the tables give to types and modes."""

from __future__ import annotations

from typing import Final, Literal, get_args

Trait = Literal[
    "meeting",
    "visiting",
    "mediating",
    "spoken",
    "addressed",
    "avowed",
    "demand",
    "refusal",
    "judging",
    "order",
    "bodily",
    "deed",
    "force",
    "violent",
    "crime",
    "crowd",
    "unclaimed",
    "things",
    "mutual",
    "patient",
    "undergone",
    "people",
    "aimless",
    "home",
]
"""The traits; the head of `plover.tsv` and `docs/ontology.md` say what each of them means."""

TRAITS: Final[tuple[Trait, ...]] = get_args(Trait)

_VERBAL = frozenset((1, 3))  # quad classes of cooperation and conflict in words
_SAID: Final[frozenset[Trait]] = frozenset(("spoken", "avowed"))
_DONE: Final[frozenset[Trait]] = frozenset(("bodily",))


def usual(quad: int, nary: bool) -> frozenset[Trait]:
    """The traits of a type whose row gives none: what is done in words by one to another is said, and whoever does it
    may tell it; material acts are done with the body. What several do in words (a treaty, a meeting) has none."""
    if quad not in _VERBAL:
        return _DONE
    return frozenset() if nary else _SAID

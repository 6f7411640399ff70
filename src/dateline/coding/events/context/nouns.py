"""Noun phrases that may be sides of acts: what is known of each, whatever the act, is found once a report."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.language.plain import Stretch

Known = tuple[tuple[str, float], ...]
"""(feature, value), with the names of `lexicon/sides.tsv`."""


@dataclass(frozen=True, slots=True)
class Noun:
    """Words [start, end) around `head`.

    `own`: the words that may say who it is, the head and a name behind a title. `relation` and `above`: how its head
    hangs on which word. `known`: what is so for every act, short of who it is.
    """

    head: int
    start: int
    end: int
    own: tuple[int, ...]
    relation: str
    above: int
    known: Known


@dataclass(frozen=True, slots=True)
class KeptNouns:
    """What has been found up to now. `heads`: of a sentence the heads of its phrases, and whether each is one for every
    act; `who`: what its being somebody adds, which takes by far the longest to find."""

    heads: dict[Stretch, tuple[tuple[int, bool], ...]] = field(default_factory=dict)
    nouns: dict[int, Noun] = field(default_factory=dict)
    who: dict[int, Known] = field(default_factory=dict)

"""The words of attribution and of persons, read from the tables in `lexicon/`: cues, role nouns, given names."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Literal, cast, get_args

from dateline.model import Stance

CueKind = Literal["verb", "noun", "adjective"]
RoleKind = Literal["leader", "person", "organisation", "document"]
Gender = Literal["m", "f"]


class LexiconError(ValueError):
    """A table row that cannot be used; the message names the table, the line and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of cues.tsv: the word, what it makes of its speaker's words, and where they stand."""

    word: str
    kind: CueKind
    stance: Stance
    frames: frozenset[str]
    stances: tuple[tuple[str, Stance], ...] = ()

    def stance_in(self, frame: str) -> Stance:
        """The stance that the cue has with a content of that frame: who asks about it asks, who asks for it demands."""
        return next((stance for name, stance in self.stances if name == frame), self.stance)

    @property
    def prepositions(self) -> frozenset[str]:
        """The frames that name a preposition."""
        return self.frames - NAMED_FRAMES

    @property
    def rule(self) -> str:
        """The name of the row in records."""
        return f"cues:{self.word}/{self.kind[0]}"


NAMED_FRAMES = frozenset("quote clause to to-thing ing thing thing-as as them them-to paper".split())


_BOUNDS = ("day", "time", "occasion", "leaving", "adjunct", "unnamed")


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A row of roles.tsv."""

    noun: str
    kind: RoleKind
    family: str
    gender: Gender | None


def rows(name: str, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row of `lexicon/name`, without comments and the header row.

    Raises LexiconError where a row has another number of cells.
    """
    text = (resources.files("dateline") / "coding" / "lexicon" / name).read_text("utf-8")
    header = True
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != columns:
            raise LexiconError(f"{name}:{number}: {len(cells)} cells, expected {columns}")
        if header:
            header = False
            continue
        yield number, cells


@functools.cache
def cues() -> Mapping[tuple[str, str], Cue]:
    """Cues by (word, kind)."""
    out = {}
    for number, (word, kind, stance, frames) in rows("cues.tsv", 4):
        first, *others = stance.split("|")
        pairs = [(frame, name) for other in others for frame, _, name in [other.partition(":")]]
        known = all(name in get_args(Stance) for name in (first, *(name for _, name in pairs)))
        if not known or kind not in get_args(CueKind) or not frames:
            raise LexiconError(f"cues.tsv:{number}: {word!r} has no such stance or kind, or no frame")
        by_frame = tuple((frame, cast(Stance, name)) for frame, name in pairs)
        out[word, kind] = Cue(word, cast(CueKind, kind), cast(Stance, first), frozenset(frames.split()), by_frame)
    return MappingProxyType(out)


@functools.cache
def role_nouns() -> Mapping[str, RoleNoun]:
    """Role nouns by their lemma."""
    out = {}
    for number, (noun, kind, family, gender) in rows("roles.tsv", 4):
        if kind not in get_args(RoleKind) or gender not in ("m", "f", "-"):
            raise LexiconError(f"roles.tsv:{number}: {noun!r} has no such kind or gender")
        out[noun] = RoleNoun(noun, cast(RoleKind, kind), family, None if gender == "-" else cast(Gender, gender))
    return MappingProxyType(out)


@functools.cache
def bound_words() -> Mapping[str, frozenset[str]]:
    """The words of bounds.tsv by their kind: where reported words end."""
    out: dict[str, set[str]] = {kind: set() for kind in _BOUNDS}
    for number, (word, kind) in rows("bounds.tsv", 2):
        if kind not in out:
            raise LexiconError(f"bounds.tsv:{number}: no such kind: {kind!r}")
        out[kind].add(word)
    return MappingProxyType({kind: frozenset(words) for kind, words in out.items()})


@functools.cache
def given_names() -> Mapping[str, Gender]:
    """The gender that a given name (lower case) tells."""
    return MappingProxyType({name: cast(Gender, gender) for _, (name, gender) in rows("given_names.tsv", 2)})


@functools.lru_cache(maxsize=1 << 14)
def role_noun(word: str) -> RoleNoun | None:
    """The role that a word names, singular or regular plural; None if it names none."""
    table, lower = role_nouns(), word.lower()
    forms = [lower]
    if lower.endswith("men"):
        forms.append(lower[:-3] + "man")
    if lower.endswith("s"):
        forms.append(lower[:-1])
    if lower.endswith("ies"):
        forms.append(lower[:-3] + "y")
    return next((table[form] for form in forms if form in table), None)

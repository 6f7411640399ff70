"""The words of attribution and of persons, read from the tables in `lexicon/`: cues, role nouns, given names."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, cast, get_args

from dateline.model import Stance
from dateline.tables import Row, shipped

CueKind = Literal["verb", "noun", "adjective"]
RoleKind = Literal["leader", "person", "organisation", "document"]
Gender = Literal["m", "f"]


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


def rows(name: str) -> Iterator[Row]:
    """The rows of `lexicon/name`, whose first line names the columns. Raises TableError."""
    return shipped("dateline.coding", f"lexicon/{name}")


@functools.cache
def cues() -> Mapping[tuple[str, str], Cue]:
    """Cues by (word, kind)."""
    out: dict[tuple[str, str], Cue] = {}
    for row in rows("cues.tsv"):
        word, kind = row["cue"], cast(CueKind, row.one_of("kind", get_args(CueKind)))
        first, *others = row["stance"].split("|")
        pairs = [(frame, name) for other in others for frame, _, name in [other.partition(":")]]
        unknown = [name for name in (first, *(name for _, name in pairs)) if name not in get_args(Stance)]
        if unknown:
            raise row.wrong("stance", f"{unknown[0]!r} is no stance", f"Write one of {', '.join(get_args(Stance))}.")
        if not row["frames"]:
            raise row.wrong("frames", "no frame is there", "Name at least one, as the head of the table does.")
        by_frame = tuple((frame, cast(Stance, name)) for frame, name in pairs)
        out[word, kind] = Cue(word, kind, cast(Stance, first), frozenset(row.words("frames")), by_frame)
    return MappingProxyType(out)


@functools.cache
def role_nouns() -> Mapping[str, RoleNoun]:
    """Role nouns by their lemma."""
    out = {}
    for row in rows("roles.tsv"):
        kind, gender = cast(RoleKind, row.one_of("kind", get_args(RoleKind))), row.one_of("gender", ("m", "f", "-"))
        known = None if gender == "-" else cast(Gender, gender)
        out[row["noun"]] = RoleNoun(row["noun"], kind, row["class"], known)
    return MappingProxyType(out)


@functools.cache
def bound_words() -> Mapping[str, frozenset[str]]:
    """The words of bounds.tsv by their kind: where reported words end."""
    out: dict[str, set[str]] = {kind: set() for kind in _BOUNDS}
    for row in rows("bounds.tsv"):
        out[row.one_of("kind", _BOUNDS)].add(row["word"])
    return MappingProxyType({kind: frozenset(words) for kind, words in out.items()})


AuthorKind = Literal["take", "burden", "do", "behind", "nobody", "suffer", "own"]
DenialKind = Literal[
    "claim", "notion", "part", "cause", "false", "unsound", "true", "innocent", "guilty", "blame", "light", "refuse",
    "grant", "proceeding", "court",
]  # fmt: skip


@functools.cache
def denial_words() -> Mapping[DenialKind, frozenset[str]]:
    """The words of denials.tsv by their kind: what is denied, and what says that it is not so."""
    kinds = get_args(DenialKind)
    out: dict[DenialKind, set[str]] = {kind: set() for kind in kinds}
    for row in rows("denials.tsv"):
        out[cast(DenialKind, row.one_of("kind", kinds))].add(row["word"])
    return MappingProxyType({kind: frozenset(words) for kind, words in out.items()})


@functools.cache
def author_words() -> Mapping[AuthorKind, frozenset[str]]:
    """The words of authors.tsv by their kind: by which somebody takes a deed upon himself, or is put behind it."""
    kinds = get_args(AuthorKind)
    out: dict[AuthorKind, set[str]] = {kind: set() for kind in kinds}
    for row in rows("authors.tsv"):
        out[cast(AuthorKind, row.one_of("kind", kinds))].add(row["word"])
    return MappingProxyType({kind: frozenset(words) for kind, words in out.items()})


@functools.cache
def given_names() -> Mapping[str, Gender]:
    """The gender that a given name (lower case) tells."""
    return MappingProxyType({name: cast(Gender, gender) for name, gender in rows("given_names.tsv")})


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

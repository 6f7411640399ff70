"""What was said, as each outlet words it, with the words that differ: a speech drifts from page to page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from sqlalchemy import Connection, Row

from dateline.exporting.phrases import stance_words
from dateline.linking.wording_diff import word_diff
from dateline.serving.questions import ask, ask_many
from dateline.serving.words import Words, cut, printed, window

_NOT_WORD = re.compile(r"[\W_]+")
_WORDINGS = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words beside the first wording: in both, only there ("left out"), or only here ("put in")."""

    how: Literal["same", "left out", "put in"]
    words: str


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording: who has it, its words, and how it differs from the first. `change`: "cut", "altered", ..., "" for
    the first."""

    text: str
    quotation: str
    sources: tuple[str, ...]
    outlets: tuple[str, ...]
    pieces: tuple[Piece, ...]
    change: str
    words: Words


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a speaker said, in every wording; that of most pages first."""

    id: str
    speaker: str
    stance: str
    stance_words: str
    sources: int
    wordings: tuple[Wording, ...]
    more: int


def find_said(
    connection: Connection, story: int, letters: Mapping[int, str], most: int, after: int = 0
) -> tuple[Said, ...]:
    """What most sources have of a story."""
    utterances = ask(
        connection,
        "SELECT number, id, speaker, stance, sources FROM utterances WHERE story = :story "
        "ORDER BY sources DESC, ordinal LIMIT :most OFFSET :after",
        story=story, most=most, after=after,
    )  # fmt: skip
    rows = ask_many(
        connection,
        "SELECT wordings.utterance, wordings.version, wordings.report AS of, statements.quotation, "
        f"{printed()}, {window('wordings.wording_start', 'wordings.wording_end')} FROM wordings "
        "JOIN statements ON statements.number = wordings.statement JOIN reports ON reports.number = wordings.report "
        "WHERE wordings.utterance IN :wanted ORDER BY wordings.utterance, wordings.version, wordings.ordinal",
        (row.number for row in utterances),
    )
    held: dict[int, dict[int, list[Row[Any]]]] = {}
    for row in rows:
        held.setdefault(row.utterance, {}).setdefault(row.version, []).append(row)
    return tuple(_said(row, list(held.get(row.number, {}).values()), letters) for row in utterances)


def _said(row: Row[Any], versions: Sequence[Sequence[Row[Any]]], letters: Mapping[int, str]) -> Said:
    groups: dict[str, list[tuple[str, Row[Any], Words]]] = {}
    for spans in versions:
        cuts = [cut(span, letters.get(span.of, "")) for span in spans]
        text = " … ".join(" ".join(words.exact.split()).rstrip(",;:") for words in cuts)
        groups.setdefault(_NOT_WORD.sub(" ", text).casefold().strip(), []).append((text, spans[0], cuts[0]))
    ordered = sorted(
        groups.values(), key=lambda held: (-len({one[2].source for one in held}), -len(held), -len(held[0][0]))
    )
    first = ordered[0][0][0] if ordered else ""
    wordings = tuple(_wording(held, first if at else "") for at, held in enumerate(ordered[:_WORDINGS]))
    return Said(
        row.id, row.speaker, row.stance, stance_words(row.stance), row.sources, wordings,
        max(0, len(ordered) - _WORDINGS),
    )  # fmt: skip


def _wording(held: Sequence[tuple[str, Row[Any], Words]], first: str) -> Wording:
    text, row, words = max(held, key=lambda one: len(one[0]))
    sources = sorted({one.source for _, _, one in held if one.source}, key=lambda name: (len(name), name))
    outlets = tuple(dict.fromkeys(one.outlet for _, _, one in held))
    pieces, change = compare(first, text) if first else ((), "")
    return Wording(text, row.quotation or "", tuple(sources), outlets, pieces, change, words)


def compare(first: str, other: str) -> tuple[tuple[Piece, ...], str]:
    """The second text as runs of words that are the first's, left out of it, or put in; and how the two differ, in
    words."""
    one, two = first.split(), other.split()
    matcher = SequenceMatcher(None, [_bare(word) for word in one], [_bare(word) for word in two], autojunk=False)
    pieces: list[Piece] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", " ".join(two[c:d])))
            continue
        if a < b:
            pieces.append(Piece("left out", " ".join(one[a:b])))
        if c < d:
            pieces.append(Piece("put in", " ".join(two[c:d])))
    return tuple(pieces), word_diff(first, other).change


def _bare(word: str) -> str:
    return _NOT_WORD.sub("", word).casefold() or word

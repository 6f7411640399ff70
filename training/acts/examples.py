"""Texts cut into words and windows, with the labels of every word: what the network learns from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.language import tokens

from .corpus import PARTS, SAID_PARTS, STANCES, TYPES, Act, Span, Text, Utterance

NONE = 0
"""The label of a word that tells no act, and of one that takes no part."""

TYPE_NUMBERS = {name: number for number, name in enumerate(TYPES, 1)}
STANCE_NUMBERS = {name: number for number, name in enumerate(STANCES, 1)}
SAID_PART_NUMBERS = {name: number for number, name in enumerate(SAID_PARTS, 1)}
PART_NUMBERS = {name: number for number, name in enumerate(PARTS, 1)}
WORDS = 160
"""Words in a window at most: some 200 pieces."""

_LIGHT = frozenset(
    "a an the of to in on at by for from with into over out up off down away back and or not no n't 's has have had "
    "having is are was were be been being will would shall may might can could must do does did that it its their his "
    "her who which as".split()
)
_STOPS = frozenset((".", "!", "?", ";"))


@dataclass(frozen=True, slots=True)
class Told:
    """An act within a window, over word numbers.

    `mode`: "TYPE/mode", or "". `anchors`: the word of each mention that stands for it. `words`: all words of its
    mentions. `sides`: number of a part by word.
    """

    types: tuple[int, ...]
    mode: str
    anchors: tuple[int, ...]
    words: frozenset[int]
    sides: dict[int, int]
    told: str
    essential: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """A statement within a window, over word numbers.

    `anchor`: the word that stands for its cue. `words`: all words of the cue. `sides`: number of a part by word.
    """

    stance: int
    anchor: int
    words: frozenset[int]
    sides: dict[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """Words [start, start + n) of a text with their places in it, and the acts told there.

    `heard`: the statements; None where nobody asked for them.
    """

    id: str
    words: tuple[str, ...]
    places: tuple[Span, ...]
    paragraphs: tuple[bool, ...]
    acts: tuple[Told, ...]
    heard: tuple[Heard, ...] | None = None


def windows(text: Text, most: int = WORDS) -> Iterator[Window]:
    """The windows of a text: paragraphs as long as they fit, else sentences, else `most` words."""
    words, places, paragraphs = cut(text.text)
    for start, end in borders(words, paragraphs, most):
        yield make_window(text, words[start:end], places[start:end], paragraphs[start:end])


def make_window(text: Text, words: Sequence[str], places: Sequence[Span], paragraphs: Sequence[bool]) -> Window:
    """The window of these words of a text, with the acts that are told in it."""
    acts = tuple(told for act in text.acts if (told := tell(act, words, places)) is not None)
    heard = tuple(one for said in text.said if (one := hear(said, words, places)) is not None) if text.heard else None
    return Window(text.id, tuple(words), tuple(places), tuple(paragraphs), acts, heard)


def cut(text: str) -> tuple[list[str], list[Span], list[bool]]:
    """Words as at run time, their places, and whether a paragraph starts at them."""
    words: list[str] = []
    places: list[Span] = []
    starts: list[bool] = []
    at = 0
    for paragraph in text.split("\n"):
        own, blanks = tokens.words_of(paragraph)
        begun, here = True, at
        for word, blank in zip(own, blanks, strict=True):
            if not word.isspace():
                words.append(word)
                places.append((here, here + len(word)))
                starts.append(begun)
                begun = False
            here += len(word) + int(blank)
        at += len(paragraph) + 1
    return words, places, starts


def borders(words: Sequence[str], paragraphs: Sequence[bool], most: int) -> Iterator[tuple[int, int]]:
    """Where windows start and end: at the last paragraph or sentence end that still fits."""
    at = 0
    while at < len(words):
        end = min(len(words), at + most)
        if end < len(words):
            inside = range(end, at + most // 3, -1)
            new = next((i for i in inside if paragraphs[i]), None)
            end = new or next((i for i in inside if words[i - 1] in _STOPS), end)
        yield at, end
        at = end


def tell(act: Act, words: Sequence[str], places: Sequence[Span]) -> Told | None:
    """The act over word numbers of a window; None where no mention of it stands there."""
    mentions = [within(span, places) for span in act.words]
    mentions = [one for one in mentions if one]
    types = tuple(TYPE_NUMBERS[name] for name in act.types if name in TYPE_NUMBERS)
    if not mentions or not types:
        return None
    sides: dict[int, int] = {}
    for part, span in act.sides:
        for word in within(span, places):
            # A number that counts the victims is a side first, and so is who says so of himself.
            sides.setdefault(word, PART_NUMBERS[part])
    anchors = tuple(anchor(one, words) for one in mentions)
    mode = f"{act.types[0]}/{act.mode}" if act.mode else ""
    return Told(types, mode, anchors, frozenset(w for one in mentions for w in one), sides, act.told, act.essential)


def hear(said: Utterance, words: Sequence[str], places: Sequence[Span]) -> Heard | None:
    """The statement over word numbers of a window; None where its cue stands elsewhere."""
    own = within(said.cue, places)
    if not own:
        return None
    sides: dict[int, int] = {}
    for part, span in said.sides:
        for word in within(span, places):
            sides.setdefault(word, SAID_PART_NUMBERS[part])
    return Heard(STANCE_NUMBERS[said.stance], anchor(own, words), frozenset(own), sides)


def within(span: Span, places: Sequence[Span]) -> list[int]:
    """The numbers of the words that lie in a span, in whole or in part."""
    return [i for i, (start, end) in enumerate(places) if start < span[1] and span[0] < end]


def anchor(mention: Sequence[int], words: Sequence[str]) -> int:
    """The word that stands for a mention: its last one that carries meaning ("held talks": talks)."""
    full = [i for i in mention if words[i].lower() not in _LIGHT and any(c.isalnum() for c in words[i])]
    return (full or list(mention))[-1]

"""Our own sentences with marks, as texts with statements.

[speaker], <cue|stance>, {content}, (addressee); a sentence holds one statement at most, and one without marks none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from .corpus import Span, Text, Utterance

_MARK = re.compile(
    r"\[(?P<speaker>[^]]+)\]|<(?P<cue>[^|>]+)\|(?P<stance>[^>]+)>|\{(?P<content>[^}]+)\}|\((?P<addressee>[^)]+)\)"
)
_SIDES = ("speaker", "addressee", "content")
_TOGETHER = 4
_STEPS = (61, 97)
"""Primes: each takes the sentences of a file in an order of its own."""


def load_marked(path: Path) -> Iterator[Text]:
    """The sentences of a file, one a line, each alone and then in company; lines that begin with # are remarks.

    In company, `_TOGETHER` sentences that stand far apart in the file are the paragraphs of one text: what one speaker
    does by what he says must not colour the others.
    """
    lines = path.read_text("utf-8").splitlines()
    alone = [
        read_marked(line, f"{path.stem}-{number}")
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.startswith("#")
    ]
    yield from alone
    for step in _STEPS:
        order = [alone[i * step % len(alone)] for i in range(len(alone))]
        for at in range(0, len(order), _TOGETHER):
            yield join(order[at : at + _TOGETHER], f"{path.stem}-{step}-{at}")


def join(texts: Sequence[Text], name: str) -> Text:
    """Texts as the paragraphs of one."""
    said: list[Utterance] = []
    at = 0
    for one in texts:
        said += [move(utterance, at) for utterance in one.said]
        at += len(one.text) + 1
    return Text(name, "\n".join(one.text for one in texts), None, (), "train", tuple(said), heard=True)


def move(said: Utterance, by: int) -> Utterance:
    """The statement further on in a text."""
    sides = tuple((part, (start + by, end + by)) for part, (start, end) in said.sides)
    return Utterance((said.cue[0] + by, said.cue[1] + by), said.stance, sides)


def read_marked(line: str, name: str) -> Text:
    """A marked sentence as a text of the training part.

    A quotation or a content that its cue parts has two marks: {The vote}, [he] <said|says>, {was close}.

    >>> read_marked("[Oslo] <said|says> {no ship had left}.", "one").text
    'Oslo said no ship had left.'
    """
    text, at, stance = "", 0, ""
    cue: Span | None = None
    sides: list[tuple[str, Span]] = []
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        kind = next(kind for kind in ("cue", *_SIDES) if mark[kind] is not None)
        span = (len(text), len(text) + len(mark[kind]))
        if kind == "cue":
            cue, stance = span, mark["stance"]
        else:
            sides.append((kind, span))
        text += mark[kind]
        at = mark.end()
    text += line[at:]
    said = (Utterance(cue, stance, tuple(sides)),) if cue is not None else ()
    return Text(name, text, None, (), "train", said, heard=True)

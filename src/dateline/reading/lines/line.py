"""Lines of a page: where each stands, what its words and shape say about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from dateline.model import FurnitureKind

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE_END = re.compile(r"[.!?…。！？](?:[\"'”’»)\]]|\s)*$")
_SENTENCE_BREAK = re.compile(r"[.!?][\"'”’)]*\s+[\"'“‘(]*[A-Z]|[。！？](?=.)")

_PLAIN = {
    **dict.fromkeys(map(ord, "‘’‚‛′"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys([0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF]),
    0xA0: " ",
}


@dataclass(frozen=True)
class Line:
    """A line of a page without its outer white space. `start`: offset in the decoded page, None for HTML.

    `hint` is what the markup or an earlier step knows of it; None means that only the words can tell.
    """

    text: str
    start: int | None = None
    hint: FurnitureKind | None = None

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Words as printed; scripts without spaces count two characters as a word."""
        if not self.text.isascii() and len(_WIDE.findall(self.text[:2000])) > 5:
            return tuple(self.text[i : i + 2] for i in range(0, len(self.text), 2))
        return tuple(_WORD.findall(self.text))

    @cached_property
    def content(self) -> tuple[str, ...]:
        """Content words in lower case: words of five letters and more, and shorter names."""
        return tuple(w.lower() for w in self.words if len(w) > 4 or (len(w) > 2 and w[0].isupper()))

    @cached_property
    def folded(self) -> str:
        """Lower case, single spaces, no outer punctuation: equal for a headline and its repetition."""
        return fold(" ".join(self.text.split()))

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether the line ends like a sentence."""
        return bool(_SENTENCE_END.search(self.text))

    @cached_property
    def sentences(self) -> int:
        """How many sentences it seems to hold, at least one."""
        return 1 + len(_SENTENCE_BREAK.findall(self.text[:4000]))


def fold(text: str) -> str:
    """A text without double spaces as `Line.folded` has it: marks that are printed in several ways, and marks that are
    not printed (a soft hyphen), tell no two lines apart.
    """
    if not text.isascii():
        text = text.translate(_PLAIN)
    return text.lower().strip(" .,:;|-•·>»\"'")


def split_lines(text: str) -> list[Line]:
    """The non-empty lines of a text page, in order."""
    out = []
    at = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            out.append(Line(stripped, at + raw.index(stripped[0])))
        at += len(raw) + 1
    return out

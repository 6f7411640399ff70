"""Which characters of a body are somebody's quoted words: two reports may share a quotation and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.model import Span

_CURLY = re.compile(r"“[^“”]{1,800}”|“[^“”]{1,400}$|«[^«»]{1,800}»|„[^„“”]{1,800}[“”]")
_STRAIGHT = re.compile(r'(?<![^\s(\[—–-])"(?=\S)[^"]{1,800}(?<=\S)"(?!\w)|(?<![^\s(\[—–-])"(?=\S)[^"]{1,400}$')
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=\S)[^‘]{1,600}?(?<=[\w.,!?…])[’'](?!\w)")
_POST = re.compile(r"\(@\w{2,30}\)")
_LONGEST_POST = 120
"""Words: an embedded post is short; a paragraph of a report that names an account is not all quoted."""


def quoted_spans(text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """Spans inside quotation marks, paragraph by paragraph, and whole paragraphs that are embedded posts.

    A mark that is opened near the end of its paragraph and not closed quotes to that end (a quotation that runs on). A
    paragraph that signs with "(@account)" is a post, and so is the one before a line that is only the signature.
    """
    found: list[Span] = []
    for number, span in enumerate(paragraphs):
        words = span.cut(text)
        found.extend(_spans_in_marks(words, span.start))
        signature = _POST.search(words)
        if signature and len(words.split()) <= _LONGEST_POST:
            found.append(span)
            alone = len(words[: signature.start()].split()) <= 6
            if alone and number and len(paragraphs[number - 1].cut(text).split()) <= _LONGEST_POST:
                found.append(paragraphs[number - 1])
    return tuple(sorted(found))


def _spans_in_marks(words: str, shift: int) -> Iterator[Span]:
    for pattern in (_CURLY, _STRAIGHT, _SINGLE):
        for match in pattern.finditer(words):
            yield Span(match.start() + shift, match.end() + shift)

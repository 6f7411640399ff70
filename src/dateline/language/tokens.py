"""Words of a text with exact offsets: spaCy's English rules, brought to how the treebanks cut words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import spacy
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex

from dateline.model import Span

from .words import table

LONGEST = 160
"""A run without white space longer than this is cut by one plain pattern: affix rules are quadratic in its length."""

RUNS = frozenset("!?$=*<>_~#")
_PLAIN = re.compile(r"\w+|[^\w\s]|\s+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_EXTRA_INFIXES = (
    r"[—–]",
    r"--+",
    r"(?<=[A-Za-z0-9\u00c0-\u024f])-(?=[A-Za-z0-9\u00c0-\u024f])",
    r"(?<=[.)\]”\"'’])-(?=\w)",
    r"[“”\"\[\]()]",
    r"(?<=\w)/(?=\w)",
)


@dataclass(frozen=True, slots=True)
class Cut:
    """Tokens of a text: `words` joined with a blank after each where `spaces` says so give the text back, length for
    length. `hard`: a paragraph starts here. `blank`: white space or text outside every paragraph, not for analysis.
    `settled`: every sentence start is a hard one, no other is looked for."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    hard: tuple[bool, ...]
    blank: tuple[bool, ...]
    settled: bool = False


@functools.cache
def tokenizer() -> Tokenizer:
    """spaCy's English tokenizer with hyphens cut as the treebanks do: "Paris-based" is three words, "pro-Kyiv" one."""
    nlp = spacy.blank("en")
    made = nlp.tokenizer
    if not isinstance(made, Tokenizer):
        raise TypeError("spaCy's English tokenizer is not the rule-based one")
    infixes = [*(nlp.Defaults.infixes or ()), *_EXTRA_INFIXES]
    made.infix_finditer = compile_infix_regex(infixes).finditer
    prefixes = "|".join(sorted(table("kept_prefixes"), key=lambda p: (-len(p), p)))
    url = made.url_match
    numbers = r"\d+(?:[/.]\d+)+|\d+-\d+-[\d-]+|\d+:\d+(?::\d+)?|[+-]?\d[\d.,]*\d|\d"
    kept = re.compile(rf"(?:(?:{prefixes})-[^\W_]+|{numbers})$", re.IGNORECASE)

    def whole(word: str) -> re.Match[str] | None:
        found = kept.match(word)
        return found if found is not None else (url(word) if url is not None else None)

    made.url_match = whole
    made.rules = {k: v for k, v in (made.rules or {}).items() if k != "and/or"}
    return made


def cut(text: str, paragraphs: Sequence[Span]) -> Cut:
    """Tokens of the whole text. Lone surrogates become U+FFFD, which keeps every offset.

    Paragraphs must follow one another without overlap, inside the text; otherwise ValueError.
    """
    text = _SURROGATE.sub("\ufffd", text)
    words: list[str] = []
    spaces: list[bool] = []
    hard: list[bool] = []
    blank: list[bool] = []
    at = 0
    for span in [*paragraphs, None]:
        start = span.start if span else len(text)
        if start < at or (span is not None and span.end > len(text)):
            raise ValueError(f"paragraph {span} is out of order or outside the text")
        gap = text[at:start]
        if gap.startswith(" ") and words and not spaces[-1]:
            spaces[-1], gap = True, gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)
            hard.append(False)
            blank.append(True)
        if span is None:
            break
        first = True
        for word, space in tokens(text[span.start : span.end]):
            empty = not word.strip()
            words.append(word)
            spaces.append(space)
            hard.append(first and not empty)
            blank.append(empty)
            first = first and empty
        at = span.end
    return Cut(tuple(words), tuple(spaces), tuple(hard), tuple(blank))


def tokens(text: str) -> Iterator[tuple[str, bool]]:
    """(word, followed by a blank) of one paragraph; together they give the paragraph back."""
    at = 0
    for match in re.finditer(rf"\S{{{LONGEST + 1},}}", text):
        yield from normal(text[at : match.start()])
        pieces = _PLAIN.findall(match[0])
        at = match.end()
        if text[at : at + 1] == " ":
            at += 1
            yield from ((p, k == len(pieces) - 1) for k, p in enumerate(pieces))
        else:
            yield from ((p, False) for p in pieces)
    yield from normal(text[at:])


def normal(text: str) -> Iterator[tuple[str, bool]]:
    """spaCy's tokens of text without over-long runs; a run of one mark ("!!") is one word, as in the treebanks."""
    held, space = "", False
    for token in tokenizer()(text) if text else ():
        if held and not space and held[-1] == token.text and token.text in RUNS:
            held, space = held + token.text, bool(token.whitespace_)
            continue
        if held:
            yield held, space
        held, space = token.text, bool(token.whitespace_)
    if held:
        yield held, space

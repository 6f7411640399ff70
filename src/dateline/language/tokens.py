"""Words of a text with exact offsets: spaCy's English rules, brought to how the treebanks cut words."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.language.cutting import Cutter
from dateline.language.spacy_rules import spacy_rules
from dateline.language.word_lists import table
from dateline.model import Span

LONGEST = 160
"""A run without white space longer than this is cut by one plain pattern: affix rules are quadratic in its length."""

RUNS = frozenset("!?$=*<>_~#`")
_PLAIN = re.compile(r"\w+|([^\w\s])\1{31,}|[^\w\s]|\s+")  # a mark that comes 32 times and more is one word
_RUN = re.compile(r"\s+|\S+")
_BESIDE = re.compile(r"[“”\"\[\]()—–…«»„]|--+|\.\.+")
_GLUED = re.compile(r"(?<=[A-Z]\.[A-Z]\.)(?=[A-Z][a-z])")
UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
"""Characters without width: soft hyphens, breaks, joiners, marks of direction. They stay in their word."""

_APOSTROPHE = re.compile(r"(?<=[^\W\d_])[´`](?=[^\W\d_])")
_NUMBERED = re.compile(r"\b[Nn]o\. \d")
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
class CutText:
    """Tokens of a text: `words` joined with a blank after each where `spaces` says so give the text back, length for
    length. `hard`: a paragraph starts here. `blank`: white space or text outside every paragraph, not for analysis.
    `settled`: every sentence start is a hard one, no other is looked for."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    hard: tuple[bool, ...]
    blank: tuple[bool, ...]
    settled: bool = False


@functools.cache
def cutter() -> Cutter:
    """spaCy's English rules with hyphens cut as the treebanks do: "Paris-based" is three words, "pro-Kyiv" one."""
    rules = spacy_rules()
    prefixes = "|".join(sorted(table("kept_prefixes"), key=lambda p: (-len(p), p)))
    address = functools.cache(lambda: re.compile(rules.address).match)
    numbers = r"\d+(?:[/.]\d+)+|\d+-\d+-[\d-]+|\d+:\d+(?::\d+)?|[+-]?\d[\d.,]*\d|\d"
    kept = re.compile(rf"(?:(?:{prefixes})-[^\W_]+|{numbers})$", re.IGNORECASE)
    own = {word: (word,) for word in table("abbreviations")}
    return Cutter(
        {run: words for run, words in rules.exceptions.items() if run != "and/or"} | own,
        _pattern([f"^{one}" for one in (*rules.prefixes, r"[•▪●■►▶◆★✦✔➤·]") if one.strip()]),
        _pattern([f"{one}$" for one in (*rules.suffixes, r"(?<=\d)(?:bn|mn|tn|trn)") if one.strip()]),
        _pattern([one for one in (*rules.infixes, *_EXTRA_INFIXES) if one.strip()]),
        lambda run: kept.match(run) or (address()(run) if "." in run else None),  # an address has a point
    )


def _pattern(pieces: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(pieces))


def cut_text(text: str, paragraphs: Sequence[Span]) -> CutText:
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
        own, after = words_of(text[span.start : span.end])
        empty = [word.isspace() for word in own]
        words += own
        spaces += after
        blank += empty
        hard += [False] * len(own)
        if False in empty:
            hard[len(hard) - len(own) + empty.index(False)] = True
        at = span.end
    return CutText(tuple(words), tuple(spaces), tuple(hard), tuple(blank))


def tokens(text: str) -> Iterable[tuple[str, bool]]:
    """(word, followed by a blank) of one paragraph; together they give the paragraph back."""
    return zip(*words_of(text), strict=True)


def words_of(text: str) -> tuple[list[str], list[bool]]:
    """Words of one paragraph, and whether a blank follows each; white space but a single blank is a word of its own."""
    words: list[str] = []
    spaces: list[bool] = []
    runs = text.split(" ")
    if runs == text.split():
        for run in runs:
            words += parts(run)
            spaces += [False] * (len(words) - len(spaces))
            spaces[-1] = True
        spaces[-1] = False
    else:
        for run in _RUN.findall(text):
            if not run[0].isspace():
                words += parts(run)
            else:
                if words and run[0] == " ":
                    spaces[-1], run = True, run[1:]
                words += [run] if run else []
            spaces += [False] * (len(words) - len(spaces))
    return join_numbers(words, spaces) if _NUMBERED.search(text) else (words, spaces)


def join_numbers(words: list[str], spaces: list[bool]) -> tuple[list[str], list[bool]]:
    """ "No." before a number is one word; "No." as an answer is two."""
    for i in reversed(range(len(words) - 2)):
        if words[i] in ("No", "no") and words[i + 1] == "." and not spaces[i] and words[i + 2][0].isdigit():
            words[i : i + 2], spaces[i : i + 2] = [words[i] + "."], [spaces[i + 1]]
    return words, spaces


def parts(run: str) -> tuple[str, ...]:
    """The words of a run of characters without white space."""
    return tuple(found[0] for found in _PLAIN.finditer(run)) if len(run) > LONGEST else short_parts(run)


@functools.lru_cache(maxsize=1 << 16)
def short_parts(run: str) -> tuple[str, ...]:
    """Words of a run of ordinary length, cut as if it had no characters without width and straight apostrophes only."""
    plain = _APOSTROPHE.sub("’", run)
    if not UNSEEN.search(plain):
        words = plain_parts(plain)
        return words if plain is run else recut_run(run, [len(word) for word in words])
    seen = UNSEEN.sub("", plain)
    if not seen:
        return (run,)
    places = [i for i, c in enumerate(plain) if not UNSEEN.match(c)]
    starts, at = [], 0
    for word in plain_parts(seen):
        starts.append(places[at])
        at += len(word)
    ends = [*starts[1:], len(run)]
    return recut_run(run, [end - start for start, end in zip([0, *starts[1:]], ends, strict=True)])


def recut_run(run: str, lengths: Sequence[int]) -> tuple[str, ...]:
    """The run in pieces of these lengths."""
    ends = list(itertools.accumulate(lengths))
    return tuple(run[end - length : end] for end, length in zip(ends, lengths, strict=True))


def plain_parts(run: str) -> tuple[str, ...]:
    """spaCy's tokens; what a quotation mark, bracket or dash glues together is cut as if it stood alone."""
    out: list[str] = []
    for piece in _GLUED.split(run):
        words = cutter().words(piece) if piece else []
        for i, word in enumerate(words):
            beside = any(_BESIDE.fullmatch(other) for other in (*words[max(0, i - 1) : i], *words[i + 1 : i + 2]))
            again = cutter().words(word) if beside and len(word) > 1 else [word]
            for one in again:
                if out and one in RUNS and out[-1][-1] == one:
                    out[-1] += one
                else:
                    out.append(one)
    return tuple(out)

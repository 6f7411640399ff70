"""Names and phrases as words: what is compared, where it stood, and how it was written."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dateline.coding.tables import fold_spelling, table

# A word with inner dots, apostrophes or ampersands: U.S., O'Brien, R&AW, N'Djamena.
_WORD = re.compile(r"[^\W_]+(?:[.'’&][^\W_]+)*\.?")
_POINTS = re.compile(r"[.'’ʻ`]")
_APART = re.compile(r"[,;:]\s|[()\[\]\"“”]|\s[-–—]\s")
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word: as written, as compared (`key`), its offsets in the phrase, and what stood before it."""

    text: str
    key: str
    start: int
    end: int
    possessive: bool
    gap: str

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital."""
        return self.text[:1].isupper()

    @property
    def hyphened(self) -> bool:
        """Whether a hyphen ties it to the word before."""
        return self.gap in ("-", "‑", "–")

    @property
    def apart(self) -> bool:
        """Whether a comma, semicolon, bracket or dash divides it from the word before."""
        return self.gap not in ("", " ") and _APART.search(self.gap) is not None


@functools.cache
def _short_titles() -> Mapping[str, str]:
    return MappingProxyType({row["short"]: row["title"] for row in table("short_titles")})


def words(phrase: str) -> tuple[NameWord, ...]:
    """The words of a phrase. "Russia's" is Russia, possessive; "U.S." compares as "us", "Sen." as "senator"."""
    found: list[NameWord] = []
    last = 0
    titles = _short_titles()
    for match in _WORD.finditer(phrase):
        text = match[0]
        possessive = phrase[match.end() : match.end() + 2] in (" '", " ’")
        if text.isascii() and text.isalpha():  # most words: nothing to take off
            stem, key = text, titles.get(text) or text.lower()
        else:
            stem = _POSSESSIVE.sub("", text)
            possessive = possessive or stem != text
            key = titles.get(text) or _POINTS.sub("", fold_spelling(stem))
        if key == "s" and found and not found[-1].possessive:  # a detached possessive: "schoolchildren 's"
            found[-1] = NameWord(found[-1].text, found[-1].key, found[-1].start, match.end(), True, found[-1].gap)
        elif key:
            found.append(NameWord(stem, key, match.start(), match.end(), possessive, phrase[last : match.start()]))
        last = match.end()
    return tuple(found)


_PLAIN = re.compile(r"[a-z]+(?: [a-z]+)*")


@functools.lru_cache(maxsize=1 << 15)
def key_of(name: str) -> str:
    """How a name is looked up: its compared words, without a leading article."""
    low = name.lower()
    if _PLAIN.fullmatch(low):
        return low.removeprefix("the ")
    keys = [word.key for word in words(name)]
    return " ".join(keys[1:] if len(keys) > 1 and keys[0] == "the" else keys)


def sound_of(key: str) -> str:
    """A key as it sounds: what transliterations of one name share (Sergei and Sergey, Gaddafi and Qaddafi)."""
    out = (
        key.replace("kh", "h")
        .replace("ph", "f")
        .replace("gh", "g")
        .replace("dh", "d")
        .replace("zh", "z")
        .replace("ou", "u")
    )
    out = (
        out.replace("q", "k")
        .replace("w", "v")
        .replace("ks", "x")
        .replace("ee", "i")
        .replace("oo", "u")
        .replace("dj", "j")
    )
    out = re.sub(r"[yj]", "i", out)
    out = re.sub(r"(.)\1+", r"\1", out)
    out = re.sub(r"i+(?= |$)", "i", out)
    out = re.sub(r"ei(?= |$)", "ei", out)
    return re.sub(r"\b(al|el|bin|ben) ", "", out)


def join_keys(words_: Sequence[NameWord]) -> str:
    """The key of a run of words."""
    return " ".join([word.key for word in words_])

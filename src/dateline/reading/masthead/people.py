"""Names in bylines: which words can be a person's name, a pen name, or the name of the house that prints."""

from __future__ import annotations

import re
from collections.abc import Collection

from dateline.reading.lines.page_words import any_of

_PARTICLE = any_of("name particle")
NAME = rf"[A-ZÀ-Þ][\w'’.-]+(?: (?:{_PARTICLE}|[A-ZÀ-Þ][\w'’.-]*\.?)){{1,3}}"
_MOST_WORDS = 5
_WORD = re.compile(r"[^\W\d_](?:[\w'’.-]*[^\W_])?\.?")
_IS_PARTICLE = re.compile(_PARTICLE)
_PEN_NAME = re.compile(r"[^\W\d_][\w.-]{2,24}")
_TWO_IN_ONE = re.compile(r"[a-z][A-Z]")
_NO_NAME = re.compile(rf"\b(?:{any_of('job')}|{any_of('no person')})\b", re.IGNORECASE)
_JOB_BEHIND = re.compile(
    rf"(?<=\w)\.?,? (?:(?:{any_of('job opens')}),? (?:and )?)*(?:{any_of('job behind')})\b.*$", re.IGNORECASE
)
_CREDENTIALS = re.compile(rf"(?:,? (?:{any_of('credential')})\b\.?)+$")
_ENDING = re.compile(r"\.(?:com|org|net|info|[a-z]{2}(?:\.[a-z]{2})?)$")


def cut_job(name: str) -> str:
    """A name without the job and the degrees behind it ("Ada Lund Senior Staff Writer", "Ada Lund PhD")."""
    return _CREDENTIALS.sub("", _JOB_BEHIND.sub("", name)).strip(" .,:")


def is_person(name: str) -> bool:
    """Whether words have the shape of a person's full name and none that people do not bear."""
    words = name.split()
    if not 2 <= len(words) <= _MOST_WORDS or _NO_NAME.search(name) is not None:
        return False
    return (
        _begins_name(words[0])
        and any(len(word.strip(".")) > 1 for word in words[1:])
        and all(
            _begins_name(word) or (place and _IS_PARTICLE.fullmatch(word) is not None)
            for place, word in enumerate(words)
        )
    )


def _begins_name(word: str) -> bool:
    """Scripts without capitals (Gujarati, Chinese) have names too."""
    return _WORD.fullmatch(word) is not None and not word[0].islower()


def is_pen_name(name: str) -> bool:
    """Whether one word can be the name under which somebody writes."""
    if _PEN_NAME.fullmatch(name) is None or "admin" in name.lower() or _ENDING.search(name.lower()) is not None:
        return False
    if _TWO_IN_ONE.search(name) is not None or name[0].islower() or name.isupper():
        return False
    return _NO_NAME.search(name.replace("_", " ")) is None


def is_publisher(name: str, houses: Collection[str]) -> bool:
    """Whether a name is that of a house, begins with it ("Harbour Ledger Kitchen") or, a single word, is part of it."""
    own = _squeeze(name)
    for house in houses:
        its = _squeeze(_ENDING.sub("", house.lower()))
        if not its or not own:
            continue
        if own == its or (len(its) > 5 and own.startswith(its)) or (" " not in name and " " in house and own in its):
            return True
    return False


def _squeeze(name: str) -> str:
    return "".join(filter(str.isalnum, re.sub(r"^(?:the|www\.)\s*", "", name.lower())))

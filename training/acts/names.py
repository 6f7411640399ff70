"""Names in texts of our own: a project that names nobody who does not exist holds a sign in the place of each part.

A sign is a capital letter and middle dots, as long as the name was, so that places in a text stay what they are; one
letter is one name throughout a text. What a network reads there are parts of names of office holders
(`data/name_parts.tsv`), put together by chance.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

DOT = "\u00b7"
_SIGN = re.compile(rf"([^\W\d_]){DOT}+")
_PARTS = Path(__file__).parents[1] / "data/name_parts.tsv"
Kind = Literal["given", "family"]


def fill(text: str, key: str) -> str:
    """The text with a name for every sign, each as long as its sign; `key` (its id) chooses them."""
    if DOT not in text:
        return text
    given = {found[0] for found in re.finditer(rf"{_SIGN.pattern}(?=[ -][^\W\d_]{DOT})", text)}
    chosen: dict[str, str] = {}
    for found in _SIGN.finditer(text):
        sign = found[0]
        if sign not in chosen:
            kind: Kind = "given" if sign in given else "family"
            chosen[sign] = _choose(kind, len(sign), f"{key} {sign}", set(chosen.values()))
    return _SIGN.sub(lambda found: chosen[found[0]], text)


def hide(text: str, names: Mapping[str, None] | set[str] | frozenset[str]) -> str:
    """The text with a sign in the place of each of these parts of names, wherever one stands as a whole word.

    Raises ValueError where a part is shorter than two letters or there are more than 52.
    """
    signs: dict[str, str] = {}

    def sign(found: re.Match[str]) -> str:
        part = found[0]
        if part not in signs:
            signs[part] = _letter(len(signs)) + DOT * (len(part) - 1)
        return signs[part]

    if any(len(part) < 2 for part in names):
        raise ValueError(f"a name of one letter cannot be hidden: {sorted(names)[:5]}")
    if not names:
        return text
    parts = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{parts})(?!\w)", sign, text)


def _letter(number: int) -> str:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + "ÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛ"
    if number >= len(letters):
        raise ValueError(f"a text has more than {len(letters)} names")
    return letters[number]


def _choose(kind: Kind, length: int, key: str, taken: set[str]) -> str:
    """A name part of this length that is not taken yet; a family name too where no given one is so long."""
    known = _parts()
    fitting = [name for name in (*known[kind, length], *known["family", length]) if name not in taken]
    if not fitting:
        fitting = [name for (_, size), own in known.items() if size == length for name in own if name not in taken]
    if not fitting:  # longer than every part: two as one
        half = length // 2
        return _choose(kind, half, key, taken) + _choose("family", length - half, key, taken).lower()
    return fitting[int(hashlib.sha256(key.encode()).hexdigest(), 16) % len(fitting)]


@cache
def _parts() -> Mapping[tuple[Kind, int], tuple[str, ...]]:
    found: dict[tuple[Kind, int], list[str]] = {("given", n): [] for n in range(64)}
    found |= {("family", n): [] for n in range(64)}
    with _PARTS.open(encoding="utf-8", newline="") as file:
        for row in csv.reader((line for line in file if not line.startswith("#")), delimiter="\t"):
            kind: Kind = "given" if row[1] == "given" else "family"
            found[kind, len(row[0])].append(row[0])
    return {key: tuple(names) for key, names in found.items()}

"""How sources are opened: what the user says of columns and folders, what a page may cost, who is told what goes on."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

PAGE_LIMIT = 64 * 1024 * 1024
"""Decoded bytes of one page, by default; a longer one is skipped, not cut: half a page would be a false witness."""


_UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")


def _nobody(*_: Any) -> None:
    """Hears and forgets."""


def _all(_: Path) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Ways:
    """What holds for every source of a run.

    `limit`: decoded bytes of one page. `columns`: the user's name of a column or key for a fact ("text", "published").
    `below`: the folder whose files lines may name by `html_path`, that of the lines themselves by default.
    `told(path, place)`: which file is read, and how many of its bytes were. `left(path)`: a file of a folder that is
    neither a page nor holds any, and is left alone. `wants(path)`: whether a file of a folder is to be looked at.
    `named(path)`: what a file is called in the origins of its pages.
    """

    limit: int = PAGE_LIMIT
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    below: Path | None = None
    told: Callable[[Path, int], object] = _nobody
    left: Callable[[Path], object] = _nobody
    wants: Callable[[Path], bool] = _all
    named: Callable[[Path], str] = lambda path: shown_path(path)


def shown_path(path: Path) -> str:
    """A file's name for messages and records, which may be handed on: within the working folder as one would type it,
    elsewhere the last three parts alone. Bytes that are no UTF-8 are written out ("a\\xff.txt").
    """
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - links are not followed: the name is that which was given
    here = Path.cwd()
    parts = whole.relative_to(here).parts if whole.is_relative_to(here) else whole.parts[1:][-3:]
    return printable("/".join(parts) or whole.name)


def printable(words: str) -> str:
    """The words with what no file of text can hold (half surrogates, NUL) written out."""
    return _UNPRINTABLE.sub(_write_out, words)


def _write_out(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code & 0xFF:02x}" if code == 0 or 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"

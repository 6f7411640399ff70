"""How words reach a terminal: as the text that they are, whatever codes a page has put in them."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

from rich.console import Console

_TALKATIVE = ("psycopg", "sqlalchemy.pool")
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def harmless(words: str) -> str:
    """The words with every code that steers a terminal or turns the line about written out: "\\x1b[2J"."""
    return _STEERING.sub(_write_out, words)


def _write_out(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


class Plain(Console):
    """A terminal for words of others: no codes of theirs, no pictures for ":names:", no colours of its own choosing."""

    def __init__(self, *, width: int | None = None, fold: bool = True, stderr: bool = False) -> None:
        super().__init__(highlight=False, emoji=False, soft_wrap=not fold, width=width, stderr=stderr)

    def print(self, *words: Any, **how: Any) -> None:
        """Words and whatever else can be drawn. Raises BrokenPipeError where nobody reads any more."""
        super().print(*(harmless(one) if isinstance(one, str) else one for one in words), **how)

    def on_broken_pipe(self) -> NoReturn:
        """Left to `end_plainly`: rich would end with 1, which is what verify says where something does not fit."""
        raise BrokenPipeError


def print_bytes(lines: Iterable[bytes]) -> None:
    """Lines for another program: UTF-8 whatever the terminal's encoding, each as soon as it is there."""
    for line in lines:
        sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()


def settle_streams() -> None:
    """Prints on any terminal: what its encoding lacks is written out, and a closed output swallows all."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - open to the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def keep_libraries_quiet() -> None:
    """A server that is gone is told in one sentence; its driver's log says the same before, in its own words. Whoever
    sets up logging still gets it."""
    for name in _TALKATIVE:
        logging.getLogger(name).addHandler(logging.NullHandler())


def give_up_printing() -> None:
    """Sends to nowhere what is still to be printed, where printing it has failed already."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

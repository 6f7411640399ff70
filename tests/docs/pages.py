"""A page of the documentation taken apart: the files that it shows, and the commands with what they print."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"

_FILE = re.compile(r"^`([\w./-]+)`:\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ANY = "..."
_ID = re.compile(r"\b([epsy])[0-9a-f]{16}\b")


@dataclass(frozen=True)
class Command:
    """What a reader is told to type, and what he is told to see; "..." stands for any words, alone for any lines."""

    words: tuple[str, ...]
    printed: str


def files(page: str) -> dict[str, str]:
    """Every file that a page shows, by name."""
    return dict(_FILE.findall(page))


def commands(page: str) -> Iterator[Command]:
    """The commands of a page in order."""
    for block in _CONSOLE.findall(page):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, printed = part.partition("\n")
            yield Command(tuple(shlex.split(line, comments=True)), printed)


def shows(printed: str, shown: str) -> bool:
    """Whether `printed` is what a page shows, ids apart (they are digests of the whole page)."""
    pattern = "".join(r"(?:[^\n]*\n)*" if line == _ANY else _line(line) for line in masked(shown))
    return re.fullmatch(pattern, "".join(line + "\n" for line in masked(printed))) is not None


def _line(shown: str) -> str:
    return r"[^\n]*".join(map(re.escape, shown.split(_ANY))) + "\n"


def masked(printed: str) -> list[str]:
    """The lines without ids and without blanks at their ends."""
    return [_ID.sub(r"\1…", line).rstrip() for line in printed.strip().splitlines()]


_PYTHON = re.compile(r"^```python\n(.*?)^```\n(?:```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)


def scripts(page: str) -> Iterator[tuple[str, str]]:
    """The Python of a page in order, each with what it prints."""
    yield from _PYTHON.findall(page)


def run_scripts(page: str) -> int:
    """Runs the Python of a page in order, in one namespace, and compares what it prints; the number of blocks."""
    names: dict[str, object] = {}
    blocks = list(scripts(page))
    for code, shown in blocks:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(code, "page", "exec"), names)
        assert shows(out.getvalue(), shown), "\n".join([code, *masked(out.getvalue())])
    return len(blocks)


_MORE = re.compile(r"^One more line in `([\w./-]+)`:\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_BECOMES = re.compile(r"^In `([\w./-]+)` one line becomes:\n```\w*\n(\w+ = )(.*?\n)^```$", re.MULTILINE | re.DOTALL)


def follow(page: str, root: Path) -> None:
    """Changes the files below `root` as a page tells its reader to."""
    for name, line in _MORE.findall(page):
        path = root / name
        path.write_text(path.read_text(encoding="utf-8") + line, encoding="utf-8")
    for name, start, end in _BECOMES.findall(page):
        path = root / name
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        (old,) = (line for line in lines if line.startswith(start))
        path.write_text("".join(start + end if line == old else line for line in lines), encoding="utf-8")
    for name, content in files(page).items():
        (root / name).write_text(content, encoding="utf-8")


_FENCE = re.compile(r"^(?:<!-- not run: (.+?) -->\n)?```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Fence:
    """A block between fences: its language, its lines, and why no test runs it, where the page says so."""

    language: str
    text: str
    not_run: str


def fences(page: str) -> Iterator[Fence]:
    """Every block of a page. `<!-- not run: reason -->` in the line above it says why it is not run."""
    for reason, language, text in _FENCE.findall(page):
        yield Fence(language, text, reason)


def documents() -> list[Path]:
    """The pages that tell a reader what to type."""
    root = DOCS.parent
    return sorted([*DOCS.rglob("*.md"), root / "README.md", root / "CONTRIBUTING.md", root / "training" / "README.md"])

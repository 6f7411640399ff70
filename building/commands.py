"""docs/commands.md: what every command's --help says, so that the page and the program are one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command
from typer.testing import CliRunner

from dateline.cli import app

PAGE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"
_WIDTH = {"COLUMNS": "100", "TERMINAL_WIDTH": "100", "NO_COLOR": "1", "_TYPER_FORCE_DISABLE_TERMINAL": "1"}
_HEAD = """# Commands

What `dateline --help` and `dateline COMMAND --help` say. This page is made by `python -m building.commands`, and a test
holds it to the program.

Data goes to standard output, talk (progress, remarks, what was written) to standard error; a bar is drawn only where
both are a terminal, and `--quiet` leaves out the summary too. `--json` gives JSON: one object a line from `add`,
`read`, `code`, `stories`, `explain`, `skipped` and `judge`, one whole object from `story`. Completion of commands and
options in your shell: `dateline --install-completion`.

| exit code | says |
|---|---|
| 0 | done: every page was kept, known before or skipped with its reason; also where whoever reads the pipe has seen \
enough, and where `--watch` was stopped |
| 1 | `verify` found something that does not fit |
| 2 | wrong use, or an input, a record or a disk that cannot be read or written: the message says what to do next |
| 130 | stopped by Ctrl-C; what was counted is kept |
"""


def page() -> str:
    """The page as it should be."""
    parts = [_HEAD, _section("dateline", ())]
    parts += [_section(" ".join(("dateline", *words)), words) for words in _commands(get_command(app), ())]
    return "\n".join(parts)


def _commands(above: Any, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every command and those below it, as they are typed."""
    for name, command in getattr(above, "commands", {}).items():
        yield (*words, name)
        yield from _commands(command, (*words, name))


def _section(title: str, words: tuple[str, ...]) -> str:
    said = CliRunner().invoke(app, [*words, "--help"], env=_WIDTH, prog_name="dateline").output
    lines = "\n".join(line.rstrip() for line in said.strip().splitlines())
    return f"## {title}\n```text\n{lines}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

"""docs/commands.md: what every command's --help says, so that the page and the program are one."""

from __future__ import annotations

from pathlib import Path

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
`read`, `code`, `stories`, `explain` and `skipped`, one whole object from `story`. Completion of commands and options in
your shell: `dateline --install-completion`.

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
    names = list(getattr(get_command(app), "commands", {}))
    parts = [_HEAD, _section("dateline", ())]
    parts += [_section(f"dateline {name}", (name,)) for name in names]
    return "\n".join(parts)


def _section(title: str, words: tuple[str, ...]) -> str:
    said = CliRunner().invoke(app, [*words, "--help"], env=_WIDTH, prog_name="dateline").output
    lines = "\n".join(line.rstrip() for line in said.strip().splitlines())
    return f"## {title}\n```text\n{lines}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

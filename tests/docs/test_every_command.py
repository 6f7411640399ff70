"""Each command of the documentation is run by a test, or the page says why not, and then it exists at least."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from dateline.cli import app

from .pages import DOCS, Fence, documents, fences

ROOT = DOCS.parent
RUN = {"console"}
"""Languages of blocks that are run as commands: tests/docs/test_pages.py and test_contributing.py run every one."""
_PROGRAMS = r"dateline|make|pip|python3?|pytest|datasette|duckdb|sqlite3|export|zcat|psql|git"
_COMMAND = re.compile(rf"^(?:\$ )?(?:\.venv/bin/)?({_PROGRAMS})\b(?! =)", re.MULTILINE)
PAGES = pytest.mark.parametrize("page", documents(), ids=lambda page: page.relative_to(ROOT).as_posix())
_TARGETS = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def _told(page: Path) -> list[Fence]:
    return [
        fence for fence in fences(page.read_text(encoding="utf-8")) if fence.language in ("", "sh", "bash", "shell")
    ]


@PAGES
def test_a_command_is_run_or_the_page_says_why_not(page: Path) -> None:
    left_alone = [fence.text for fence in _told(page) if _COMMAND.search(fence.text) and not fence.not_run]
    assert left_alone == [], "write ```console and $ before each command, or <!-- not run: reason --> above the block"


@PAGES
def test_what_is_run_is_not_called_not_run(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [fence.text for fence in fences(text) if fence.language in RUN and fence.not_run] == []


@PAGES
def test_code_of_another_program_says_why_it_is_not_run(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [fence.text for fence in fences(text) if fence.language in ("r", "R", "sql") and not fence.not_run] == []


@PAGES
def test_a_command_that_is_not_run_is_there(page: Path) -> None:
    wrong = [problem for fence in _told(page) if fence.not_run for problem in _problems(fence.text)]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dateline add folder --record my.db", []),
        ("dateline add folder --recrod my.db", ["dateline add has no --recrod"]),
        (".venv/bin/dateline tell", ["dateline has no command tell"]),
        ("make tea", ["make has no target tea"]),
        ("python -m bench.no_such_thing", ["there is no module bench.no_such_thing"]),
    ],
)
def test_a_command_that_is_not_there_is_found(text: str, expected: list[str]) -> None:
    assert list(_problems(text)) == expected


def test_a_block_that_nobody_runs_is_seen() -> None:
    (bare,) = fences("```\nmake demo\n```\n")
    (marked,) = fences("<!-- not run: fetches packages -->\n```\nmake demo\n```\n")
    assert (_COMMAND.search(bare.text) is not None, bare.not_run, marked.not_run) == (True, "", "fetches packages")


def _problems(text: str) -> Iterator[str]:
    """What the commands of a block name that does not exist."""
    for line in text.replace("\\\n", " ").splitlines():
        for part in line.split(" | "):
            words = shlex.split(part, comments=True)
            program = Path(words[0]).name if words else ""
            if program == "dateline":
                yield from _problems_of_dateline(words[1:])
            elif program == "make":
                yield from (f"make has no target {word}" for word in words[1:2] if word not in _TARGETS)
            elif program == "python" and words[1:2] == ["-m"]:
                yield from () if _is_there(words[2]) else (f"there is no module {words[2]}",)


def _problems_of_dateline(words: list[str]) -> Iterator[str]:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    command = group.commands.get(words[0])
    if isinstance(command, TyperGroup) and words[1:]:
        command = command.commands.get(words[1])
    if command is None:
        yield f"dateline has no command {words[0]}"
        return
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    yield from (f"dateline {words[0]} has no {word}" for word in words if word.startswith("--") and word not in known)


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def test_every_extra_is_explained() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    page = (DOCS / "install.md").read_text(encoding="utf-8")
    assert [name for name in extras if f"| `{name}` |" not in page] == []


def test_every_target_of_make_is_named_by_make_help() -> None:
    helped = set(re.findall(r"make ([\w-]+)", (ROOT / "Makefile").read_text(encoding="utf-8").partition("$(DEMO):")[0]))
    assert {"help", "format", "clean"} >= _TARGETS - helped

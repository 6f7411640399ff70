"""What the documentation shows is what happens: every file is written, every command run, every output compared."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app

from .pages import DOCS, Command, commands, documents, files, masked, run_scripts, shows

_WORKING = {"add", "audit", "code", "read", "run"}
_CONSOLE = [page for page in documents() if page.name != "CONTRIBUTING.md" and any(commands(page.read_text("utf-8")))]


@pytest.fixture(scope="module")
def examples_added(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A record of the examples, and what `dateline add examples` printed: the same for every page that begins so."""
    folder = tmp_path_factory.mktemp("added")
    record = folder / "examples.db"
    result = CliRunner().invoke(app, ["add", str(DOCS.parent / "examples"), "--record", str(record), "--workers", "0"])
    assert result.exit_code == 0, result.output
    return record, result.output


@pytest.mark.parametrize("path", _CONSOLE, ids=lambda path: path.relative_to(DOCS.parent).as_posix())
def test_the_page_shows_what_happens(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(tmp_path)
    page = path.read_text(encoding="utf-8")
    shutil.copytree(DOCS.parent / "examples", tmp_path / "examples")
    for file, content in files(page).items():
        (tmp_path / file).write_text(content, encoding="utf-8")
    for command in commands(page):
        assert command.words[0] == "dateline"
        record = _fresh_record(command)
        if record is not None and not Path(record).exists():
            made, printed = request.getfixturevalue("examples_added")
            shutil.copyfile(made, record)
        else:
            printed = _run(command)
        assert shows(printed, command.printed), "\n".join([" ".join(command.words), *masked(printed)])
    if path.parent.name == "start":
        run_scripts(page)


def _fresh_record(command: Command) -> str | None:
    """The record of a plain `dateline add examples`, which need not be made anew for every page."""
    match command.words:
        case ("dateline", "add", "examples"):
            return "dateline.db"
        case ("dateline", "add", "examples", "--record", record):
            return record
    return None


def _run(command: Command) -> str:
    alone = ["--workers", "0"] if command.words[1] in _WORKING else []
    result = CliRunner().invoke(app, [*command.words[1:], *alone])
    assert not isinstance(result.exception, Exception), result.exception
    return result.output


def test_the_test_of_an_ontology_of_ones_own_passes(tmp_path: Path) -> None:
    for file, content in files((DOCS / "ontology.md").read_text(encoding="utf-8")).items():
        (tmp_path / file).write_text(content, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_water.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0 and "5 passed" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("page", documents(), ids=lambda page: page.name)
def test_whoever_types_a_bare_command_is_told_how(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert ". .venv/bin/activate" in text or not any(command.words[0] == "dateline" for command in commands(text))


@pytest.mark.parametrize(
    "option",
    [
        "--ontology",
        "--actors",
        "--as",
        "--why",
        "--events",
        "--sure",
        "--seconds",
        "--megabytes",
        "--with",
        "--told-by",
        "--everyone",
    ],
)
def test_every_option_of_these_pages_is_explained(option: str) -> None:
    assert any(option in page.read_text(encoding="utf-8") for page in DOCS.glob("*.md"))

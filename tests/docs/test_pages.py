"""What the documentation shows is what happens: every file is written, every command run, every output compared."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app

from .pages import DOCS, commands, files, masked, shows

_WORKING = {"add", "audit", "code", "read"}


@pytest.mark.parametrize(
    "name", ["ontology.md", "actors.md", "sources.md", "events.md", "reading.md", "export.md", "who.md", "audit.md"]
)
def test_the_page_shows_what_happens(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = (DOCS / name).read_text(encoding="utf-8")
    if "add examples" in page:
        shutil.copytree(DOCS.parent / "examples", tmp_path / "examples")
    for file, content in files(page).items():
        (tmp_path / file).write_text(content, encoding="utf-8")
    asked = list(commands(page))
    assert len(asked) > 1
    for command in asked:
        program, *words = command.words
        assert program == "dateline"
        alone = ["--workers", "0"] if words[0] in _WORKING else []
        result = CliRunner().invoke(app, [*words, *alone])
        assert not isinstance(result.exception, Exception), result.exception
        assert shows(result.output, command.printed), "\n".join([" ".join(command.words), *masked(result.output)])


def test_the_test_of_an_ontology_of_ones_own_passes(tmp_path: Path) -> None:
    for file, content in files((DOCS / "ontology.md").read_text(encoding="utf-8")).items():
        (tmp_path / file).write_text(content, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_water.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0 and "5 passed" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("page", [DOCS.parent / "CONTRIBUTING.md", *DOCS.glob("*.md")], ids=lambda page: page.name)
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

"""The pages on Python and on language show what happens: their blocks run in order, and print what they are said to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import dateline

from .pages import DOCS, files, run_scripts

EXAMPLES = DOCS.parent / "examples"
README = DOCS.parent / "README.md"


def run(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.chdir(folder)
    shutil.copytree(EXAMPLES, folder / "examples")
    text = page.read_text(encoding="utf-8")
    for name, content in files(text).items():
        (folder / name).write_text(content, encoding="utf-8")
    return run_scripts(text)


def test_the_page_shows_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(DOCS / "python.md", tmp_path, monkeypatch) > 5


def test_the_page_on_language_shows_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(DOCS / "language.md", tmp_path, monkeypatch) == 6


def test_the_page_to_start_from_shows_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(DOCS / "start" / "python-and-spacy.md", tmp_path, monkeypatch) == 2


def test_the_ten_lines_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(README, tmp_path, monkeypatch) == 1


@pytest.mark.parametrize("name", ["pages", "read", "load", "code", "link", "brief", "to_dataframe", "Record"])
def test_every_name_of_the_front_door_is_explained(name: str) -> None:
    assert name in dateline.__all__
    assert f"dateline.{name}(" in (DOCS / "python.md").read_text(encoding="utf-8")

"""Seven words in a row that stand in a text of others are found; names and formulas in the table are not."""

from __future__ import annotations

import gzip
import subprocess
from pathlib import Path

import pytest

from bench.borrowed import borrowed

THEIRS = "The harbour master told the council that the old pier would close before winter."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    root.mkdir()
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    return root


def hold(project: Path, name: str, text: str) -> None:
    (project / name).write_text(text, "utf-8")
    subprocess.run(["git", "add", name], cwd=project, check=True)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "docs.jsonl").write_text(f'{{"text": "{THEIRS}"}}\n', "utf-8")
    return folder


def test_a_copied_stretch_is_named_with_its_line_and_source(project: Path, texts: Path) -> None:
    hold(project, "page.txt", "One\nThe Harbour Master told the\ncouncil that nothing would change.")
    found = borrowed(project, texts, ())
    assert [(one.file, one.line, one.source) for one in found] == [("page.txt", 2, "docs.jsonl")]
    assert found[0].words == "the harbour master told the council that"


def test_six_words_are_nobodys(project: Path, texts: Path) -> None:
    hold(project, "page.txt", "The harbour master told the council of a plan.")
    assert borrowed(project, texts, ()) == []


def test_a_common_phrase_passes(project: Path, texts: Path) -> None:
    hold(project, "page.txt", "The harbour master told the council that it snowed.")
    assert borrowed(project, texts, ["the harbour master told the council that"]) == []


def test_only_what_is_under_version_control_is_read(project: Path, texts: Path) -> None:
    (project / "loose.txt").write_text(THEIRS, "utf-8")
    assert borrowed(project, texts, ()) == []


def test_packed_texts_are_read_too(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "packed"
    folder.mkdir()
    (folder / "docs.jsonl.gz").write_bytes(gzip.compress(f'{{"text": "{THEIRS}"}}\n'.encode()))
    hold(project, "page.txt", "The harbour master told the council that it snowed.")
    assert [one.source for one in borrowed(project, folder, ())] == ["docs.jsonl.gz"]


def test_of_json_lines_the_texts_count_and_not_the_names_of_fields(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "labels"
    folder.mkdir()
    row = '{"speaker": {"name": "mayor", "cue": {"start": 1, "words": {"stance": "says", "direct": true}}}}'
    (folder / "theirs.jsonl").write_text(f"{row}\n{THEIRS}\n", "utf-8")
    hold(project, "labels.jsonl", f'{row}\n{{"note": "{THEIRS}"}}\n')
    assert {one.line for one in borrowed(project, folder, ())} == {2}

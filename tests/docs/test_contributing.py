"""Who follows CONTRIBUTING.md gets what it shows: its examples change a copy of the source, its commands run there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dateline

from .pages import DOCS, commands, follow, masked, shows

ROOT = DOCS.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ALONE = ["--workers", "0"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it is after every example; weights are not copied but pointed to."""
    root = tmp_path_factory.mktemp("copy")
    ours = Path(dateline.__file__).parent
    shutil.copytree(ours, root / "src" / "dateline", ignore=shutil.ignore_patterns("weights", "__pycache__"))
    (root / "src" / "dateline" / "language" / "weights").symlink_to(ours / "language" / "weights")
    shutil.copytree(ROOT / "examples", root / "examples")
    follow(PAGE, root)
    return root


def test_the_commands_print_what_the_page_shows(copy: Path) -> None:
    asked = list(commands(PAGE))
    assert {command.words[1] for command in asked} == {"code", "add", "export"}
    for command in asked:
        words = [*command.words[1:], *(ALONE if command.words[1] != "export" else [])]
        environment = os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "dateline", *words], cwd=copy, env=environment, capture_output=True
        )
        printed = (done.stdout + done.stderr).decode("utf-8")
        assert shows(printed, command.printed), "\n".join([" ".join(words), *masked(printed)])
        assert "ghosted the question" not in printed


def test_the_bibliography_holds_the_reports(copy: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(copy / "src")}
    command = [sys.executable, "-m", "dateline", "export", "my.db", "--as", "bibtex"]
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, check=True)
    found = done.stdout.decode("utf-8")
    assert found.count("@online{p") == 17
    assert "  organization = {The Pinewood Dispatch},\n" in found
    assert found.count("{") == found.count("}")


def test_every_page_that_is_named_is_there() -> None:
    named = re.findall(r"\]\(([\w./-]+\.md)\)", PAGE)
    assert named
    missing = [name for name in named if not (ROOT / name).exists()]
    assert missing == []

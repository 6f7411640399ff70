"""Every file and folder that the documentation names is there, and every test that it tells a reader to run."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from .pages import DOCS, files

ROOT = DOCS.parent
PAGES = sorted(
    [
        *DOCS.glob("*.md"),
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "training" / "README.md",
        ROOT / "src" / "dateline" / "coding" / "tables" / "README.md",
    ]
)
_FENCED = re.compile(r"^( *)```.*?^\1```", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"`([\w./-]+(?:\.(?:py|tsv|txt|npz|conllu|toml)|\w/))`")
_TEST = re.compile(r"\b(tests/[\w/]+\.py)(?:::(\w+))?")
_OURS = ("src", "tests", "docs", "bench", "training", "building", "examples", ".ci")
_OF_USERS = frozenset(name for page in PAGES for name in files(page.read_text(encoding="utf-8")))


def _paths() -> frozenset[str]:
    """Every path of ours with each of its endings: "src/dateline/cli/exits.py", "cli/exits.py", "exits.py", "cli/"."""
    found = [Path(path.name) for path in ROOT.iterdir()]
    found += [path.relative_to(ROOT) for folder in _OURS for path in (ROOT / folder).rglob("*")]
    whole = [f"{path.as_posix()}{'/' if (ROOT / path).is_dir() else ''}" for path in found]
    whole += [f"{folder}/" for folder in _OURS]
    return frozenset(path[start:] for path in whole for start in (0, *(at + 1 for at in _slashes(path))))


def _slashes(path: str) -> list[int]:
    return [at for at, char in enumerate(path[:-1]) if char == "/"]


THERE = _paths()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_path_that_is_named_is_there(page: Path) -> None:
    prose = _FENCED.sub("", page.read_text(encoding="utf-8"))
    assert [name for name in _NAMED.findall(prose) if name not in THERE and name not in _OF_USERS] == []


def test_paths_are_named() -> None:
    prose = _FENCED.sub("", (DOCS / "architecture.md").read_text(encoding="utf-8"))
    assert len(_NAMED.findall(prose)) > 20
    assert "cli/exits.py" in THERE and "cli/no_such_room.py" not in THERE


def test_every_test_that_is_named_is_there() -> None:
    named = {found for page in PAGES for found in _TEST.findall(page.read_text(encoding="utf-8"))}
    assert named
    for path, function in sorted(named):
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        tests = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert not function or function in tests, f"{path}::{function}"

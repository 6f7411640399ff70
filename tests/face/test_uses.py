"""What stands beside the house uses its front door: `dateline`, or the face of one floor, and no inner file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(path for folder in ("bench", "training") for path in (ROOT / folder).rglob("*.py"))


def imported(path: Path) -> Iterator[tuple[str, str | None]]:
    """(module, name or None) of every import of ours."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        found: list[tuple[str, str | None]]
        if isinstance(node, ast.Import):
            found = [(alias.name, None) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found = [(node.module or "", alias.name) for alias in node.names]
        else:
            continue
        yield from ((module, name) for module, name in found if module.partition(".")[0] == "dateline")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_faces_are_imported(path: Path) -> None:
    for module, name in imported(path):
        assert module.count(".") <= 1, f"{module} is an inner file: take {name} from the face of its floor"
        assert name is None or name in import_module(module).__all__, f"{module} does not offer {name}"


def test_there_is_something_to_hold() -> None:
    assert {"bench", "training"} == {path.relative_to(ROOT).parts[0] for path in FILES if list(imported(path))}

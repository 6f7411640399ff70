"""What a wheel may hold."""

from __future__ import annotations

import subprocess
import tomllib
from fnmatch import fnmatch

import pytest

from building.wheel import MOST, ROOT, package_files, problems


def test_a_wheel_of_the_package_alone_has_no_problem() -> None:
    assert list(problems(["dateline/face.py", "dateline-0.1.0.dist-info/RECORD"], ["dateline/face.py"], 1)) == []


@pytest.mark.parametrize(
    ("names", "size", "expected"),
    [
        ([], 1, "is missing: dateline/face.py"),
        (["dateline/face.py", "tests/test_tables.py"], 1, "does not belong: tests/test_tables.py"),
        (["dateline/face.py"], MOST + 1, f"is {MOST + 1:,} bytes, more than {MOST:,}"),
    ],
)
def test_what_is_wrong_is_said(names: list[str], size: int, expected: str) -> None:
    assert list(problems(names, ["dateline/face.py"], size)) == [expected]


def test_every_file_of_the_package_is_one_that_the_build_takes() -> None:
    """A table in a format that pyproject.toml does not name would be left out of the wheel without a word."""
    try:
        names = package_files()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no clone with git beside it: its files cannot be listed")
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    taken = [f"*{pattern.removeprefix('**/*')}" for pattern in build["package-data"]["dateline"]]
    assert len(names) > 300
    assert [name for name in names if not any(fnmatch(name, pattern) for pattern in (*taken, "*.py"))] == []

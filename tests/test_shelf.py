import os
import sys
from pathlib import Path

import pytest

from dateline.shelf import shelved


class Maker:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> dict[str, tuple[int, ...]]:
        self.times += 1
        return {"rows": (self.times,)}


def take(folder: Path, make: Maker) -> dict[str, tuple[int, ...]]:
    return shelved("things", dict[str, tuple[int, ...]], make, folder)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "things.tsv").write_text("a\tb\n", "utf-8")
    return tmp_path


def test_what_is_on_the_shelf_is_not_made_again(folder: Path) -> None:
    make = Maker()
    assert take(folder, make) == take(folder, make) == {"rows": (1,)}


def test_it_is_made_again_after_a_table_below_the_folder_changed(folder: Path) -> None:
    make = Maker()
    take(folder, make)
    (folder / "inner").mkdir()
    (folder / "inner" / "more.tsv").write_text("c\n", "utf-8")
    assert take(folder, make) == {"rows": (2,)}
    os.utime(folder / "things.tsv", ns=(1, 1))
    assert take(folder, make) == {"rows": (3,)}


def test_a_broken_one_is_made_again(folder: Path) -> None:
    make = Maker()
    take(folder, make)
    (kept,) = (folder / "__pycache__").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert take(folder, make) == {"rows": (2,)}
    kept.write_bytes(b"")
    assert take(folder, make) == {"rows": (3,)}


def test_nothing_is_kept_where_python_keeps_no_bytecode(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert take(folder, Maker()) == {"rows": (1,)}
    assert not (folder / "__pycache__").exists()


def test_a_folder_that_cannot_be_written_is_no_error(folder: Path) -> None:
    (folder / "__pycache__").write_text("a file stands in the way", "utf-8")
    make = Maker()
    assert [take(folder, make), take(folder, make)] == [{"rows": (1,)}, {"rows": (2,)}]

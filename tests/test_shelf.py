import os
import sys
from pathlib import Path

import msgspec
import numpy as np
import pytest

from dateline.shelf import Unread, shelved, shelved_arrays


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


def test_it_is_kept_where_python_keeps_bytecode_elsewhere(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path_factory.mktemp("elsewhere")))
    make = Maker()
    assert take(folder, make) == take(folder, make) == {"rows": (1,)}
    assert not (folder / "__pycache__").exists()


def test_a_folder_that_cannot_be_written_is_no_error(folder: Path) -> None:
    (folder / "__pycache__").write_text("a file stands in the way", "utf-8")
    make = Maker()
    assert [take(folder, make), take(folder, make)] == [{"rows": (1,)}, {"rows": (2,)}]


@pytest.fixture
def towns(folder: Path) -> Path:
    np.savez_compressed(
        folder / "towns.npz", people=np.array([[7, 8], [9, 1]], np.uint32), codes=np.array(["NO", "FI"])
    )
    return folder / "towns.npz"


def held(towns: Path) -> dict[str, list[object]]:
    return {name: array.tolist() for name, array in shelved_arrays(towns, beside=towns.parent).items()}


def test_arrays_are_the_same_from_the_file_and_from_the_shelf(towns: Path) -> None:
    first = held(towns)
    (kept,) = (towns.parent / "__pycache__").iterdir()
    written = kept.stat().st_mtime_ns
    assert held(towns) == first == {"people": [[7, 8], [9, 1]], "codes": ["NO", "FI"]}
    assert kept.stat().st_mtime_ns == written


def test_arrays_are_unpacked_again_after_their_file_changed(towns: Path) -> None:
    held(towns)
    np.savez_compressed(towns, people=np.array([1], np.uint32))
    os.utime(towns, ns=(1, 1))
    assert held(towns) == {"people": [1]}


@pytest.mark.parametrize("broken", [b"", b"x" * 400])
def test_broken_arrays_are_unpacked_again(towns: Path, broken: bytes) -> None:
    first = held(towns)
    (kept,) = (towns.parent / "__pycache__").iterdir()
    whole = kept.read_bytes()
    for content in (broken, whole[:-1], whole[:40]):
        kept.write_bytes(content)
        assert held(towns) == first
        assert kept.read_bytes() == whole


def test_arrays_are_unpacked_each_time_where_nothing_is_kept(towns: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert held(towns) == held(towns)
    assert not (towns.parent / "__pycache__").exists()


def test_values_are_unpacked_as_they_are_asked_for() -> None:
    packed = {"oslo": msgspec.Raw(msgspec.msgpack.encode((1, 2))), "broken": msgspec.Raw(b"\xc1")}
    found = Unread[tuple[int, ...]](packed, tuple[int, ...])
    assert (found["oslo"], found.get("oslo"), found.get("bergen"), found.get("bergen", ())) == (
        (1, 2),
        (1, 2),
        None,
        (),
    )
    assert found["oslo"] is found["oslo"]
    assert ("broken" in found, "bergen" in found, list(found), len(found)) == (True, False, ["oslo", "broken"], 2)
    with pytest.raises(KeyError):
        found["bergen"]
    with pytest.raises(msgspec.DecodeError):
        found["broken"]

"""The page of licences has every distribution that Dateline runs on, and every part that is not ours alone."""

from __future__ import annotations

import re
import tomllib
from email.message import Message
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from building.licences import BEGIN, END, PAGE, ROOT, declared, licence, rows

PACKAGE = ROOT / "src" / "dateline"
TEXT = PAGE.read_text(encoding="utf-8")
TABLE = TEXT.partition(BEGIN)[2].partition(END)[0].splitlines()


class _Saying(Distribution):
    """A distribution that says this of its licence."""

    def __init__(self, **said: str) -> None:
        self._said = Message()
        self._said["Name"] = "example"
        for name, value in said.items():
            self._said[name.replace("_", "-")] = value

    @property
    def metadata(self) -> Message:  # type: ignore[override]
        return self._said

    def read_text(self, _: str) -> str | None:
        return None

    def locate_file(self, path: object) -> Path:
        return Path(str(path))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"License_Expression": "MPL-2.0 AND MIT"}, "MPL-2.0 AND MIT"),
        (
            {"License": "The BSD 2-Clause License", "Classifier": "License :: OSI Approved :: BSD License"},
            "BSD-2-Clause",
        ),
        ({"License": "Copyright (c) 2001 and so on", "Classifier": "License :: OSI Approved :: MIT License"}, "MIT"),
    ],
)
def test_a_licence_is_read_from_what_is_said(said: dict[str, str], expected: str) -> None:
    assert licence(_Saying(**said)) == expected


def test_a_licence_that_is_not_understood_says_what_to_do() -> None:
    with pytest.raises(ValueError, match=r"Add a row to building/licence_names\.tsv"):
        licence(_Saying(License="ask us"))


def test_the_page_has_every_distribution_that_is_installed() -> None:
    missing = [row for row in rows() if row not in TABLE]
    assert missing == [], "python -m building.licences"


def test_the_page_names_no_other_as_ours() -> None:
    named = {row.split(" | ")[0].removeprefix("| ") for row in TABLE if row.endswith("| named |")}
    assert named == set(declared())


def test_every_binary_and_every_table_of_another_licence_is_on_the_page() -> None:
    binary = [path for ending in ("onnx", "npz", "bin") for path in PACKAGE.rglob(f"*.{ending}")]
    others = []
    for path in PACKAGE.rglob("*.tsv"):
        head = "".join(line for line in path.read_text(encoding="utf-8").splitlines(True)[:8] if line.startswith("#"))
        if any(name != "Apache-2.0" for name in re.findall(r"Licence: ([\w.-]+(?: [\w.-]+)*)\.(?:\s|$)", head)):
            others.append(path)
    assert binary and others
    names = [path.relative_to(PACKAGE).as_posix() for path in (*binary, *others)]
    assert [name for name in names if f"`{name}`" not in TEXT] == []


def test_the_metadata_of_the_package_names_the_licences_of_its_parts() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    parts = TEXT.partition("## In the package")[2].partition("\n\nEvery other")[0]
    said = {
        cell.strip() for row in parts.splitlines() if row.startswith("| `") for cell in row.split("|")[2].split(";")
    }
    spdx = {name.replace("CC BY", "CC-BY").replace("-SA 4", "-SA-4").replace(" 4.0", "-4.0") for name in said}
    spdx = {{"CC0": "CC0-1.0", "ODbL 1.0": "ODbL-1.0"}.get(name, name) for name in spdx}
    assert set(project["license"].split(" AND ")) == spdx | {"Apache-2.0"}

"""Writes the licences of what Dateline runs on into docs/licences.md: python -m building.licences.

It runs on the distributions that pyproject.toml names and on what they need in turn, as installed here. No version is
written: the page changes when a distribution comes, goes or changes its licence, not with every release of one.
"""

from __future__ import annotations

import re
import tomllib
from collections import deque
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from dateline.tables import read

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "licences.md"
BEGIN, END = "<!-- begin: python -m building.licences -->\n", "<!-- end -->\n"
_SPDX = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")
_KNOWN = re.compile(r".*(?:MIT|BSD|Apache|MPL|PSF|LGPL|ISC|0BSD|Zlib|CC0|CNRI).*")


def declared() -> tuple[str, ...]:
    """The names of what pyproject.toml asks for at run time, extras apart, as registries spell them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return tuple(canonicalize_name(Requirement(line).name) for line in project["dependencies"])


def needed() -> dict[str, Distribution]:
    """Every installed distribution below pyproject.toml, by name, sorted. Raises PackageNotFoundError."""
    found = {name: distribution(name) for name in declared()}
    waiting = deque(found.values())
    while waiting:
        for line in waiting.popleft().requires or ():
            asked = Requirement(line)
            name = canonicalize_name(asked.name)
            if name in found or (asked.marker and not asked.marker.evaluate({"extra": ""})):
                continue
            try:
                found[name] = distribution(name)
            except PackageNotFoundError:  # what another platform needs
                continue
            waiting.append(found[name])
    return dict(sorted(found.items()))


def licence(of: Distribution) -> str:
    """The SPDX expression of a distribution. Raises ValueError where what it says of itself is not understood."""
    names = {row["text"]: row["spdx"] for row in read(Path(__file__).with_name("licence_names.tsv"))}
    said = [of.metadata["License-Expression"], of.metadata["License"]]
    said += [line.split(" :: ")[-1] for line in of.metadata.get_all("Classifier") or () if line.startswith("License")]
    for text in filter(None, said):
        name = names.get(text.strip(), text.strip())
        if _SPDX.fullmatch(name) and _KNOWN.fullmatch(name):
            return name
    raise ValueError(f"{of.name} says {said} of its licence. Add a row to building/licence_names.tsv.")


def rows() -> list[str]:
    """The rows of the page's table: name, licence, and whether pyproject.toml names it itself."""
    asked = declared()
    return [f"| {name} | {licence(one)} | {'named' if name in asked else ''} |" for name, one in needed().items()]


def write(page: str) -> str:
    """The page with its table as it is now."""
    start, rest = page.split(BEGIN)
    _, end = rest.split(END)
    head = "| distribution | licence | in `pyproject.toml` |\n|---|---|---|\n"
    return start + BEGIN + head + "".join(row + "\n" for row in rows()) + END + end


if __name__ == "__main__":
    PAGE.write_text(write(PAGE.read_text(encoding="utf-8")), encoding="utf-8")

"""Which words of the project stand, seven in a row, in texts of others.

The project holds no text of others, not a sentence. This reads every tracked text file and looks for its runs of seven
words in a folder of texts (plain text, HTML, JSON lines, packed with gzip or not). Runs that nobody can own (names of
public bodies, formulas of dates and rights) are rows of tables/common_phrases.tsv, each with its reason.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

RUN = 7
TEXTS = (".txt", ".jsonl", ".json", ".html", ".htm")
# names alone: rows of facts, whose words are the names of offices and bodies
NAMES = "src/dateline/coding/tables/"
BINARY = (".onnx", ".npz", ".npy", ".png", ".gz", ".ico", ".woff2")
_WORD = re.compile(r"[^\W_]+")

Grams = dict[tuple[str, ...], list[tuple[str, int]]]


@dataclass(frozen=True, slots=True, order=True)
class Borrowed:
    """`file` of the project, the `words` that stand in `source` too, and their first `line`."""

    file: str
    line: int
    words: str
    source: str


def words(text: str) -> list[str]:
    """Lower-case words; apostrophes cut, so that straight and curly ones are one."""
    return _WORD.findall(text.lower())


def tracked(root: Path) -> list[str]:
    """Names of the text files under version control at `root`, tables of names left out.

    Raises CalledProcessError outside a checkout.
    """
    told = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True).stdout.decode()
    named = [name for name in told.split("\0") if name and not name.startswith(NAMES)]
    return [name for name in named if not name.endswith(BINARY)]


def runs(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Every run of RUN words with the number of the line on which it begins."""
    found = [(word, number) for number, line in enumerate(text.splitlines(), 1) for word in words(line)]
    for at in range(len(found) - RUN + 1):
        yield tuple(word for word, _ in found[at : at + RUN]), found[at][1]


def strings(value: Any) -> Iterator[str]:
    """Every text within a value of JSON; the names of its fields are no words of anybody."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


def file_runs(name: str, text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """The runs of one file; of JSON lines those within each text that they hold."""
    if not name.endswith(".jsonl"):
        yield from runs(text)
        return
    for number, line in enumerate(text.splitlines(), 1):
        try:
            held = list(strings(json.loads(line)))
        except ValueError:  # no JSON after all: the line is read as it stands
            held = [line]
        for one in held:
            for gram, _ in runs(one):
                yield gram, number


def project_runs(root: Path, names: Iterable[str], common: Iterable[str]) -> Grams:
    """Runs of the named files, without those that lie in a common phrase."""
    known = {gram for phrase in common for gram, _ in runs(phrase)}
    found: Grams = {}
    for name in names:
        for gram, line in file_runs(name, (root / name).read_text("utf-8", errors="replace")):
            if gram not in known:
                found.setdefault(gram, []).append((name, line))
    return found


def borrowed(root: Path, texts: Path, common: Iterable[str]) -> list[Borrowed]:
    """Runs of the project at `root` that stand in a file under `texts`, each named once, in order of file and line."""
    mine = project_runs(root, tracked(root), common)
    found: dict[tuple[str, ...], str] = {}
    for path in sorted(p for p in texts.rglob("*") if p.is_file() and p.name.removesuffix(".gz").endswith(TEXTS)):
        source = path.relative_to(texts).as_posix()
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8", errors="replace") as lines:
            for line in lines:
                theirs = words(line.replace("\\n", " "))
                for at in range(len(theirs) - RUN + 1):
                    gram = tuple(theirs[at : at + RUN])
                    if gram in mine:
                        found.setdefault(gram, source)
    return sorted(Borrowed(name, line, " ".join(g), source) for g, source in found.items() for name, line in mine[g])


def common_phrases() -> list[str]:
    """The first column of tables/common_phrases.tsv."""
    rows = (files("bench") / "tables/common_phrases.tsv").read_text("utf-8").splitlines()
    return [row.split("\t")[0] for row in rows if row and not row.startswith("#")]

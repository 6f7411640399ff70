"""Every link of the documentation to a file of ours, and to a heading of one, leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .pages import DOCS, documents

ROOT = DOCS.parent
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
_FENCED = re.compile(r"^( *)```.*?^\1```", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def _anchors(page: str) -> set[str]:
    """The headings of a page as links name them: lower case, hyphens for blanks, without other marks."""
    titles = _HEADING.findall(_FENCED.sub("", page))
    return {re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-") for title in titles}


def broken(page: Path) -> list[str]:
    """The links of a page that lead nowhere."""
    found = []
    for name, anchor in _LINK.findall(_FENCED.sub("", page.read_text(encoding="utf-8"))):
        path = page.parent / name if name else page
        if not path.exists():
            found.append(name)
        elif anchor and anchor not in _anchors(path.read_text(encoding="utf-8")):
            found.append(f"{name}#{anchor}")
    return found


@pytest.mark.parametrize(
    "page", [*documents(), ROOT / "SECURITY.md"], ids=lambda page: page.relative_to(ROOT).as_posix()
)
def test_no_link_leads_nowhere(page: Path) -> None:
    assert broken(page) == []


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    (tmp_path / "other.md").write_text("# One\n## How sure?\n", encoding="utf-8")
    page.write_text("[a](other.md#how-sure) [b](other.md#how) [c](none.md) [d](https://none.example)", encoding="utf-8")
    assert broken(page) == ["other.md#how", "none.md"]

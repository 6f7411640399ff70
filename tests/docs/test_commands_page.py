"""docs/commands.md is what --help says, and every page of the documentation that help names is there."""

from __future__ import annotations

import re

from building.commands import PAGE, page

from .pages import DOCS


def test_the_page_is_what_help_says() -> None:
    assert _words(PAGE.read_text(encoding="utf-8")) == _words(page()), "python -m building.commands"


def _words(shown: str) -> list[str]:
    """Its words; how a kind of value is written changes from one release of the library to the next."""
    return re.sub(r"<[a-z\[\] ]+>|[{}]", " ", shown).split()


def test_every_page_that_help_names_is_there() -> None:
    named = set(re.findall(r"docs/\w+\.md", page()))
    assert {"docs/sources.md", "docs/commands.md", "docs/export.md"} <= named
    assert [name for name in sorted(named) if not (DOCS.parent / name).exists()] == []

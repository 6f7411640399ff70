"""The bench of reading speed: every tool reads every page, and the ratio is ours by the other's."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from bench.reading_speed import main, seconds
from dateline.model import Page

PAGE = (
    b"<html><body><article><p>" + b"The parliament in Tallinn voted on Tuesday. " * 20 + b"</p></article></body></html>"
)


def test_every_tool_reads_every_page_in_turn() -> None:
    read: list[tuple[str, bytes]] = []
    tools = {name: lambda page, name=name: read.append((name, page.content)) for name in ("a", "b")}
    spent = seconds(tools, [Page(b"1"), Page(b"2")], rounds=2)
    timed = [call for call in read if call[1] in (b"1", b"2")][2:]
    assert timed == [("a", b"1"), ("b", b"1"), ("a", b"2"), ("b", b"2")] * 2
    assert set(spent) == {"a", "b"}


def test_the_table_has_a_line_a_tool(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.html").write_bytes(PAGE)
    main(tmp_path, rounds=1)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in lines[1:]] == ["dateline", "trafilatura, fast", "trafilatura, default"]


def test_a_folder_without_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(typer.BadParameter, match="no HTML page"):
        main(tmp_path)

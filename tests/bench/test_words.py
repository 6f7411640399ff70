"""The speed bench counts words, takes any installed pipeline beside ours, and names the processor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy

from bench.words import main, processor, texts

TEXT = "Ministers met in Oslo.\nThey signed a treaty."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One text as a file, one as a line of JSON."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": TEXT}) + "\n\n", "utf-8")
    return tmp_path


def test_texts_come_from_both_kinds_of_file(folder: Path) -> None:
    """In the order of the files' names."""
    assert list(texts(folder)) == [TEXT, TEXT]


def test_a_peer_runs_beside_ours(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pipeline saved to disk stands for an installed one; the ratio is printed."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(folder / "peer")
    main([str(folder), "--language", "dateline", "--language", str(folder / "peer"), "--rounds", "1"])
    ours, peer, ratio, told = capsys.readouterr().out.splitlines()
    assert json.loads(ours)["words"] == json.loads(peer)["words"] == 20
    assert json.loads(ours)["words/s"] > 0
    assert "times as fast" in ratio
    assert told.startswith(f"processor: {processor()}")


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    """Nothing to measure is no figure."""
    with pytest.raises(SystemExit):
        main([str(tmp_path)])

"""`dateline serve` says where it listens, shows the record there, and refuses what is not safe."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from ..exporting.made_record import make

pytest.importorskip("starlette", reason="serving needs the extra 'serve'")


@pytest.mark.parametrize("options", [(), ("--workers", "2")])
def test_the_record_is_shown_where_it_says(tmp_path: Path, options: tuple[str, ...]) -> None:
    record = make(tmp_path / "made.db")
    command = [sys.executable, "-m", "dateline", "serve", str(record), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            said = running.stdout.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+/", said)
            assert address, said
            with urllib.request.urlopen(address[0], timeout=60) as answer:
                assert "Ministers meet in Vard" in answer.read().decode()
            running.send_signal(signal.SIGINT)
            assert running.wait(60) in (0, -signal.SIGINT, 130)
        finally:
            running.kill()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--host", "0.0.0.0"], "DATELINE_TOKEN"),
        (["--record", "other.db"], "named twice"),
        (["--review", "--workers", "2"], "one process"),
    ],
)
def test_what_is_not_safe_is_refused(tmp_path: Path, options: list[str], says: str) -> None:
    record = make(tmp_path / "made.db")
    command = [sys.executable, "-m", "dateline", "serve", str(record), *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and says in done.stderr


def test_a_record_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dateline", "serve", str(tmp_path / "none.db"), "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and "there is no record" in done.stderr
    assert not (tmp_path / "none.db").exists()

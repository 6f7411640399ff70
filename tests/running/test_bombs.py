"""Little files that unpack to 600 MB: the process that reads them stays small, and each is told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from building.torture.hostile import bombs

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="peak memory is measured as Linux tells it")

_READ = """
import resource, sys
from dateline.reading import pages
found = list(pages(sys.argv[1]))
print(len(found), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def test_no_packing_swells_the_process_that_unpacks_it(tmp_path: Path) -> None:
    peaks = {}
    for name, content in bombs(600 << 20):
        (tmp_path / name).write_bytes(content)
        call = [sys.executable, "-c", _READ, str(tmp_path / name)]
        said = subprocess.run(call, capture_output=True, text=True, check=True, timeout=300).stdout
        found, peaks[name] = map(int, said.split())
        assert found >= 1, name
        (tmp_path / name).unlink()
    assert {name: peak for name, peak in peaks.items() if peak > 500} == {}

"""Little files that unpack to hundreds of megabytes: the process that reads them stays small, and each is told."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from building.torture.hostile import bombs

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="peak memory is measured as Linux tells it")

_UNPACKED = 400 << 20
_MOST = 300  # megabytes, with all that Python and its libraries take
_READ = """
import json, resource, sys
from dateline.reading import pages
for path in sys.argv[1:]:
    found = sum(1 for _ in pages(path))
    print(json.dumps([path, found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024]))
"""


def test_no_packing_swells_the_process_that_unpacks_it(tmp_path: Path) -> None:
    paths = []
    for name, content in bombs(_UNPACKED):
        paths.append(tmp_path / name)
        paths[-1].write_bytes(content)
    call = [sys.executable, "-c", _READ, *map(str, paths)]  # one process for all: starting it takes longest
    said = subprocess.run(call, capture_output=True, text=True, check=True, timeout=300).stdout
    rows = [json.loads(line) for line in said.splitlines()]
    assert [path for path, found, _ in rows if not found] == []
    assert len(rows) == len(paths) > 8
    assert [(Path(path).name, peak) for path, _, peak in rows if peak > _MOST] == []

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
import json, sys
from pathlib import Path
from dateline.reading import pages
def peak():  # not ru_maxrss: that begins with the peak of whoever started this
    told = Path("/proc/self/status").read_text().split()
    return int(told[told.index("VmHWM:") + 1]) // 1024
for path in sys.argv[1:]:
    found = sum(1 for _ in pages(path))
    print(json.dumps([path, found, peak()]))
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

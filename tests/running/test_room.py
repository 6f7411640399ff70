"""The bound of a worker's memory holds for what it asked for before it had a page, too."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is measured and bound as Linux does it")

_MOST = 256  # megabytes
_GROWS = f"""
from mmap import MAP_ANONYMOUS, MAP_PRIVATE, mmap
from pathlib import Path
from dateline.running.room import bound_memory
before = mmap(-1, 200 << 20, flags=MAP_PRIVATE | MAP_ANONYMOUS)  # space, and no memory yet
bound_memory({_MOST})
for at in range(0, len(before), 4096):
    before[at] = 1
held = []
try:
    while True:
        held.append(bytearray(b"a" * (1 << 20)))
except MemoryError:
    del held[-8:]
told = Path("/proc/self/status").read_text().split()
print(len(held), int(told[told.index("VmHWM:") + 1]) // 1024)
"""


def test_space_that_becomes_memory_later_is_no_way_past_the_bound() -> None:
    said = subprocess.run([sys.executable, "-c", _GROWS], capture_output=True, text=True, check=True, timeout=60).stdout
    pieces, peak = map(int, said.split())
    assert pieces > 0
    assert peak <= _MOST * 5 // 4

"""Records are broken on purpose; what must be true afterwards is. In full: make torture."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from building.torture.looks import Look, differences, plainly_ended
from building.torture.table import Row, all_held, drawn, row

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="commands are forked")


@pytest.mark.parametrize("parts", [("kills", "migrations"), ("faults", "races", "orders")])
def test_the_short_form_holds(parts: tuple[str, ...]) -> None:
    call = [sys.executable, "-m", "building.torture", "--short", *parts]
    done = subprocess.run(call, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stdout + done.stderr
    assert "What did not hold" not in done.stdout
    assert "SQLite" in done.stdout and " held; seed 1" in done.stdout


def test_the_library_kills_at_the_point_that_is_named(tmp_path: Path) -> None:
    """A process that writes three times is killed at the second."""
    from building.torture.points import LIBRARY, compile_library

    library = compile_library(tmp_path)
    if library is None:
        pytest.skip("no C compiler, or no Linux")
    out = tmp_path / "out.txt"
    writes = f"""
import os
from building.torture.points import Act, Calls, Trap, arm
arm(Trap(Act.TEAR, Calls.WRITE, {str(tmp_path)!r}, 2))
file = os.open({str(out)!r}, os.O_WRONLY | os.O_CREAT)
for part in (b"one.", b"two.", b"three."):
    os.write(file, part)
"""
    more = {"LD_PRELOAD": str(library), LIBRARY: str(library)}
    where = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", writes], env=os.environ | more, check=False, cwd=where)
    assert done.returncode == -9
    assert out.read_bytes() == b"one.tw"


@pytest.mark.parametrize(
    ("found", "faults"),
    [
        (Look(("a", "b")), []),
        (Look(("a",)), ["1 rows lost, as b"]),
        (Look(("a", "b", "b")), ["1 rows too much, as b"]),
        (Look(("a", "b"), ("a span",)), ["verify: a span"]),
        (Look(absent="empty"), ["no record: empty"]),
    ],
)
def test_what_differs_from_the_unbroken_record_is_said(found: Look, faults: list[str]) -> None:
    assert differences(found, Look(("a", "b"))) == faults


@pytest.mark.parametrize(
    ("code", "said", "may_fail", "is_plain"),
    [
        (0, "", False, True),
        (2, "dateline: the disk is full. Free some space.", True, True),
        (2, "dateline: the disk is full. Free some space.", False, False),
        (2, "dateline: x Traceback (most recent call last)", True, False),
        (1, "Traceback (most recent call last)", True, False),
        (-9, "", True, False),
    ],
)
def test_a_command_ends_well_or_says_why(code: int, said: str, may_fail: bool, is_plain: bool) -> None:
    from building.torture.forks import Ended

    assert (plainly_ended(Ended(code, "", said, 1.0), may_fail=may_fail) == []) is is_plain


def test_the_table_counts_what_held_and_tells_what_did_not() -> None:
    rows = [row("kill", "SQLite", "the same record", [[], ["2 rows lost"], []]), Row("x", "y", 0, "z", why_not="no w")]
    told = drawn(rows)
    assert "kill            SQLite      3     2  the same record" in told
    assert "not tried: no w" in told and "kill (SQLite): 2 rows lost" in told
    assert not all_held(rows) and all_held([row("kill", "SQLite", "", [[]])])

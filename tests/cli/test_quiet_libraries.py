"""A server that is gone is told in one sentence: the logs of drivers are for those who set up logging."""

from __future__ import annotations

import subprocess
import sys

import pytest

_TALKS = """
import logging
import dateline.cli as cli

if {configured}:
    logging.basicConfig()
cli.app = lambda: logging.getLogger("{name}").warning("the connection is lost")
cli.main()
"""


@pytest.mark.parametrize("name", ["psycopg", "psycopg.pq", "sqlalchemy.pool.impl.QueuePool"])
@pytest.mark.parametrize(("configured", "said"), [(False, ""), (True, "the connection is lost")])
def test_a_drivers_log_is_for_those_who_ask_for_it(name: str, configured: bool, said: str) -> None:
    script = _TALKS.format(name=name, configured=configured)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip().endswith(said) and bool(done.stderr) is bool(said)

"""Whether a wheel holds what it must and nothing else, and runs by itself: python -m building.wheel FILE.

The second half installs it into an environment of its own, which fetches what it needs: `make wheel-check`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable, Iterator
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[1]
MOST = 40_000_000
"""Bytes that a wheel may have: the weights are 25 million of them, the places 9."""
_UNCONNECTED = """
import runpy, sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
        raise SystemExit(f"asked for the network: {event} {arguments}")
sys.addaudithook(refuse)
sys.argv = ["dateline", *sys.argv[1:]]
runpy.run_module("dateline", run_name="__main__")
"""


def problems(names: Iterable[str], wanted: Iterable[str], size: int) -> Iterator[str]:
    """What is wrong with a wheel of these files. `wanted`: the files of the package in the repository."""
    there = {name for name in names if ".dist-info/" not in name}
    expected = set(wanted)
    yield from (f"is missing: {name}" for name in sorted(expected - there))
    yield from (f"does not belong: {name}" for name in sorted(there - expected))
    if size > MOST:
        yield f"is {size:,} bytes, more than {MOST:,}"


def package_files() -> list[str]:
    """The files of the package that git keeps, as they are named in a wheel. Raises CalledProcessError without git."""
    done = subprocess.run(["git", "ls-files", "src/dateline"], cwd=ROOT, check=True, capture_output=True, text=True)
    return [name.removeprefix("src/") for name in done.stdout.splitlines()]


def run_alone(wheel: Path) -> None:
    """Installs the wheel where nothing is and reads an example page with no network. Raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = str(next(Path(folder).glob("[bS]*/python*")))
        pip = [python, "-m", "pip", "install", "--disable-pip-version-check", "--no-compile", "--quiet", str(wheel)]
        subprocess.run(pip, check=True, cwd=folder)
        examples = str(ROOT / "examples")
        for words in (
            ["--version"],
            ["add", examples, "--record", "wheel.db", "--workers", "0"],
            ["story", "largest", "--record", "wheel.db", "--html", "brief.html"],
            ["verify", "--record", "wheel.db"],
        ):
            subprocess.run([python, "-c", _UNCONNECTED, *words], check=True, cwd=folder)


def main() -> None:
    """Checks the wheel that the command line names."""
    wheel = Path(sys.argv[1]).resolve()
    found = list(problems(ZipFile(wheel).namelist(), package_files(), wheel.stat().st_size))
    if found:
        raise SystemExit("\n".join(f"{wheel.name} {problem}" for problem in found))
    print(f"{wheel.name}: {wheel.stat().st_size:,} bytes, the files of src/dateline and no other")
    run_alone(wheel)
    print(f"{wheel.name}: installs alone, reads the examples, asks for no network")


if __name__ == "__main__":
    main()

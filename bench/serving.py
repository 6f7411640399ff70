"""How fast the pages of a record are with many visitors at once: python -m bench.serving record.db [SECONDS]

Twenty visitors ask for home, searches, stories and actors in an order of their own, first each address once (nothing is
kept yet), then again and again. Beside it Datasette, where it is installed, with the same file and the nearest pages it
has. Times are those of whole answers, in milliseconds; the visitors take processor time from the servers.
"""

from __future__ import annotations

import http.client
import random
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

VISITORS = 20
_WORDS = ("summit", "talks", "election", "protest", "president denied", "agreement", "sanctions", "troops", "court",
          "minister", "attack", "trade")  # fmt: skip


def ours(record: Path) -> dict[str, list[str]]:
    """Addresses of the server by kind of page."""
    with closing(sqlite3.connect(record)) as file:
        stories = [row[0] for row in file.execute("SELECT id FROM stories ORDER BY reports DESC, id LIMIT 400")]
        keys = [row[0] for row in file.execute(
            "SELECT DISTINCT wikidata FROM actors WHERE wikidata IS NOT NULL ORDER BY number LIMIT 30")]  # fmt: skip
    return {
        "home": ["/"],
        "search": [f"/search?{urlencode({'q': words})}" for words in _WORDS],
        "story": [f"/story/{one}" for one in stories[::20]],
        "actor": [f"/actor?key={key}" for key in keys],
    }


def datasettes(record: Path) -> dict[str, list[str]]:
    """The nearest that Datasette has."""
    name = record.stem
    with closing(sqlite3.connect(record)) as file:
        stories = [row[0] for row in file.execute("SELECT number FROM stories ORDER BY reports DESC, id LIMIT 400")]
        actors = [row[0] for row in file.execute(
            "SELECT number FROM actors WHERE wikidata IS NOT NULL ORDER BY number LIMIT 30")]  # fmt: skip
    return {
        "home": [f"/{name}/stories?_sort_desc=sources&_size=20"],
        "search": [f"/{name}/reports?{urlencode({'_search': words, '_size': 20})}" for words in _WORDS],
        "story": [f"/{name}/happenings?story={one}&_size=20" for one in stories[::20]],
        "actor": [f"/{name}/participants?actor={one}&_size=20" for one in actors],
    }


@contextmanager
def running(command: Sequence[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server, until it is no more needed."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(600):
                with closing(socket.socket()) as asking:
                    if asking.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield server
        finally:
            server.terminate()


def measure(port: int, addresses: Mapping[str, Sequence[str]], seconds: float) -> dict[str, list[float]]:
    """Milliseconds of every answer by kind; each address once where `seconds` is 0."""
    pairs = [(kind, address) for kind, held in addresses.items() for address in held]
    found: dict[str, list[float]] = {kind: [] for kind in addresses}
    lock, end = threading.Lock(), time.monotonic() + seconds

    def ask(connection: http.client.HTTPConnection, kind: str, address: str) -> None:
        start = time.perf_counter()
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read()
        took = (time.perf_counter() - start) * 1000
        with lock:
            found.setdefault(kind if answer.status == 200 else f"{kind}: {answer.status}", []).append(took)

    def visit(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        order, kinds = random.Random(number), list(addresses)
        if not seconds:
            for kind, address in pairs[number::VISITORS]:
                ask(connection, kind, address)
        while time.monotonic() < end:
            kind = order.choice(kinds)
            ask(connection, kind, order.choice(addresses[kind]))

    visitors = [threading.Thread(target=visit, args=(number,)) for number in range(VISITORS)]
    for one in visitors:
        one.start()
    for one in visitors:
        one.join()
    return found


def memory(server: subprocess.Popen[bytes]) -> float:
    """Megabytes that a server holds at most (Linux)."""
    status = Path(f"/proc/{server.pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _print(title: str, found: Mapping[str, Sequence[float]]) -> None:
    for kind, times in found.items():
        if times:
            ordered = sorted(times)
            late = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
            print(
                f"{title:22} {kind:12} {len(times):6} answers  median {statistics.median(times):7.1f}  95 % {late:7.1f}"
            )


def main(record: Path, seconds: float) -> None:
    """Measures both and prints a line for each kind of page."""
    servers = [("dateline", [sys.executable, "-m", "dateline", "serve", str(record), "--port", "8871"], 8871, ours)]
    if shutil.which("datasette"):
        command = ["datasette", str(record), "--port", "8872", "--setting", "sql_time_limit_ms", "20000"]
        servers.append(("datasette", command, 8872, datasettes))
    for name, command, port, addresses in servers:
        with running(command, port) as server:
            asked = addresses(record)
            _print(f"{name}, each once", measure(port, asked, 0))
            _print(f"{name}, {seconds:g} s", measure(port, asked, seconds))
            print(f"{name:22} at most {memory(server):.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 20.0)

"""How fast the pages of a record are with many visitors at once: python -m bench.serving record.db [SECONDS] [WORKERS]

Twenty visitors ask for home, searches, stories and actors in an order of their own, first each address once (nothing is
kept yet), then again and again. Beside it Datasette, where it is installed, with the same file and the nearest pages it
has, of which every sixth is asked for. Times are those of whole answers, in milliseconds; the visitors take processor
time from the servers. Memory is what all processes of a server held at most, added up.

Before that one visitor asks alone, each address once and then again, and what all processes of the server worked for it
is divided by the pages: this does not change where others use the machine. Twenty visitors who ask without a pause wait
ten times as long on two processors that nobody else uses: 20 ms of work are 200 ms for each.
"""

from __future__ import annotations

import http.client
import os
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
_LINES = (*_WORDS, *(f"{one} {other}" for at, one in enumerate(_WORDS) for other in _WORDS[at + 1 :]))[:60]


def ours(record: Path) -> dict[str, list[str]]:
    """Addresses of the server by kind of page."""
    stories, keys = _ids(record)
    return {
        "home": ["/"],
        "search": [f"/search?{urlencode({'q': words})}" for words in _LINES],
        "story": [f"/story/{one}" for _, one in _spread(stories, 100)],
        "large story": [f"/story/{one}" for _, one in _spread(stories[: len(stories) // 50], 20)],
        "actor": [f"/actor?key={key}" for _, key in keys],
    }


def datasettes(record: Path) -> dict[str, list[str]]:
    """The nearest that Datasette has: every sixth of them."""
    name = record.stem
    stories, actors = _ids(record)

    def story(number: int) -> str:
        return f"/{name}/happenings?story={number}&_size=20"

    return {
        "home": [f"/{name}/stories?_sort_desc=sources&_size=20"],
        "search": [f"/{name}/reports?{urlencode({'_search': words, '_size': 20})}" for words in _LINES[::6]],
        "story": [story(one) for one, _ in _spread(stories, 100)[::6]],
        "large story": [story(one) for one, _ in _spread(stories[: len(stories) // 50], 20)[::6]],
        "actor": [f"/{name}/participants?actor={number}&_size=20" for number, _ in actors[::6]],
    }


def _ids(record: Path) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """(number, id) of stories of three reports or more, the largest first; (number, key) of actors."""
    with closing(sqlite3.connect(f"file:{record}?mode=ro", uri=True)) as file:
        stories = file.execute("SELECT number, id FROM stories WHERE reports > 2 ORDER BY reports DESC, id").fetchall()
        keys = file.execute(
            "SELECT min(number), wikidata FROM actors WHERE wikidata IS NOT NULL GROUP BY wikidata ORDER BY 1 LIMIT 60"
        ).fetchall()
    return stories, keys


def _spread(rows: Sequence[tuple[int, str]], most: int) -> Sequence[tuple[int, str]]:
    return rows[:: max(1, len(rows) // most)][:most]


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
            for _ in range(8):  # every process has read what it needs before anybody counts
                with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=300)) as asking:
                    asking.request("GET", "/-/versions.json")
                    asking.getresponse().read()
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


def work(server: subprocess.Popen[bytes], port: int, addresses: Mapping[str, Sequence[str]], times: int) -> list[str]:
    """Milliseconds of processor time a page by kind, where one visitor asks for each address so many times in turn."""
    out = []
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=600)) as asking:
        for kind, held in addresses.items():
            before = _worked(server)
            for address in list(held) * times:
                asking.request("GET", address)
                asking.getresponse().read()
            out.append(f"{kind} {(_worked(server) - before) / max(1, len(held) * times):.1f}")
    return out


def _worked(server: subprocess.Popen[bytes]) -> float:
    """Milliseconds that all processes of a server worked until now (Linux; in steps of ten)."""
    ticks = 0
    for process in _family(server.pid):
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def memory(server: subprocess.Popen[bytes]) -> float:
    """Megabytes that all processes of a server held at most, added up (Linux)."""
    return sum(_held(process) for process in _family(server.pid)) / 1024


def _family(process: int) -> Iterator[int]:
    yield process
    for child in Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8").split():
        yield from _family(int(child))


def _held(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0])


def _print(title: str, found: Mapping[str, Sequence[float]]) -> None:
    for kind, times in found.items():
        if times:
            ordered = sorted(times)
            late = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
            print(
                f"{title:22} {kind:12} {len(times):6} answers  median {statistics.median(times):7.1f}  95 % {late:7.1f}"
            )


def main(record: Path, seconds: float, workers: str = "2") -> None:
    """Measures both and prints a line for each kind of page."""
    own = [sys.executable, "-m", "dateline", "serve", str(record), "--port", "8871", "--workers", workers]
    servers = [(f"dateline x{workers}", own, 8871, ours)]
    if shutil.which("datasette"):
        command = ["datasette", str(record), "--port", "8872", "--setting", "sql_time_limit_ms", "20000"]
        servers.append(("datasette", command, 8872, datasettes))
    for name, command, port, addresses in servers:
        asked = addresses(record)
        with running(command, port) as server:
            for what, times in (("first", 1), ("again", 3))[: 2 if addresses is ours else 1]:
                print(f"{name:22} ms of work a page, {what}: {'; '.join(work(server, port, asked, times))}", flush=True)
        with running(command, port) as server:
            _print(f"{name}, each once", measure(port, asked, 0))
            _print(f"{name}, {seconds:g} s", measure(port, asked, seconds))
            print(f"{name:22} at most {memory(server):.0f} MB", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 20.0, *sys.argv[3:4])

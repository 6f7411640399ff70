"""Where records are kept while they are hurt: files, and databases on a PostgreSQL server, its own or a given one."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Protocol

from sqlalchemy import make_url

from building.torture.points import Calls

GIVEN = "DATELINE_POSTGRES"
"""Names the server, as in the tests: a URL by which databases may be created."""


class Store(Protocol):
    """Makes places for records. `calls`: those by which a record is written there."""

    name: str
    calls: Calls

    def new(self) -> str:
        """A place with nothing in it."""

    def copy(self, base: str) -> str:
        """A place that holds what `base` holds; nobody has `base` open."""

    def drop(self, where: str) -> None:
        """Takes a place away."""

    def below(self, where: str) -> str:
        """What traps call the place."""


class Files:
    """SQLite: every record in a folder of its own."""

    name = "SQLite"
    calls = Calls.WRITE | Calls.SYNC | Calls.CUT | Calls.MOVE

    def __init__(self, place: Path) -> None:
        self._place, self._numbers = place.resolve(), count(1)

    def new(self) -> str:
        folder = self._place / str(next(self._numbers))
        folder.mkdir(parents=True)
        return str(folder / "record.db")

    def copy(self, base: str) -> str:
        where = self.new()
        for file in Path(base).parent.iterdir():
            shutil.copy2(file, Path(where).parent)
        return where

    def drop(self, where: str) -> None:
        shutil.rmtree(Path(where).parent)

    def below(self, where: str) -> str:
        return str(Path(where).parent)


class Databases:
    """PostgreSQL: every record in a database of its own."""

    name = "PostgreSQL"
    calls = Calls.SEND

    def __init__(self, server: str) -> None:
        self._server, self._numbers = server, count(1)

    def new(self) -> str:
        return self._make("template1")

    def copy(self, base: str) -> str:
        return self._make(_database(base))

    def drop(self, where: str) -> None:
        self._tell(f"DROP DATABASE {_database(where)} WITH (FORCE)")

    def below(self, where: str) -> str:
        del where
        return "socket:"

    def _make(self, base: str) -> str:
        name = f"dateline_torture_{os.getpid()}_{next(self._numbers)}"
        self._tell(f"CREATE DATABASE {name} TEMPLATE {base}")
        return make_url(self._server).set(database=name).render_as_string(hide_password=False)

    def _tell(self, what: str) -> None:
        import psycopg

        for more in range(50):
            try:
                with psycopg.connect(self._server, autocommit=True) as connection:
                    connection.execute(what.encode())
                return
            except psycopg.errors.ObjectInUse:  # who was killed a moment ago is still being seen out
                if more == 49:
                    raise
                time.sleep(0.1)


def _database(where: str) -> str:
    name = make_url(where).database
    assert name is not None
    return name


@contextmanager
def servers(place: Path) -> Iterator[Databases | str]:
    """The server that is given, or one that is started for this alone; else why there is none."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        yield "its driver is not there: pip install 'dateline[postgres]'"
        return
    if given := os.environ.get(GIVEN):
        yield Databases(given)
        return
    programs = _programs()
    if programs is None:
        yield f"{GIVEN} names no server, and there are no programs to start one"
        return
    with _own_server(programs, place / "server") as url:
        yield Databases(url) if url else "a server could not be started"


def _programs() -> Path | None:
    found = [Path(path).parent for path in (shutil.which("initdb"), shutil.which("postgres")) if path]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((path for path in found if (path / "initdb").exists() and (path / "postgres").exists()), None)


@contextmanager
def _own_server(programs: Path, data: Path) -> Iterator[str | None]:
    data.mkdir(parents=True)
    who: dict[str, str] = {}
    if os.geteuid() == 0:  # it refuses to run as root
        try:
            shutil.chown(data, "postgres", "postgres")
        except LookupError:
            yield None
            return
        who = {"user": "postgres", "group": "postgres"}
        for folder in (data.parent, data.parent.parent):
            folder.chmod(0o755)
    plain = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/", "env": plain}
    made = [programs / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8", "--locale=C"]
    if subprocess.run(made, check=False, **quiet, **who).returncode:  # type: ignore[call-overload]
        yield None
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Without fsync: nobody pulls the plug here, and a process that is killed loses nothing that it wrote.
    call = [programs / "postgres", "-D", data, "-p", str(port), "-c", "fsync=off", "-c", "listen_addresses=127.0.0.1"]
    running = subprocess.Popen([*call, "-k", data], **quiet, **who)  # type: ignore[call-overload]
    url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
    try:
        yield url if _answers(url) else None
    finally:
        running.terminate()
        with suppress(subprocess.TimeoutExpired):
            running.wait(20)


def _answers(url: str) -> bool:
    import psycopg

    for _ in range(150):
        with suppress(psycopg.Error):
            psycopg.connect(url).close()
            return True
        time.sleep(0.1)
    return False

"""How many processes make pages: each with the record open for itself, all behind one socket."""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections.abc import Sequence
from dataclasses import replace
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from socket import AF_INET, AF_INET6, IPPROTO_TCP, TCP_NODELAY, socket

import uvicorn

from dateline.errors import DatelineError
from dateline.serving.app import application
from dateline.serving.settings import Settings
from dateline.serving.templating import prepare

_PATIENCE = 10.0
"""Seconds for a process to end before it is killed."""


class WorkerEnded(DatelineError):
    """A process that made pages ended before anybody stopped the server."""


def run(where: str | Path, settings: Settings, listening: socket, processes: int = 1) -> None:
    """Serves a record at a listening socket until it is stopped.

    Memory for answers and the rate of a visitor are shared out among the processes. Raises what `application` does, and
    WorkerEnded.
    """
    answer_at_once(listening)
    if processes < 2:
        _serve(where, settings, listening)
        return
    each = replace(settings, kept=max(8, settings.kept // processes), rate=settings.rate / processes)
    spawning = multiprocessing.get_context("spawn")
    held = [spawning.Process(target=_serve, args=(where, each, listening)) for _ in range(processes)]
    # Also where a shell started it in the background and has SIGINT ignored.
    before = {name: signal.signal(name, _stop) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        for one in held:
            one.start()
        wait([one.sentinel for one in held])
    except KeyboardInterrupt:
        return
    finally:
        _end(held)
        for name, handler in before.items():
            signal.signal(name, handler)
    raise WorkerEnded("a process that makes pages has ended, and the server with it. Start it again, or with fewer.")


def answer_at_once(listening: socket) -> None:
    """Have visitors' sockets, which inherit it, send what is written without waiting.

    An answer is written in parts, and the last part of a small one waited 40 ms for the receipt of the first.
    """
    if listening.family in (AF_INET, AF_INET6):
        listening.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def _end(processes: Sequence[BaseProcess]) -> None:
    for one in processes:
        if one.is_alive():
            one.terminate()
    for one in processes:
        one.join(_PATIENCE)
        if one.is_alive():
            one.kill()


def _serve(where: str | Path, settings: Settings, listening: socket) -> None:
    app = application(where, settings, early=True)
    prepare()
    # What is loaded by now stays: to look through all of it again and again takes a tenth of a second each time.
    gc.collect()
    gc.freeze()
    config = uvicorn.Config(
        app, host=settings.host, port=settings.port, log_level="warning",
        server_header=False, h11_max_incomplete_event_size=16_384,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])

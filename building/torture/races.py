"""Commands that run at the same time on one record: none fails, none sees half of another's work, nothing is lost."""

from __future__ import annotations

import importlib
import random
import shutil
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from building.torture import forks
from building.torture.jobs import MORE, Work, adding, done
from building.torture.looks import Look, differences, hold, look, plainly_ended
from building.torture.table import Fault, Row, row

_SAME = "all end well; linked once more, the record is the one that comes of one after the other"
_SEEN = "every table is of one moment, or is refused and says why; the copy fits"
_REFUSED = "is not linked since pages came in"
_PAGES = ("/", "/index.json", "/stories", "/stories.json", "/actors")
_SPREAD = 0.5  # seconds within which they start


@dataclass(frozen=True, slots=True)
class Course:
    """Where races of one store run, and what they must come to."""

    work: Work
    place: Path
    chance: random.Random
    judged: Look
    """All pages, linked, and judged."""
    exports: tuple[bytes, ...]
    """The tables of happenings that may be seen: that of the first pages, and that of all."""
    events: tuple[bytes, ...]
    """The tables of events: of the first pages and those that came up to any moment, before and after linking."""


def rows(work: Work, times: int, place: Path, chance: random.Random, *, last_alone: bool) -> Iterator[Row]:
    """So many races of each kind, or of the last kind alone, in which all take part."""
    place.mkdir(exist_ok=True)
    judged = work.store.copy(work.first)
    done("judge", "import", str(work.judgements), "--record", judged)
    done(*adding(*MORE), "--record", judged)
    tables = tuple(_table(where, place) for where in (work.first, work.whole))
    course = Course(work, place, chance, look(judged), tables, tuple(_tables_of_events(work, place)))
    work.store.drop(judged)
    whole = look(work.whole)
    kinds: tuple[tuple[str, str, Callable[[], list[Fault]]], ...] = (
        ("add and add", _SAME, partial(_add_add, course, whole)),
        ("add, link and link", _SAME, partial(_add_link, course, whole)),
        ("add and export", _SEEN, partial(_add_export, course, whole)),
        ("add and judge", _SAME, partial(_with_judge, course, work.first, adding(*MORE))),
        ("link and judge", _SAME, partial(_with_judge, course, work.loose, ("link",))),
        (
            "add and serve",
            "every page is answered with 200; and the record as above",
            partial(_add_serve, course, whole),
        ),
        ("add, add, link, export, judge and serve", _SAME, partial(_all, course)),
    )
    for what, must, race in kinds[-1:] if last_alone else kinds:
        if "serve" in what and (why := _why_not_served()):
            yield Row(f"race of {what}", work.store.name, 0, must, why_not=why)
        else:
            yield row(f"race of {what}", work.store.name, must, (race() for _ in range(times)))


def _why_not_served() -> str:
    try:
        for name in ("uvicorn", "dateline.serving.app"):
            importlib.import_module(name)
    except ImportError as error:
        return f"{error.name} is missing: pip install 'dateline[serve]'"
    return ""


def _table(where: str, place: Path, *options: str) -> bytes:
    out = place / "table.csv"
    done("export", "--record", where, "--out", str(out), *options)
    return out.read_bytes()


def _tables_of_events(work: Work, place: Path) -> Iterator[bytes]:
    yield from (_table(where, place, "--events") for where in (work.first, work.loose, work.whole))
    for number in range(1, len(MORE)):
        where = work.store.copy(work.first)
        done(*adding(*MORE[:number]), "--record", where, "--link-later")
        yield _table(where, place, "--events")
        work.store.drop(where)


# ------------------------------------------------------------------ the races


def _add_add(course: Course, wanted: Look) -> list[Fault]:
    where = course.work.store.copy(course.work.first)
    faults = _race(course, where, adding(*MORE), adding(*reversed(MORE)))
    return faults + _end(course, where, wanted)


def _add_link(course: Course, wanted: Look) -> list[Fault]:
    where = course.work.store.copy(course.work.first)
    faults = _race(course, where, (*adding(*MORE), "--link-later"), ("link",), ("link",))
    return faults + hold(where) + _end(course, where, wanted)


def _add_export(course: Course, wanted: Look) -> list[Fault]:
    where = course.work.store.copy(course.work.first)
    table, events, copy = course.place / "now.csv", course.place / "events.csv", course.place / "frozen"
    shutil.rmtree(copy, ignore_errors=True)
    for one in (table, events):
        one.unlink(missing_ok=True)  # that of the race before is none of this one
    exports = (("--out", str(table)), ("--events", "--out", str(events)), ("--as", "frozen", "--out", str(copy)))
    faults = _race(course, where, adding(*MORE), *(("export", *options) for options in exports))
    if table.exists() and table.read_bytes() not in course.exports:  # where it is refused there is none
        faults.append("the table of happenings is neither that of before nor that of after")
    if events.read_bytes() not in course.events:
        faults.append("the table of events is of no moment")
    return faults + _look_at_copy(copy) + _end(course, where, wanted)


def _with_judge(course: Course, base: str, other: tuple[str, ...]) -> list[Fault]:
    where = course.work.store.copy(base)
    faults = _race(course, where, other, ("judge", "import", str(course.work.judgements)))
    return faults + _end(course, where, course.judged)


def _add_serve(course: Course, wanted: Look) -> list[Fault]:
    where = course.work.store.copy(course.work.first)
    with_pages = _Served(where)
    faults = _race(course, where, adding(*MORE), works=(with_pages.ask,))
    return faults + with_pages.end() + _end(course, where, wanted)


def _all(course: Course) -> list[Fault]:
    where = course.work.store.copy(course.work.first)
    served, copy = _Served(where), course.place / "frozen"
    shutil.rmtree(copy, ignore_errors=True)
    faults = _race(
        course, where,
        adding(*MORE), (*adding(*reversed(MORE)), "--link-later"), ("link",),
        ("export", "--events", "--out", str(course.place / "now.csv")),
        ("export", "--as", "frozen", "--out", str(copy)),
        ("judge", "import", str(course.work.judgements)),
        works=(served.ask,),
    )  # fmt: skip
    return faults + served.end() + _look_at_copy(copy) + _end(course, where, course.judged)


def _race(
    course: Course, where: str, *commands: tuple[str, ...], works: tuple[Callable[[], int], ...] = ()
) -> list[Fault]:
    """Starts all within a short while, in the order of chance."""
    wanted = [forks.dateline(*argv, "--record", where) for argv in commands]
    running = [forks.start(partial(_later, course.chance.uniform(0, _SPREAD), work)) for work in (*wanted, *works)]
    ended = [one.wait() for one in running]
    return [fault for one in ended if not _is_refused(one) for fault in plainly_ended(one)]


def _is_refused(ended: forks.Ended) -> bool:
    """Whether it told plainly that others were writing just then, and to come again after they link."""
    return _REFUSED in ended.err and not plainly_ended(ended, may_fail=True)


def _later(seconds: float, work: Callable[[], int]) -> int:
    time.sleep(seconds)
    return work()


def _end(course: Course, where: str, wanted: Look) -> list[Fault]:
    faults = plainly_ended(forks.run("link", "--record", where)) + differences(look(where), wanted)
    course.work.store.drop(where)
    return faults


def _look_at_copy(folder: Path) -> list[Fault]:
    records = [path for path in folder.rglob("*") if path.suffix in (".db", ".sqlite")]
    if len(records) != 1:
        return [f"the frozen copy has {len(records)} records"]
    return [f"the frozen copy: {fault}" for fault in hold(str(records[0]))]


# ------------------------------------------------------------------ a server over the record


class _Served:
    """`dateline serve` over a record, and who asks it for pages meanwhile."""

    def __init__(self, where: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._running = forks.start(forks.dateline("serve", "--record", where, "--port", str(self._port)))

    def ask(self) -> int:
        """Asks for pages for about two seconds; raises AssertionError at the first that does not come."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self._port), 1):
                break
            time.sleep(0.05)
        for _ in range(5):
            for page in _PAGES:
                with urllib.request.urlopen(f"http://127.0.0.1:{self._port}{page}", timeout=60) as answer:
                    if answer.status != 200:
                        raise AssertionError(f"{page} was answered with {answer.status}")
                    answer.read()
            time.sleep(0.1)
        return 0

    def end(self) -> list[Fault]:
        """Ends the server; what is wrong with how it ended."""
        self._running.kill(signal.SIGINT)
        ended = self._running.wait(60)
        return [] if ended.code in (0, 130, -signal.SIGINT) else [f"serve ended with {ended.code}: {ended.last_words}"]

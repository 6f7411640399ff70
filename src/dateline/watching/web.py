"""What the watched feeds bring: feeds and pages asked for when their time has come, host by host, politely."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message

from dateline.exporting.lines import number
from dateline.model import Page, Skipped
from dateline.reading.containers.skipped_records import skip_record
from dateline.watching.addresses import Forbidden, Place, place_of
from dateline.watching.feeds import items, listed_feeds
from dateline.watching.fetching import Answer, Fetcher, NoAnswer
from dateline.watching.robots import Robots
from dateline.watching.schedule import TRIES, back_off, retry_after
from dateline.watching.state import Entry, Feed, State

_PATIENCE = 30.0
"""Seconds that are waited for a host's turn; a longer wait is left to a later look."""
_BATCH = 60.0
"""Seconds of fetching after which what came is linked."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between two looks at a feed, and between two requests to a host (robots.txt may ask for more)."""

    poll: float = 900.0
    host: float = 2.0


@dataclass(frozen=True, slots=True)
class Web:
    """Fetches what is due. `said` hears what went wrong with a feed; `now` and `sleep` are the clock."""

    state: State
    fetcher: Fetcher
    robots: Robots
    pace: Pace
    said: Callable[[str], object]
    now: Callable[[], float] = time.time
    sleep: Callable[[float], object] = time.sleep

    def due(self, *, patient: bool = False) -> bool:
        """Whether a feed or a page may be asked for now; `patient`: or a page so soon that it is waited for."""
        entry, now = self.state.next_entry(), self.now()
        soon = now + _PATIENCE if patient else now
        return bool(self.state.due_feeds(now)) or (entry is not None and entry.due <= soon)

    def pages(self) -> Iterator[Page | Skipped]:
        """What is due: whole items of feeds, the pages that items link to, and what could not be had for good."""
        end = self.now() + _BATCH
        for feed in self.state.due_feeds(self.now()):
            yield from self._look_at(feed)
            if self.now() >= end:
                return
        while self.now() < end and (entry := self.state.next_entry()) is not None:
            if entry.due > self.now() + _PATIENCE:
                return
            self._wait(entry.due)
            if (page := self._fetch(entry)) is not None:
                yield page

    # ------------------------------------------------------------------ feeds

    def _look_at(self, feed: Feed) -> Iterator[Page | Skipped]:
        held = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
        try:
            answer = self._get(feed.address, {name: value for name, value in held.items() if value})
            if answer.status not in (200, 304):
                raise NoAnswer(f"the server answers {answer.status}", self._told_to_wait(answer))
        except (Forbidden, NoAnswer) as error:
            wait = max(self.pace.poll, back_off(feed.failures + 1, getattr(error, "wait", 0.0)))
            self.state.failed(feed.address, self.now() + wait)
            self.said(f"{feed.address}: {error}; next try in {wait / 60:.0f} min.")
            return
        if answer.status == 304:
            self.state.asked(feed.address, self.now() + self.pace.poll, feed.etag, feed.modified)
            return
        yield from self._take(feed.address, answer)
        told = answer.headers
        due = self.now() + self.pace.poll
        self.state.asked(feed.address, due, told.get("etag"), told.get("last-modified"))

    def _take(self, feed: str, answer: Answer) -> Iterator[Page | Skipped]:
        if (listed := listed_feeds(answer.body)) is not None:
            for address in listed.feeds:
                self.state.follow(address, feed)
            if listed.wrong:
                named = number(len(listed.feeds), "feed")
                self.said(f"{feed}: the list of feeds is not read whole ({listed.wrong}); it gives {named}.")
            return
        for key, found in items(answer.body, str(answer.place)):
            if self.state.knows(key):
                continue
            if isinstance(found, Page) or not found.address:
                self.state.done(key)
                yield found
                continue
            try:
                place = place_of(found.address, self.fetcher.rules)
            except Forbidden as error:
                self.state.done(key)
                yield _not_asked(found.address, error)
            else:
                self.state.wait(key, str(place), place.host, self.now())

    # ------------------------------------------------------------------ pages

    def _fetch(self, entry: Entry) -> Page | Skipped | None:
        try:
            answer = self._get(entry.address, {})
        except Forbidden as error:
            self.state.done(entry.key)
            return _not_asked(entry.address, error)
        except NoAnswer as error:
            return self._put_off(entry, str(error), error.wait)
        if answer.status in (408, 425, 429) or answer.status >= 500:
            return self._put_off(entry, f"the server answers {answer.status}", self._told_to_wait(answer))
        self.state.done(entry.key)
        if answer.status != 200:
            detail = f"the server answers {answer.status}"
            return skip_record(entry.address, "the page is not to be had", detail, entry.address)
        return _page(answer, entry.address, datetime.fromtimestamp(self.now(), UTC).date().isoformat())

    def _put_off(self, entry: Entry, why: str, asked: float) -> Skipped | None:
        if entry.failures + 1 >= TRIES:
            self.state.done(entry.key)
            return skip_record(entry.address, "the page is not to be had", f"{why}; {TRIES} tries", entry.address)
        self.state.put_off(entry.key, self.now() + back_off(entry.failures + 1, asked))
        return None

    # ------------------------------------------------------------------ manners

    def _get(self, address: str, headers: dict[str, str]) -> Answer:
        return self.fetcher.get(address, headers, self._before)

    def _told_to_wait(self, answer: Answer) -> float:
        """Seconds for which the host asks to be left alone; nothing else of it is asked for meanwhile."""
        asked = retry_after(answer.headers.get("retry-after"), self.now())
        if asked:
            self.state.leave(answer.place.host, self.now() + asked)
        return asked

    def _before(self, place: Place) -> None:
        self.robots.check(place, self._turn)
        self._turn(place)

    def _turn(self, place: Place) -> None:
        """Waits for the host's turn, and takes it. Raises NoAnswer where it is far off."""
        free = self.state.free(place.host)
        if free > self.now() + _PATIENCE:
            raise NoAnswer(f"{place.host} is left alone for a while", free - self.now())
        self._wait(free)
        self.state.leave(place.host, self.now() + max(self.pace.host, self.robots.delay(place)))

    def _wait(self, until: float) -> None:
        if (left := until - self.now()) > 0:
            self.sleep(left)


def _not_asked(address: str, error: Forbidden) -> Skipped:
    return skip_record(address, "the address is not asked", str(error), address)


def _page(answer: Answer, origin: str, day: str) -> Page:
    kind = Message()
    kind["content-type"] = " ".join(answer.headers.get("content-type", "").split())
    media = kind.get_content_type() if kind["content-type"] else None
    return Page(answer.body, media, kind.get_content_charset(), address=str(answer.place), fetched=day, origin=origin)

"""`dateline watch`: adds what feeds and folders bring, and tells what changed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exits import end_plainly, print_remark
from dateline.cli.options import QuietOption, RecordOption, WorkersOption, settings_of
from dateline.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.cli.adding import Folders, Found
    from dateline.cli.progress import Counting
    from dateline.model import Page, Skipped
    from dateline.recording import Record
    from dateline.watching.feeds import FeedList
    from dateline.watching.fetching import Fetcher
    from dateline.watching.state import State
    from dateline.watching.web import Web
    from dateline.watching.webhook import Webhook

SECRET = "DATELINE_WEBHOOK_SECRET"
_TOLD = 500
"""Changes and reports among which the webhook is told what it has not heard: more than one round brings."""


@end_plainly
def watch(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="Addresses of feeds (RSS, Atom) or of lists of feeds (OPML), OPML files, and folders.",
        ),
    ],
    record: RecordOption = "dateline.db",
    every: Annotated[float, typer.Option("--every", min=0.1, help="Seconds between two looks at folders.")] = 5.0,
    poll: Annotated[float, typer.Option(min=1, help="Seconds between two looks at a feed.")] = 900.0,
    pace: Annotated[
        float, typer.Option(min=0, help="Seconds between two requests to a host; robots.txt may ask for more.")
    ] = 2.0,
    once: Annotated[bool, typer.Option("--once", help="Take what is there now, and end.")] = False,
    feed: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Keep an Atom feed of what changed and came in.")
    ] = None,
    base: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="Where the record is served to readers; the feed's links lead there."),
    ] = "",
    webhook: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help=f"Send what is new there as JSON, signed with {SECRET}.")
    ] = None,
    contact: Annotated[
        str, typer.Option(metavar="WHO", help="Your address or mailbox, told to the sites that are asked.")
    ] = "",
    allow: Annotated[
        list[str],
        typer.Option("--allow", metavar="RANGE", help="Addresses that may be asked though not public: 10.1.0.0/16."),
    ] = [],  # noqa: B006 - typer reads it, nobody writes it
    allow_port: Annotated[
        list[int], typer.Option("--allow-port", metavar="PORT", help="Ports to be asked besides 80 and 443.")
    ] = [],  # noqa: B006 - as above
    state: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What was seen [default: the record's name with .watch].")
    ] = None,
    workers: WorkersOption = None,
    json: Annotated[bool, typer.Option("--json", help="A line of JSON for each round.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Stay, and add what feeds and folders bring, linked as it comes, until Ctrl-C; tell what changed.

    Sites are asked politely: robots.txt, conditional requests, a rate for each host, back-off. Only public addresses
    are asked. Stopped at any moment, run the same command again: it goes on where it was. Docs: docs/watch.md.
    """
    try:
        from dateline.watching.addresses import Rules, network_of
        from dateline.watching.fetching import Fetcher
        from dateline.watching.webhook import Webhook
    except ModuleNotFoundError as error:
        raise UsageError(f"watching needs an extra ({error.name} is missing): pip install 'dateline[watch]'") from error
    from dateline.cli.adding import Folders, Wanted, add_round, stay
    from dateline.recording import Record
    from dateline.watching.state import State

    feeds, folders = _parted(sources)
    rules = Rules(tuple(map(network_of, allow)), frozenset(allow_port))
    fetcher = Fetcher(rules, contact=contact)
    hook = Webhook(webhook, os.environ.get(SECRET, ""), fetcher) if webhook else None
    if hook and not hook.secret:
        print_remark(f"{SECRET} is not set: what is sent to the webhook is not signed.")
    settings = settings_of("dateline", workers, False, None, 10.0, 1024)
    with Record.open(record) as opened:
        seen = State(state or _beside(opened.where))
        try:
            web = _web(seen, fetcher, feeds, poll, pace)
            wanted = Wanted(folders, {}, None, settings, True, json, quiet)
            watched = _Watched(opened, seen, Folders(wanted), web, feed, base, hook)
            if once:
                while (found := watched.look(once=True)) is not None:
                    add_round(opened, wanted, found)
                    watched.after()
            else:
                stay(opened, wanted, watched.look, every, watched.after, named=(*feeds, *folders))
        finally:
            seen.close()


def _parted(sources: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The addresses of feeds, those in OPML files among them, and the folders. Raises UsageError."""
    from dateline.cli.options import check_sources
    from dateline.watching.feeds import listed_feeds

    feeds = [one for one in sources if "://" in one]
    folders = [one for one in sources if "://" not in one]
    if "-" in folders:
        raise UsageError("standard input cannot be watched. Name addresses of feeds, and folders.")
    check_sources(folders)
    for one in list(folders):
        path = Path(one)
        if path.is_file() and (listed := listed_feeds(path.read_bytes())) is not None:
            folders.remove(one)
            feeds.extend(_feeds_of(one, listed))
    return tuple(dict.fromkeys(feeds)), tuple(folders)


def _feeds_of(path: str, listed: FeedList) -> tuple[str, ...]:
    """The feeds in an OPML file; tells what of it could not be read. Raises UsageError where it gives none."""
    from dateline.exporting.lines import number

    if not listed.feeds:
        raise UsageError(
            f"{path} is a list of feeds (OPML) that gives none: {listed.wrong or 'it names none'}. "
            "Mend the file, or name the addresses of its feeds."
        )
    if listed.wrong:
        named = number(len(listed.feeds), "feed")
        print_remark(f"{path}: the list of feeds is not read whole ({listed.wrong}); it gives {named}.")
    return listed.feeds


def _beside(where: str) -> Path:
    """The file that remembers what was seen: beside the record, or here where that is on a server."""
    return Path("dateline.watch") if "://" in where else Path(f"{where}.watch")


def _web(seen: State, fetcher: Fetcher, feeds: Sequence[str], poll: float, pace: float) -> Web:
    from dateline.watching.addresses import Forbidden, place_of
    from dateline.watching.robots import Robots
    from dateline.watching.web import Pace, Web

    seen.forget_sources()
    for address in feeds:
        try:
            seen.follow(str(place_of(address, fetcher.rules)), "")
        except Forbidden as error:
            raise UsageError(
                f"{address} is not watched: {error}. Leave it out, or see --allow, --allow-port."
            ) from None
    seen.keep()
    return Web(seen, fetcher, Robots(fetcher), Pace(poll, pace), print_remark)


@dataclass
class _Watched:
    """Folders and feeds together, and who is told."""

    record: Record
    seen: State
    folders: Folders
    web: Web
    feed: Path | None
    base: str
    hook: Webhook | None

    def look(self, *, once: bool = False) -> Found | None:
        """What is new; `once`: files need not lie still for a second look, and a host's turn is waited for."""
        if once:
            self.folders.look()
        lying = self.folders.look()
        due = self.web.due(patient=once)
        return partial(self._pages, lying, due) if lying or due else None

    def _pages(self, lying: Found | None, due: bool, counted: Counting) -> Iterator[Page | Skipped]:
        fetched = (_counted(page, counted) for page in self.web.pages()) if due else ()
        return chain(lying(counted) if lying else (), fetched)

    def after(self) -> None:
        """Remembers what was seen, and tells what changed."""
        from dateline.cli.replacing import replacing_file
        from dateline.serving.atom import atom
        from dateline.serving.news import latest_news

        self.seen.keep()
        if self.feed is None and self.hook is None:
            return
        name = Path(self.record.where.rpartition("/")[2]).name
        with self.record.snapshot() as moment:
            shown = latest_news(moment.reader) if self.feed else ()
            told = latest_news(moment.reader, _TOLD) if self.hook else ()
        if self.feed is not None:
            with replacing_file(self.feed) as out:
                out.write(atom(shown, name, self.base))
        if self.hook is not None and (wrong := self.hook.tell(told, name, self.seen, time.time())):
            print_remark(wrong)
        self.seen.keep()


def _counted(page: Page | Skipped, counted: Counting) -> Page | Skipped:
    counted.found()
    return page

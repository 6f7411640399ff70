"""What a site asks of programs: robots.txt (RFC 9309), read once a day and site."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from protego import Protego

from dateline.watching.addresses import Forbidden, Place
from dateline.watching.fetching import PRODUCT, Fetcher, NoAnswer

_KEPT = 86_400.0
_MOST = 512_000
"""Seconds that the rules of a site are kept, and bytes of them that are read: RFC 9309, 2.4 and 2.5."""


class Disallowed(Forbidden):
    """The site asks programs not to read this."""


@dataclass
class Robots:
    """The rules of sites as they were read. `now` gives seconds."""

    fetcher: Fetcher
    now: Callable[[], float] = time.time
    _known: dict[str, tuple[float, Protego]] = field(default_factory=dict)

    def check(self, place: Place, before: Callable[[Place], None]) -> None:
        """Raises Disallowed where the site asks not to be read there, and NoAnswer where it does not say (RFC 9309,
        2.3.1.4: a site whose rules cannot be had now is not read now). `before` as in `Fetcher.get`."""
        if not self._rules(place, before).can_fetch(str(place), PRODUCT):
            raise Disallowed("robots.txt of the site asks not to read this")

    def delay(self, place: Place) -> float:
        """Seconds that a site asks to leave between two requests; 0 where it asks nothing or was not asked yet."""
        known = self._known.get(place.site)
        return float(known[1].crawl_delay(PRODUCT) or 0) if known else 0.0

    def _rules(self, place: Place, before: Callable[[Place], None]) -> Protego:
        known = self._known.get(place.site)
        if known is None or known[0] < self.now() - _KEPT:
            known = self._known[place.site] = (self.now(), self._ask(place, before))
        return known[1]

    def _ask(self, place: Place, before: Callable[[Place], None]) -> Protego:
        answer = self.fetcher.get(f"{place.site}/robots.txt", before=before)
        if answer.status >= 500 or answer.status == 429:
            raise NoAnswer(f"robots.txt of the site cannot be read now ({answer.status})")
        words = answer.body[:_MOST].decode("utf-8", "replace") if answer.status < 300 else ""
        return Protego.parse(words)  # 4xx: there are no rules

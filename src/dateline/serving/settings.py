"""How a record is served: where, to whom, and how much."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from dateline.errors import UsageError

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Settings:
    """Where a server listens and what it allows.

    `token`: what a visitor must show, "" for nobody; it is needed wherever others can reach the server. `names`: the
    host names by which it may be asked. `rate`: pages a second and visitor, 0 for no limit. `kept`: megabytes of
    answers that are kept. `seconds`: the longest that one page may ask the record. `review`: people may judge what is
    shown; `by` is who does, "" where each visitor says it. `patience`: seconds that a page waits for the brief of its
    story, and twice as long for who is who, before it is shown without.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    token: str = ""
    names: tuple[str, ...] = ()
    rate: float = 0.0
    kept: int = 64
    seconds: float = 10.0
    review: bool = False
    by: str = ""
    patience: float = 2.0

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine alone."""
    if host in LOOPBACK:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check(settings: Settings) -> Settings:
    """The settings. Raises UsageError where others could read the record without a token."""
    if not settings.local and len(settings.token) < 16:
        raise UsageError(
            f"{settings.host} can be reached from other machines, and whoever reaches it reads the record. Give a "
            "token of 16 characters or more in the environment (DATELINE_TOKEN), or leave --host away."
        )
    return settings

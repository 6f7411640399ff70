"""Who printed it: the outlet's name from what is given, from the page, or from the address."""

from __future__ import annotations

from urllib.parse import urlsplit


def host_of(address: str | None) -> str | None:
    """Host of an address without "www." and port; None where it has none or is malformed."""
    if not address:
        return None
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return None
    return host.removeprefix("www.").removeprefix("m.").removeprefix("amp.") if host else None


def same_host(host: str | None, own: str) -> bool:
    """Whether `host` is `own` or below it."""
    if not host:
        return False
    host = host.lower().removeprefix("www.")
    return host == own or host.endswith("." + own)


def outlet_name(given: str | None, site_name: str | None, address: str | None) -> str | None:
    """The outlet as the user names it, as the page names itself, or else the host of its address."""
    for name in (given, site_name):
        if name and name.strip():
            return " ".join(name.split())
    return host_of(address)

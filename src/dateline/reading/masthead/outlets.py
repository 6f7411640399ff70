"""Who printed it: the outlet's name from what is given, from the page, or from the address."""

from __future__ import annotations

from urllib.parse import urlsplit

from dateline.reading.lines.agencies import Agency, agency_named
from dateline.reading.lines.page_words import words_of


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


def is_mirror(host: str) -> bool:
    """Whether a host shows pages of others as they are: there the page's canonical link names its outlet."""
    return any(same_host(host, mirror) for mirror in words_of("mirror"))


def same_site(one: str | None, two: str | None) -> bool:
    """Whether two hosts are one outlet's: one below the other, or one name under two endings (x.com, x.co.uk)."""
    if not one or not two:
        return False
    return same_host(one, two) or same_host(two, one) or _label(one) == _label(two)


def _label(host: str) -> str:
    """The name that was registered: "harbour" of news.harbour.co.uk."""
    parts = host.lower().split(".")
    while len(parts) > 1 and (len(parts[-1]) <= 3 or parts[-1] in words_of("host ending")):
        parts.pop()
    return parts[-1]


def outlet_address(address: str | None, canonical: str | None) -> str | None:
    """The address that names the outlet: the page's own, but its canonical link where a mirror shows it."""
    host = host_of(address)
    if canonical and (host is None or is_mirror(host)):
        return canonical
    return address


def outlet_name(given: str | None, site_name: str | None, address: str | None) -> str | None:
    """The outlet as the user names it, as the page names itself, or else the host of its address."""
    for name in (given, site_name):
        if name and name.strip():
            return " ".join(name.split())
    return host_of(address)


def is_own_page(agency: Agency, outlet: str | None, address: str | None) -> bool:
    """Whether the page is the agency's own: then it is the outlet."""
    host = host_of(address)
    if any(same_host(host, own) or same_host(outlet, own) for own in agency.hosts):
        return True
    return outlet is not None and agency_named(outlet) is agency

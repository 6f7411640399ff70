"""Which addresses may be asked: http and https, usual ports, and hosts of the public internet alone."""

from __future__ import annotations

import functools
import re
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import quote, urlsplit

from dateline.errors import DatelineError, UsageError
from dateline.tables import shipped

IP = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Iterable[str]]
"""Gives the addresses (as text) of a name for a port. Raises OSError."""

_USUAL = {"http": 80, "https": 443}
_LONGEST = 2_000
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?")
_KEPT = "/%:@!$&'()*+,;=~?"


class Forbidden(DatelineError):
    """An address that is not asked; the message says why."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What is allowed beyond the public internet and ports 80 and 443."""

    networks: tuple[Network, ...] = ()
    ports: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """An address taken apart. `host` is a name in ASCII or the usual form of an IP address; `target` path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def site(self) -> str:
        """Scheme, host and port, as they stand in an address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _USUAL[self.scheme] else f":{self.port}")

    def __str__(self) -> str:
        return self.site + self.target


def place_of(address: str, rules: Rules) -> Place:
    """The parts of an address. Raises Forbidden where it is none that is asked, whatever its host is."""
    if len(address) > _LONGEST or _UNSAFE.search(address):
        raise Forbidden("the address is too long, or holds blanks, control characters or backslashes")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise Forbidden(f"this is no address: {error}") from None
    scheme = parts.scheme.lower()
    if scheme not in _USUAL:
        raise Forbidden(f"only http and https are asked, not {scheme or 'an address without a scheme'}")
    if "@" in parts.netloc:
        raise Forbidden("the address holds a name or a password")
    port = _USUAL[scheme] if port is None else port
    if port != _USUAL[scheme] and port not in rules.ports:
        raise Forbidden(f"port {port} is not allowed")
    target = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    host = _host(parts.hostname or "")
    if "[" in parts.netloc and ":" not in host:
        raise Forbidden("the host is no IPv6 address")
    place = Place(scheme, host, port, target)
    if (literal := _literal(place.host)) is not None:
        check_ip(literal, rules)
    return place


def _host(given: str) -> str:
    """The host as it will be asked. A host whose last part is a number is an IPv4 address (as browsers have it), and
    then only its usual form is one: others (0177.1, 2130706433, 0x7f.1) mean different hosts to different programs."""
    if ":" in given:
        if "%" in given:
            raise Forbidden("the host names an interface of this machine")
        try:
            return str(IPv6Address(given))
        except ValueError:
            raise Forbidden("the host is no IPv6 address") from None
    try:
        host = given.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise Forbidden("the host is no name") from None
    if _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
        try:
            return str(IPv4Address(host))
        except ValueError:
            raise Forbidden("the host is an IP address in an unusual form") from None
    if not _NAME.fullmatch(host):
        raise Forbidden("the host is no name")
    return host


def _literal(host: str) -> IP | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


@functools.cache
def _forbidden() -> tuple[tuple[Network, str], ...]:
    rows = shipped(__package__, "tables/forbidden.tsv", ("network", "what", "rfc"))
    return tuple((ip_network(row["network"]), f"{row['what']}, {row['rfc']}") for row in rows)


def check_ip(ip: IP, rules: Rules) -> None:
    """Raises Forbidden where an IP address is none of the public internet and not allowed."""
    if any(ip in network for network in rules.networks):
        return
    for network, what in _forbidden():
        if ip in network:
            raise Forbidden(f"{ip} is not public ({what})")
    if not ip.is_global or ip.is_multicast or getattr(ip, "scope_id", None):
        raise Forbidden(f"{ip} is not public")


def public_addresses(host: str, port: int, rules: Rules, resolve: Resolve) -> tuple[str, ...]:
    """The addresses of a host that may be asked, one at least. Raises Forbidden, and OSError where it has none."""
    literal = _literal(host)
    found = [host] if literal is not None else list(resolve(host, port))
    allowed, refused = [], Forbidden(f"{host} has no address")
    for one in found:
        try:
            check_ip(ip_address(one), rules)
        except Forbidden as error:
            refused = error
        except ValueError:
            refused = Forbidden(f"{host} has an address of an unusual form")
        else:
            allowed.append(one)
    if not allowed:
        raise refused
    return tuple(allowed)


def look_up(host: str, port: int) -> list[str]:
    """The addresses of a name as this machine finds them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[4][0]) for address in found))


def network_of(given: str) -> Network:
    """A range as a user writes it. Raises UsageError."""
    try:
        return ip_network(given)
    except ValueError:
        raise UsageError(f"{given} is no range of addresses. Write it as 127.0.0.0/8 or fd00::/8.") from None

"""Connections that lead where they were checked to: a name is looked up once, and what was checked is connected to.

The name itself stays in the request: TLS asks for it (SNI) and holds the certificate against it, and Host says it.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore2

from dateline.watching.addresses import Resolve, Rules, public_addresses


class Pinned(httpcore2.NetworkBackend):
    """Connects to checked addresses alone, until a moment at which everything ends (by `time.monotonic`)."""

    def __init__(self, rules: Rules, resolve: Resolve, end: float) -> None:
        self._rules, self._resolve, self._end = rules, resolve, end
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the end of all is what counts
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first checked address that answers. Raises Forbidden and httpcore2.ConnectError."""
        try:
            addresses = public_addresses(host, port, self._rules, self._resolve)
        except OSError as error:
            raise httpcore2.ConnectError(f"{host} is not found: {error.strerror or error}") from error
        failed: Exception = httpcore2.ConnectError(host)
        for address in addresses:
            try:
                left = _left(self._end)
                return Bounded(self._plain.connect_tcp(address, port, left, local_address, socket_options), self._end)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
        raise failed


class Bounded(httpcore2.NetworkStream):
    """A connection on which no byte is waited for after the end, however slowly the bytes before it came."""

    def __init__(self, stream: httpcore2.NetworkStream, end: float) -> None:
        self._stream, self._end = stream, end

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - as above
        """At most so many bytes. Raises httpcore2.ReadTimeout after the end."""
        return self._stream.read(max_bytes, _left(self._end))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """All of these bytes."""
        self._stream.write(buffer, _left(self._end))

    def close(self) -> None:
        """Ends it."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """The same connection with TLS in it."""
        return Bounded(self._stream.start_tls(ssl_context, server_hostname, _left(self._end)), self._end)

    def get_extra_info(self, info: str) -> Any:
        """What is known of it."""
        return self._stream.get_extra_info(info)


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("it takes too long")
    return left

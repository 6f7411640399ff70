"""One request: checked, pinned, bounded in size, time and redirects; the answer, or why there is none."""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

import httpcore2

from dateline.errors import DatelineError
from dateline.version import __version__
from dateline.watching.addresses import Forbidden, Place, Resolve, Rules, look_up, place_of
from dateline.watching.connecting import Pinned

REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 5
PRODUCT = "Dateline"
"""The name by which robots.txt may speak of us."""


class NoAnswer(DatelineError):
    """A request that came to nothing this time; the message says why. `wait`: seconds that the server asks to wait."""

    def __init__(self, words: str, wait: float = 0.0) -> None:
        super().__init__(words)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one request: bytes of its body as sent and as unpacked, and seconds from the first byte to the last."""

    bytes: int = 5_000_000
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: `place` is where it came from at last; `headers` have names in small letters."""

    place: Place
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Asks the network. `contact`: an address or a mailbox that is told to those who are asked."""

    rules: Rules
    limits: Limits = field(default_factory=Limits)
    contact: str = ""
    resolve: Resolve = look_up
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def get(
        self, address: str, headers: Mapping[str, str] | None = None, before: Callable[[Place], None] = lambda _: None
    ) -> Answer:
        """The answer to an address, redirects followed. `before` is called with every place that is to be asked, and
        may raise. Raises Forbidden and NoAnswer.
        """
        place = place_of(address, self.rules)
        for _ in range(_MOST_REDIRECTS + 1):
            before(place)
            answer = self._ask("GET", place, {"Accept-Encoding": "gzip", **(headers or {})}, None)
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return answer
            place = place_of(_joined(str(place), answer.headers["location"]), self.rules)
        raise NoAnswer(f"more than {_MOST_REDIRECTS} redirects")

    def post(self, address: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """The answer to what is sent; redirects are not followed. Raises Forbidden and NoAnswer."""
        return self._ask("POST", place_of(address, self.rules), headers, body)

    def _ask(self, method: str, place: Place, headers: Mapping[str, str], body: bytes | None) -> Answer:
        end = time.monotonic() + self.limits.seconds
        own = {"User-Agent": f"{PRODUCT}/{__version__}" + (f" (+{self.contact})" if self.contact else "")}
        sent = [
            (name.encode("ascii"), value.encode("latin-1", "replace")) for name, value in {**own, **headers}.items()
        ]
        url = httpcore2.URL(scheme=place.scheme, host=place.host, port=place.port, target=place.target)
        network = Pinned(self.rules, self.resolve, end)
        try:
            with (
                httpcore2.ConnectionPool(ssl_context=self.trust, network_backend=network, max_connections=1) as pool,
                pool.stream(method, url, headers=sent, content=body) as response,
            ):
                heard = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
                return Answer(place, response.status, heard, self._body(response.iter_stream(), heard))
        except httpcore2.TimeoutException:
            raise NoAnswer(f"no whole answer within {self.limits.seconds:g} seconds") from None
        except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            raise NoAnswer(str(error)[:200] or type(error).__name__) from error

    def _body(self, chunks: Iterable[bytes], headers: Mapping[str, str]) -> bytes:
        packing = headers.get("content-encoding", "identity").strip().lower()
        if packing not in ("identity", "", "gzip", "x-gzip"):
            raise NoAnswer(f"it is packed in a way that was not asked for ({packing[:40]})")
        unpacker = zlib.decompressobj(wbits=31) if "gzip" in packing else None
        out = bytearray()
        read = 0
        for chunk in chunks:
            read += len(chunk)
            try:
                out += unpacker.decompress(chunk, self.limits.bytes + 1 - len(out)) if unpacker else chunk
            except zlib.error as error:
                raise NoAnswer(f"what came cannot be unpacked: {error}") from None
            if max(read, len(out)) > self.limits.bytes:
                raise NoAnswer(f"it is larger than {self.limits.bytes:,} bytes")
        if unpacker and read and not unpacker.eof:
            raise NoAnswer("what came breaks off")
        return bytes(out)


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError as error:
        raise Forbidden(f"it leads to what is no address: {error}") from None

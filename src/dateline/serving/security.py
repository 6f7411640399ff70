"""What stands before every page: who may ask, by which name, how much, how often; and what a browser may do with it."""

from __future__ import annotations

import hmac
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.serving.settings import LOOPBACK, Settings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
COOKIE = "dateline-token"
METHODS = frozenset({"GET", "HEAD"})
JUDGING = "/judge/"
"""Where forms are sent to, with `--review` alone."""
LONGEST_FORM, LONGEST_IMPORT = 64_000, 16_000_000
LONGEST_ADDRESS = 4_000
_VISITORS = 10_000


class Gate:
    """Lets a request through, or answers it with the reason why not; sends the headers with every answer."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Stands before `app`."""
        self._app, self._settings = app, settings
        self._names = LOOPBACK | {name.lower() for name in (settings.host, *settings.names)}
        self._rate = Rate(settings.rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS:
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "private, no-cache")
            await send(message)

        refusal = self._refuse(scope)
        await (self._app if refusal is None else refusal)(scope, receive, sending)

    def _refuse(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        checks: tuple[Callable[[Scope, Headers], Response | None], ...] = (
            self._wrong_name,
            self._wrong_method,
            self._too_large,
            self._unknown,
            self._too_often,
        )
        return next((found for check in checks if (found := check(scope, headers)) is not None), None)

    def _wrong_name(self, _: Scope, headers: Headers) -> Response | None:
        """A page elsewhere whose name was pointed at this machine (DNS rebinding) asks by its own name."""
        if host_of(headers.get("host", "")) in self._names:
            return None
        return PlainTextResponse("This server is not asked by that name: --name adds one.\n", 421)

    def _writes(self, scope: Scope) -> bool:
        """Whether a request is a form, and forms are taken."""
        return self._settings.review and scope["method"] == "POST" and scope["path"].startswith(JUDGING)

    def _wrong_method(self, scope: Scope, _: Headers) -> Response | None:
        if scope["method"] in METHODS or self._writes(scope):
            return None
        return PlainTextResponse("This server only shows: GET and HEAD.\n", 405, {"allow": "GET, HEAD"})

    def _too_large(self, scope: Scope, headers: Headers) -> Response | None:
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
            return PlainTextResponse(f"The address is longer than {LONGEST_ADDRESS} characters.\n", 414)
        length = headers.get("content-length", "0")
        if not self._writes(scope):
            if length != "0" or "transfer-encoding" in headers:
                return PlainTextResponse("A page is asked for without a body.\n", 413)
            return None
        most = LONGEST_IMPORT if scope["path"] == f"{JUDGING}import" else LONGEST_FORM
        if "transfer-encoding" in headers or not length.isdecimal() or int(length) > most:
            return PlainTextResponse(f"A form is sent whole, and has at most {most} bytes.\n", 413)
        return None

    def _unknown(self, scope: Scope, headers: Headers) -> Response | None:
        wanted = self._settings.token
        if not wanted or _is(wanted, headers.get("authorization", "").removeprefix("Bearer ")):
            return None
        if _is(wanted, _cookie(headers.get("cookie", ""))):
            return None
        asked = parse_qsl(scope["query_string"].decode("latin-1"))
        if any(name == "token" and _is(wanted, value) for name, value in asked):
            return _remember(scope, wanted, [pair for pair in asked if pair[0] != "token"])
        words = "This record is shown to those who have its token: open the address with ?token=... once.\n"
        return PlainTextResponse(words, 401, {"www-authenticate": "Bearer"})

    def _too_often(self, scope: Scope, _: Headers) -> Response | None:
        visitor = (scope.get("client") or ("",))[0]
        wait = self._rate.wait(visitor)
        if not wait:
            return None
        return PlainTextResponse(
            "Too many pages at once: wait a little.\n", 429, {"retry-after": str(max(1, round(wait)))}
        )


class Rate:
    """How many pages a visitor may ask for: `rate` a second, five times that at once."""

    def __init__(self, rate: float) -> None:
        """0: no limit."""
        self._rate, self._most = rate, max(rate * 5, 1.0)
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, visitor: str, now: float | None = None) -> float:
        """Seconds that a visitor has to wait; 0 where the page is allowed, which is then counted."""
        if not self._rate:
            return 0.0
        now = time.monotonic() if now is None else now
        with self._lock:
            left, then = self._left.pop(visitor, (self._most, now))
            left = min(self._most, left + (now - then) * self._rate)
            allowed = left >= 1
            self._left[visitor] = (left - 1 if allowed else left, now)
            while len(self._left) > _VISITORS:
                self._left.popitem(last=False)
            return 0.0 if allowed else (1 - left) / self._rate


def host_of(header: str) -> str:
    """The name in a Host header, without its port."""
    name = header.strip().lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.partition(":")[0]


def _is(wanted: str, given: str) -> bool:
    return hmac.compare_digest(wanted.encode(), given.encode("utf-8", "replace"))


def _cookie(header: str) -> str:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _remember(scope: Scope, token: str, rest: list[tuple[str, str]]) -> Response:
    """Keeps the token in the browser and takes it out of the address, where it would stay in histories."""
    path = f"/{scope['path'].lstrip('/')}"
    response = RedirectResponse(f"{path}?{urlencode(rest)}" if rest else path, 303)
    response.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=scope.get("scheme") == "https")
    return response

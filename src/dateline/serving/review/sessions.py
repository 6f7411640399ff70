"""Who judges in this browser, and whether a form that comes in is one that this server gave it.

A session is a random cookie; its token, a keyed hash of the session, stands in every form. Another site can neither
read the token nor send the cookie (SameSite=Strict), and says where it is in `Origin` and `Sec-Fetch-Site`.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import threading
from collections import OrderedDict
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import DatelineError

COOKIE = "dateline-review"
LONGEST_NAME = 80
_SESSION = re.compile(r"[A-Za-z0-9_-]{32,64}")
_MOST = 10_000


class Forged(DatelineError):
    """A form that did not come from a page of this server, or not from this session."""


class Sessions:
    """The names of those who judge, by session; they are forgotten with the process."""

    def __init__(self, by: str) -> None:
        """`by`: who judges in every session; "" where each visitor says it."""
        self.fixed = by.strip()
        self._key = secrets.token_bytes(32)
        self._names: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, request: Request) -> str:
        """The session of a request; a new one where it has none."""
        given = request.cookies.get(COOKIE, "")
        return given if _SESSION.fullmatch(given) else secrets.token_urlsafe(32)

    def token(self, session: str) -> str:
        """What stands in the forms of a session."""
        return hmac.new(self._key, session.encode(), hashlib.sha256).hexdigest()

    def who(self, session: str) -> str:
        """Who judges in a session, "" where nobody has said so."""
        if self.fixed:
            return self.fixed
        with self._lock:
            return self._names.get(session, "")

    def name(self, session: str, name: str) -> None:
        """Says who judges in a session from now on."""
        with self._lock:
            self._names[session] = " ".join(name.split())[:LONGEST_NAME]
            while len(self._names) > _MOST:
                self._names.popitem(last=False)

    def check(self, request: Request, session: str, token: str) -> None:
        """Raises Forged where a form is not one of this session's, or came from elsewhere."""
        if not same_site(request):
            raise Forged("this form was sent from another site: nothing was written. Open the page here and send it.")
        if not hmac.compare_digest(self.token(session).encode(), token.encode("utf-8", "replace")):
            raise Forged(
                "this form is not of this session: nothing was written. The server may have been started anew: open "
                "the page again and send it."
            )

    def remember(self, request: Request, response: Response, session: str) -> None:
        """Gives the session to the browser, where it does not have it."""
        if request.cookies.get(COOKIE) != session:
            secure = request.url.scheme == "https"
            response.set_cookie(COOKIE, session, httponly=True, samesite="strict", secure=secure, path="/")


def same_site(request: Request) -> bool:
    """Whether the browser says that a page of this server sent it; a request that says neither is refused."""
    origin, fetched = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if origin is None and fetched is None:
        return False
    if fetched not in (None, "same-origin"):
        return False
    return origin is None or urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()

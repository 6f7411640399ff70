"""What is new, sent to one address as JSON and signed, so that the receiver knows that it was us and when."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from dateline.serving.news import News
from dateline.watching.addresses import Forbidden
from dateline.watching.fetching import Fetcher, NoAnswer
from dateline.watching.state import State

SIGNATURE, TIME = "Dateline-Signature", "Dateline-Time"


def sign(secret: str, moment: str, body: bytes) -> str:
    """The signature of a body sent at a moment (seconds as text): "sha256=" and HMAC-SHA256 of "moment.body" in
    hexadecimal digits. The moment is signed too, so that what is sent again later by somebody else can be told."""
    return "sha256=" + hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Webhook:
    """Who is told, and the secret that both know ("" for none)."""

    address: str
    secret: str
    fetcher: Fetcher

    def tell(self, news: Sequence[News], record: str, state: State, now: float) -> str:
        """Sends what was not sent before; what the receiver did not take is sent again the next time. Gives what went
        wrong in words, or ""."""
        new = [one for one in news if not state.told(one.id)]
        if not new:
            return ""
        body = msgspec.json.encode({"record": record, "news": new})
        moment = str(int(now))
        headers = {"Content-Type": "application/json", TIME: moment}
        if self.secret:
            headers[SIGNATURE] = sign(self.secret, moment, body)
        try:
            answer = self.fetcher.post(self.address, body, headers)
        except (Forbidden, NoAnswer) as error:
            return f"the webhook was not told: {error}"
        if not 200 <= answer.status < 300:
            return f"the webhook was not told: the server answers {answer.status}"
        for one in new:
            state.tell(one.id)
        return ""

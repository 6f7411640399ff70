"""Newsletters: one e-mail message (RFC 5322) in, one page out, with its headers as what is known of it."""

from __future__ import annotations

import re
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime

from dateline.model import Page, Skipped
from dateline.reading.containers.decoding import decode
from dateline.reading.containers.skipped_records import plain_reason, skip_record
from dateline.reading.lines import is_hard_wrapped

_LONGEST_HEADER = 4_000
_MOST_PARTS = 1_000
_FORWARDED = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg|tr)\s*:)+\s*", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n?")


def mail_page(content: bytes, origin: str) -> Page | Skipped:
    """The page of one message: its HTML part or, failing that, its text part.

    Subject, sender's name and Date become the given title, outlet and date; the day on which the last server received
    it is the day of fetching, so that a Date header that lies ahead of it is refuted. Never raises.
    """
    try:
        message = message_from_bytes(content, policy=compat32)
        saved = _is_saved_page(message)
        part = _body(message)
    except (MessageError, RecursionError, ValueError, LookupError) as error:
        return skip_record(origin, "mail cannot be taken apart", plain_reason(error)[:200])
    given_id = _words(message, "Message-ID").strip("<>") or None
    if part is None:
        return skip_record(origin, "no text in the mail", message.get_content_type(), None, given_id)
    payload = part.get_payload(decode=True)
    body = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    media = part.get_content_type()
    if media == "text/plain":
        body, charset = _unwrap(decode(body, charset).text, part).encode("utf-8", "surrogatepass"), "utf-8"
    if saved:
        return _saved_page(message, part, body, media, charset, origin)
    name, address = parseaddr(_words(message, "From"))
    return Page(
        body,
        media=media,
        charset=charset,
        address=_words(message, "Archived-At").strip("<> ") or None,
        fetched=_iso(_words(message, "Received").rpartition(";")[2]),
        given_id=given_id,
        given_title=_FORWARDED.sub("", _words(message, "Subject")) or None,
        given_outlet=name or address or None,
        given_published=_iso(_words(message, "Date")) or _words(message, "Date") or None,
        origin=origin,
    )


def _is_saved_page(message: Message) -> bool:
    """Whether a message is a web page that a browser saved with its pictures (MHTML): nobody sent it to anybody."""
    browser = str(message.get("From", "")).strip("<> ").lower().startswith(("saved by", "webkit", "windows internet"))
    return message.get("Snapshot-Content-Location") is not None or (
        message.get_content_type() == "multipart/related" and (browser or message.get("To") is None)
    )


def _saved_page(
    message: Message, part: Message, body: bytes, media: str, charset: str | None, origin: str
) -> Page | Skipped:
    """The page that a browser saved: its own address and title; the day on which it was saved is that of fetching. Who
    printed it and when, the page says.
    """
    sources = (message.get("Snapshot-Content-Location"), part.get("Content-Location"), message.get("Content-Location"))
    address = next((str(one).strip("<> ") for one in sources if one and "://" in str(one)), None)
    return Page(
        body,
        media=media,
        charset=charset,
        address=address if address and address.startswith("http") else None,
        fetched=_iso(_words(message, "Date")),
        origin=origin,
    )


def _body(message: Message) -> Message | None:
    """The first HTML part or, failing that, the first text part that is no attachment."""
    found: dict[str, Message] = {}
    for number, part in enumerate(message.walk()):
        if number >= _MOST_PARTS:
            break
        if not part.is_multipart() and part.get_content_disposition() != "attachment":
            found.setdefault(part.get_content_type(), part)
    for kind in ("text/html", "text/plain"):
        part_found = found.get(kind)
        if part_found is not None and str(part_found.get_payload()).strip():
            return part_found
    return None


def _words(message: Message, name: str) -> str:
    """A header in plain words; the first of its name. Encoded words (RFC 2047) that cannot be decoded stay as sent."""
    sent = str(message.get(name, ""))[:_LONGEST_HEADER]
    pieces = []
    try:
        for piece, charset in decode_header(sent):
            pieces.append(decode(piece, charset).text if isinstance(piece, bytes) else piece)
    except (MessageError, ValueError):
        return " ".join(sent.split())
    return " ".join("".join(pieces).split())


def _iso(sent: str) -> str | None:
    try:
        when: datetime = parsedate_to_datetime(sent.strip())
        return when.isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _unwrap(text: str, part: Message) -> str:
    """The text with a line a paragraph: flowed lines (RFC 3676) and lines broken at a column are joined again."""
    text = _LINE_END.sub("\n", text)
    if str(part.get_param("format", "")).lower() == "flowed":
        return re.sub(r"(?<!^--) \n(?=\S)", " ", text, flags=re.MULTILINE)
    if not is_hard_wrapped(text):
        return text
    return "\n\n".join(" ".join(block.split("\n")) for block in re.split(r"\n[ \t]*\n\s*", text))

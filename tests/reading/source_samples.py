"""Feeds, messages and archives written for the tests: invented outlets, public facts."""

from __future__ import annotations

import hashlib
from base64 import b32encode

from .reading_samples import PARAGRAPHS

BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
STORY = "\n".join(PARAGRAPHS)

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Ledger</title><link>https://harbour-ledger.example/</link>
<item><title>Tallinn votes for coastal radar</title><link>https://harbour-ledger.example/radar</link>
<guid isPermaLink="false">hl-17</guid><dc:creator>Harbour Ledger staff</dc:creator>
<pubDate>Tue, 14 May 2024 10:00:00 +0300</pubDate><description>The parliament voted.</description>
<content:encoded><![CDATA[{BODY}]]></content:encoded></item>
<item><title>Ferry delayed</title><link>https://harbour-ledger.example/ferry</link>
<description>Ice in the sound kept the ferry in port on Monday.</description></item>
<item><title>Snow closes roads</title><link>https://harbour-ledger.example/snow</link>
<content:encoded><![CDATA[{BODY}<p>Continue reading Snow closes roads</p>]]></content:encoded></item>
<item><title>Only a picture</title></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Ledger</title>
<entry><id>urn:hl:17</id><title>Tallinn votes for coastal radar</title>
<link rel="alternate" href="https://harbour-ledger.example/radar"/>
<updated>2024-05-14T12:30:00Z</updated><published>2024-05-14T07:00:00Z</published>
<author><name>Harbour Ledger staff</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}</div></content></entry></feed>"""

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]><rss><channel><item><title>&l9;</title><description>&l9;</description></item></channel></rss>"
)
FILE_ENTITY = RSS.replace("<rss ", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss ', 1)

MAIL_HEAD = (
    "Received: from mx.example by in.example; Tue, 14 May 2024 10:05:00 +0300\r\n"
    "Date: Tue, 14 May 2024 10:00:00 +0300\r\n"
    "From: =?utf-8?q?Harbour_Ledger_=E2=80=93_Morning?= <news@harbour-ledger.example>\r\n"
    "To: reader@example.org\r\nSubject: Fwd: =?iso-8859-1?q?Tallinn_votes_for_radar=2C_caf=E9s_wait?=\r\n"
    "Message-ID: <17@harbour-ledger.example>\r\nMIME-Version: 1.0\r\n"
)
MAIL = (
    MAIL_HEAD
    + 'Content-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n'
    + "Open this message in a browser.\r\n--b\r\nContent-Type: text/html; charset=iso-8859-1\r\n"
    + "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    + f"<html><body>{BODY}<p>The caf=E9s on the square stayed open.</p></body></html>\r\n--b--\r\n"
)


def warc_record(
    body: bytes, *, digest: str | None = None, status: str = "200 OK", kind: str = "response", more: str = ""
) -> bytes:
    """One record; `more`: HTTP headers besides the content type. Conversion records carry `body` alone."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{more}\r\n".encode()
    block = body if kind == "conversion" else http + body
    media = "text/plain" if kind == "conversion" else "application/http; msgtype=response"
    sha1 = digest or "sha1:" + b32encode(hashlib.sha1(block).digest()).decode()
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"WARC-Date: 2024-05-15T08:00:00Z\r\nWARC-Target-URI: https://harbour-ledger.example/radar\r\n"
        f"WARC-Block-Digest: {sha1}\r\nContent-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def arc_record(body: bytes, length: int | None = None) -> bytes:
    """One record of an ARC archive; `length`: what it says instead of its true length."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    said = len(block) if length is None else length
    return b"https://harbour-ledger.example/radar 192.0.2.1 20240515080000 text/html %d\n%b\n" % (said, block)


ARC_HEAD = b"filedesc://test.arc 0.0.0.0 20240515080000 text/plain 12\n1 0 Test\nURL\n"

"""Hostile inputs, made anew each time: 200 files and folders that a crawl could hold, each with a name."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dateline.reading.containers.ways import PAGE_LIMIT

SENTENCE = "The ministers of Norway and Finland met in Oslo on Monday, their spokesman said."
"""What stands before many of them, so that the page looks like a story."""
_STORY = (
    "The foreign minister of {0} met her colleague from Latvia in Riga on Monday. They spoke about trade and about the "
    "border, her spokesman said. {0} will send a delegation to Vilnius in May, the ministry said on Tuesday."
)
NORMAL = ("Norway", "Sweden", "Finland")
"""Countries of the normal pages that lie beside hogs."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """One input. `write` puts it below a folder under its name. `holds_pages`: at least one page or skip comes of it
    (else the walk may rightly leave it alone).
    """

    name: str
    write: Callable[[Path], None]
    holds_pages: bool = True


def write_normal(folder: Path) -> None:
    """The pages that must be read whatever lies beside them: their names put them first, amid and last."""
    for place, country in zip(("0", "m", "z"), NORMAL, strict=True):
        (folder / f"{place}-normal-{country.lower()}.txt").write_text(_STORY.format(country), encoding="utf-8")


def hostile_inputs(size: int = 40_000) -> tuple[Hostile, ...]:
    """All of them, in the order of their names. `size`: about how many characters the larger ones have."""
    made = (
        *_words(size),
        *_characters(size),
        *_markup(size),
        *_encodings(size),
        *_packed(size),
        *_records(size),
        *_places(),
    )
    return tuple(sorted(made, key=lambda one: one.name))


def _file(name: str, content: bytes) -> Hostile:
    return Hostile(name, lambda folder: _put(folder / name, content))


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _times(piece: str, size: int) -> str:
    return piece * max(1, size // len(piece))


# ------------------------------------------------------------------ words

_PIECES = {
    "said": "said, ",
    "genitive": "a's ",
    "quotes": '"',
    "open-quotes": "“He said ",
    "nested-quotes": "“‘",
    "apostrophes": "'",
    "brackets": "(",
    "brackets-closed": "(a) ",
    "square": "[[",
    "dates": "Monday 3 May 2024, ",
    "weekdays": "on Monday on Tuesday ",
    "numbers": "1,000,000 ",
    "years": "2023 2024 ",
    "names": "Norway Finland ",
    "places": "Paris, London, ",
    "and": "and ",
    "that": "said that he said that ",
    "who": "who met who ",
    "of": "the minister of the minister of ",
    "commas": ",",
    "stops": ". ",
    "ellipses": "… ",
    "dashes": " – ",
    "colons": "said: ",
    "not": "not not ",
    "did": "did not deny that ",
    "capitals": "A. B. ",
    "hyphens": "a-",
    "slashes": "a/",
    "addresses": "https://example.org/a ",
    "mails": "a@b.example ",
    "percent": "5% of ",
    "killed": "killed 5 and wounded 7, ",
    "met": "met with ",
    "one-letter": "a ",
    "initials": "U.S. ",
    "paragraphs": SENTENCE + "\n\n",
    "sentences": SENTENCE + " ",
    "headlines": "Norway: ",
    "he": "he told her he told him ",
}


def _words(size: int) -> Iterator[Hostile]:
    for name, piece in _PIECES.items():
        yield _file(f"words-{name}.txt", (SENTENCE + "\n\n" + _times(piece, size)).encode())
        yield _file(f"words-{name}.html", f"<html><body><p>{SENTENCE}</p><p>{_times(piece, size)}</p>".encode())
    yield _file("words-one-long.txt", (SENTENCE + " " + "a" * size).encode())
    yield _file("words-one-line.txt", (_times(SENTENCE + " ", 3 * size)).encode())
    yield _file("words-lines.txt", (SENTENCE + "\n" + "a\n" * size).encode())
    yield _file("words-newlines.txt", (SENTENCE + "\n" * size + SENTENCE).encode())
    yield _file("words-blanks.txt", (SENTENCE + " " * size + SENTENCE).encode())


# ------------------------------------------------------------------ characters

_MARKS = {
    "acute": "\u0301",
    "enclosing": "\u20dd",
    "hebrew": "\u05b0",
    "zero-width": "\u200b",
    "joiner": "\u200d",
    "selector": "\ufe0f",
    "right-to-left": "\u202e",
    "isolate": "\u2067",
    "soft-hyphen": "\u00ad",
    "tag": "\U000e0061",
    "private": "\ue000",
    "replacement": "\ufffd",
    "no-break": "\u00a0",
    "ideographic": "\u6c34",
    "flags": "\U0001f1f3\U0001f1f4",
    "family": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "ligature": "\ufdfa",
    "byte-order": "\ufeff",
    "line-separator": "\u2028",
    "jamo": "\u1100\u1161\u11a8",
}


def _characters(size: int) -> Iterator[Hostile]:
    for name, mark in _MARKS.items():
        yield _file(f"characters-{name}.txt", f"{SENTENCE} a{_times(mark, size)} {SENTENCE}".encode())
        yield _file(f"characters-{name}.html", f"<p>{SENTENCE} a{_times(mark, size // 4)}</p><p>{SENTENCE}".encode())
    for number in (0, 1, 7, 8, 27, 127, 133):
        yield _file(f"characters-control-{number}.txt", (SENTENCE + chr(number) * 500 + SENTENCE).encode())


# ------------------------------------------------------------------ markup


def _markup(size: int) -> Iterator[Hostile]:
    head = "<html><head><title>Meeting</title></head><body><article>"
    end = f"<p>{SENTENCE}</p></article></body></html>"
    inside = {
        "deep-div": "<div>" * (size // 10),
        "deep-b": "<b>" * (size // 10),
        "deep-table": "<table><tr><td>" * (size // 50),
        "deep-quote": "<blockquote>" * (size // 20),
        "deep-list": "<ul><li>" * (size // 20),
        "deep-svg": "<svg><g>" * (size // 20),
        "attribute": f'<p title="{"a" * size}">x</p>',
        "attributes": "<p " + " ".join(f"a{n}=1" for n in range(size // 10)) + ">x</p>",
        "class": f'<p class="{"a " * (size // 2)}">x</p>',
        "style": f'<p style="{"display:block;" * (size // 14)}">x</p>',
        "sheet": f"<style>{'.a{display:none}' * (size // 16)}</style>",
        "script": f"<script>{'var a=1;' * (size // 8)}",
        "comment": "<!--" + "-" * size,
        "comments": "<!-- a -->" * (size // 10),
        "entities": "&amp;" * size,
        "numbers": "&#97;" * size,
        "entity-endless": "&" + "a" * size,
        "cdata": "<![CDATA[" * (size // 9),
        "open": "<" * size,
        "unclosed": "<p" * size,
        "links": '<a href="/a">a</a>' * (size // 18),
        "paragraphs": f"<p>{SENTENCE}</p>" * (size // 90),
        "json-ld": f'<script type="application/ld+json">{"[" * size}</script>',
        "json-ld-text": '<script type="application/ld+json">{"headline": "' + "a" * size + '"}</script>',
        "meta": '<meta property="article:published_time" content="2024-05-03">' * (size // 60),
        "time": '<time datetime="2024-05-03">3 May</time>' * (size // 40),
        "title": f"<title>{'a ' * (size // 2)}</title>",
        "frames": '<iframe srcdoc="<p>a</p>"></iframe>' * (size // 35),
        "forms": "<form><input><select><option>" * (size // 30),
        "hidden": f"<div hidden>{'<p>a</p>' * (size // 8)}</div>",
        "base": '<base href="file:///etc/passwd">',
        "refresh": '<meta http-equiv="refresh" content="0;url=file:///etc/passwd">',
    }
    for name, part in inside.items():
        yield _file(f"markup-{name}.html", (head + part + end).encode())
    yield _file("markup-doctype.html", b"<!DOCTYPE html" + b" a" * size + b">" + SENTENCE.encode())
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "ha">{laughs}]>'
    yield _file("markup-laughs.html", f"{bomb}<html><body><p>&a11; {SENTENCE}</p></body></html>".encode())
    yield _file("feed-laughs.rss", f"{bomb}<rss><channel><item><title>&a11;</title></item></channel></rss>".encode())
    outside = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield _file("feed-outside.rss", f"{outside}<rss><channel><item><title>&x;</title></item></channel></rss>".encode())


# ------------------------------------------------------------------ encodings


def _encodings(size: int) -> Iterator[Hostile]:
    text = SENTENCE + " Zoë Ångström – “now”. "
    for name in ("utf-16", "utf-16-be", "utf-32", "utf-7", "cp037", "iso2022_jp", "cp1252"):
        yield _file(f"encoding-{name}.txt", text.encode(name, "replace") * 20)
        lie = f'<meta charset="{name}"><p>{SENTENCE}</p>'
        yield _file(f"encoding-lie-{name}.html", lie.encode())
    yield _file("encoding-surrogates.txt", SENTENCE.encode() + b"\xed\xa0\xbd" * 500)
    yield _file("encoding-overlong.txt", SENTENCE.encode() + b"\xc0\xaf" * 500)
    yield _file("encoding-cut.txt", (SENTENCE + "é").encode()[:-1])
    yield _file("encoding-mixed.txt", (text * 50).encode() + (text * 50).encode("cp1252", "replace"))
    yield _file("encoding-mojibake.txt", (text * 50).encode().decode("latin-1").encode())
    yield _file("bytes-none.txt", b"")
    yield _file("bytes-nul.txt", bytes(size))
    yield _file("bytes-nul-amid.txt", SENTENCE.encode().replace(b" ", b" \0"))
    yield _file("bytes-high.txt", bytes(range(128, 256)) * (size // 128))
    yield _file("bytes-as-page.html", bytes((n * 73 + n // 256) % 256 for n in range(size)))
    yield _file("bytes-unknown-charset.html", b'<meta charset="no-such-thing">' + SENTENCE.encode())


# ------------------------------------------------------------------ packed


def _packed(size: int) -> Iterator[Hostile]:
    for name, content in bombs(2 * PAGE_LIMIT if size >= 10_000 else size * 1000):
        yield _file(f"packed-{name}", content)
    whole = b"<p>The ministers met in Oslo.</p>" * (size * 2)
    yield _file("packed-long.html.gz", gzip.compress(whole[: PAGE_LIMIT // 8]))
    story = SENTENCE.encode() * 20
    yield _file("packed-cut.txt.gz", gzip.compress(story)[:-12])
    yield _file("packed-lie.txt.gz", b"\x1f\x8b" + story)
    yield _file("packed-lie.xz", b"\xfd7zXZ\x00" + story)
    yield _file("packed-lie.zst", b"\x28\xb5\x2f\xfd" + story)
    yield _file("packed-lie.zip", b"PK\x03\x04" + story)
    yield _file("packed-lie.parquet", b"PAR1" + story + b"PAR1")
    yield _file("packed-lie.pdf", b"%PDF-1.7\n" + story)
    yield _file("packed-names.zip", _zip({"../../out.txt": story, "/etc/out.txt": story, "a/../../b.txt": story}))
    yield _file("packed-many.zip", _zip({f"{n}.txt": b"a" for n in range(size // 40)}))
    other = SENTENCE.encode() * 21  # the same page twice would be told once
    yield _file("packed-twice.zip", _zip({"a.zip": _zip({"a.txt.gz": gzip.compress(other)})}))


def bombs(unpacked: int) -> Iterator[tuple[str, bytes]]:
    """Little files that unpack to about so many bytes of one page, one for each packing: name and content. They are
    made of one packed piece, repeated: making them takes little time and memory.
    """
    piece = (b"<p>The ministers met in Oslo.</p>" * 32_000)[: min(unpacked, 1 << 20)]
    times = max(1, unpacked // len(piece))
    many = gzip.compress(piece) * times
    yield "bomb.html.gz", many
    yield "bomb.html.bz2", bz2.compress(piece) * times
    yield "bomb.html.xz", lzma.compress(piece) * times
    yield "bomb-twice.html.gz", gzip.compress(many)
    yield "bomb.zip", _zip({"a.html.gz": many})
    for name, method in (("bzip2", zipfile.ZIP_BZIP2), ("lzma", zipfile.ZIP_LZMA)):
        yield f"bomb-{name}.zip", _zip({"a.html": b"<p>" + bytes(unpacked)}, method)
    yield "bomb-nested.zip", _zip({"a.zip": _zip({"b.zip": _zip({"c.html.gz": many})})})
    values = unpacked // 32
    yield "bomb-values.json.gz", gzip.compress(b'[{"text":"The ministers met in Oslo."}' + b",[]" * values + b"]", 1)
    yield "bomb-tags.rss.gz", gzip.compress(b"<rss><channel><item>" + b"<a/>" * values, 1)
    engine = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = engine.compress(piece) + engine.flush(zlib.Z_FULL_FLUSH)
    stream = head + (engine.compress(piece) + engine.flush(zlib.Z_FULL_FLUSH)) * times  # no end: as good as whole
    yield "bomb.warc", warc_record(stream, "Content-Encoding: gzip\r\n")
    yield "bomb.warc.gz", gzip.compress(warc_record(stream, "Content-Encoding: gzip\r\n"))
    with suppress(ImportError):  # an extra of the package
        import pyarrow

        yield "bomb.html.zst", pyarrow.compress(piece, codec="zstd", asbytes=True) * times
        whole = pyarrow.compress(piece * min(times, 100), codec="brotli", asbytes=True)
        yield "bomb-br.warc", warc_record(whole, "Content-Encoding: br\r\n")


def _zip(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


# ------------------------------------------------------------------ archives, lines, feeds, mail


def warc_record(body: bytes, headers: str = "", length: int | None = None) -> bytes:
    """One response in a WARC archive; `length` where its header lies."""
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        "WARC-Target-URI: https://harbour-ledger.example/a\r\nWARC-Date: 2024-05-03T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block) if length is None else length}"
        "\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def _page(name: str) -> bytes:
    return f"<html><head><title>Meeting, {name}</title></head><body><p>{SENTENCE * 3}</p></body></html>".encode()


def _records(size: int) -> Iterator[Hostile]:
    for name, length in (("huge", 10**12), ("negative", -5), ("short", 20), ("long", 900)):
        true, lie = warc_record(_page(name)), warc_record(_page(f"{name} lie"), length=length)
        yield _file(f"archive-length-{name}.warc", true + lie + warc_record(_page(f"{name} end")))
    chunked = warc_record(b"ffffffff\r\n" + _page("chunks"), "Transfer-Encoding: chunked\r\n")
    yield _file("archive-chunks.warc", chunked)
    coded = warc_record(_page("codings"), "Content-Encoding: gzip, br, deflate, gzip\r\n")
    yield _file("archive-codings.warc", coded)
    yield _file("archive-headers.warc", warc_record(_page("headers"), "X-A: b\r\n" * (size // 8)))
    of_lines = {
        "deep": "[" * size,
        "long": json.dumps({"text": SENTENCE + "a " * size}),
        "types": '{"text": 5}\n{"text": null}\n{"text": {}}\n[]\n5',
        "surrogate": f'{{"text": "{SENTENCE} \\ud83d"}}',
        "nul": f'{{"text": "{SENTENCE} \\u0000"}}',
        "number": f'{{"text": "{SENTENCE}", "id": {"9" * 5000}}}',
        "path-absolute": '{"html_path": "/etc/passwd"}',
        "path-above": '{"html_path": "../../../etc/passwd"}',
        "path-itself": '{"html_path": "lines-path-itself.jsonl"}',
        "path-nul": '{"html_path": "a\\u0000b"}',
        "path-folder": '{"html_path": "."}',
    }
    for name, lines in of_lines.items():
        last = json.dumps({"text": SENTENCE * 3, "title": f"Ministers meet, {name}"})
        yield _file(f"lines-{name}.jsonl", f"{lines}\n{last}".encode())
    yield _file("table-quotes.csv", b'text,title\n"' + SENTENCE.encode() + b'" ""' * (size // 4))
    yield _file("table-columns.csv", b"text" + b",a" * (size // 2) + b"\n" + SENTENCE.encode())
    item = f"<item><title>Meeting</title><link>#</link><description>{SENTENCE}</description></item>"
    yield _file("feed-deep.rss", ("<rss><channel>" + "<item>" * (size // 10) + item).encode())
    yield _file("feed-many.rss", ("<rss><channel>" + item * (size // 1500) + "</channel></rss>").encode())
    yield _file("feed-cycle.rss", f'<rss><channel><xi:include href="feed-cycle.rss"/>{item}</channel></rss>'.encode())
    story = SENTENCE.encode()
    yield _file("mail-deep.eml", _mail(1000, SENTENCE))
    yield _file("mail-headers.eml", b"From: a@b.example\r\n" + b"X-A: b\r\n" * (size // 8) + b"\r\n" + story)
    yield _file("mail-header.eml", b"From: a@b.example\r\nSubject: " + b"a" * size + b"\r\n\r\n" + SENTENCE.encode())
    lie = b"From: a@b.example\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%" + SENTENCE.encode()
    yield _file("mail-lie.eml", lie)


def _mail(depth: int, text: str) -> bytes:
    lines = ["From: a@b.example", "MIME-Version: 1.0"]
    for n in range(depth):
        lines += [f'Content-Type: multipart/mixed; boundary="b{n}"', "", f"--b{n}"]
    return "\r\n".join([*lines, "Content-Type: text/plain", "", text]).encode()


# ------------------------------------------------------------------ places


def _places() -> Iterator[Hostile]:
    yield Hostile("place-pipe.txt", lambda folder: os.mkfifo(folder / "place-pipe.txt"))
    yield Hostile("place-circle", _circle)
    yield Hostile("place-link.txt", lambda folder: (folder / "place-link.txt").symlink_to("nothing-there"))
    yield Hostile("place-itself.txt", lambda folder: (folder / "place-itself.txt").symlink_to("place-itself.txt"))
    yield Hostile("place-device.txt", lambda folder: (folder / "place-device.txt").symlink_to("/dev/zero"))
    yield Hostile("place-bytes", lambda folder: _put_bytes(folder, b"place-\xff\xfe.txt"))
    yield Hostile("place-bytes-cut.gz", lambda folder: _put_bytes(folder, b"place-\xff-cut.txt.gz"))
    yield Hostile("place-newline", lambda folder: _put(folder / "place-\n\x1b[31m.txt", SENTENCE.encode()))
    yield Hostile("place-long", lambda folder: _put(folder / ("place-" + "a" * 240 + ".txt"), SENTENCE.encode()))
    yield Hostile("place-deep", _deep)
    yield Hostile("place-hidden", lambda folder: _put(folder / ".place-hidden.txt", b"a"), holds_pages=False)


def _put_bytes(folder: Path, name: bytes) -> None:
    content = SENTENCE.encode() * 5
    content = gzip.compress(content)[:-9] if name.endswith(b".gz") else content
    with open(os.fsencode(folder) + b"/" + name, "wb") as out:  # noqa: PTH123 - no Path has such a name
        out.write(content)


def _circle(folder: Path) -> None:
    (folder / "place-circle").mkdir()
    (folder / "place-circle" / "again").symlink_to("..", target_is_directory=True)


def _deep(folder: Path) -> None:
    inner = folder.joinpath(*["place-deep"] * 60)
    inner.mkdir(parents=True)
    _put(inner / "a.txt", SENTENCE.encode() * 3)

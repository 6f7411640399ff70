"""Bytes to text: the declared encoding if it fits, then detection (charset detection); every repair is noted."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_MOJIBAKE_SIGNS = ("â€", "Ã", "Â", "Ð")
_MOJIBAKE = re.compile("â€|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]|Ð[\u0080-\u00bf]")
# One for one, so that offsets stay those of the page: C0 and C1 controls, exotic spaces.
_ONE_FOR_ONE = {
    **dict.fromkeys([*range(0x0A), 0x0E, 0x0F, *range(0x10, 0x20), *range(0x7F, 0xA0)], " "),
    **dict.fromkeys([0x0B, 0x0C, 0x85, 0x2028, 0x2029], "\n"),
    **dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "),
}
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_C0 = bytes((*range(0x09), *range(0x0E, 0x20), 0x7F))
_C1 = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")
_ODD = re.compile("[" + "".join(map(re.escape, map(chr, _ONE_FOR_ONE))) + "]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "euc-kr": "cp949", "shift-jis": "cp932", "tis-620": "cp874"}
_DETECTION_SAMPLE = 65_536


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page, the encoding that gave it, and what was repaired on the way, in words."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(content: bytes, charset: str | None = None, *, markup: bool = False) -> Decoded:
    """Text of `content`. Order of trust: byte order mark, `charset` if every byte fits, the page's own `<meta
    charset>` (only where `markup`), UTF-8 if every byte fits, detection. Never raises.
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return _with_notes(content[len(mark) :].decode(name, "replace"), name)
    for name in _declared_encodings(content, charset, markup):
        if _is_refuted(name, content):
            continue
        try:
            return _with_notes(content.decode(name), name)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    try:
        return _with_notes(content.decode("utf-8", "surrogatepass"), "utf-8")  # JSON lines can carry lone surrogates
    except UnicodeDecodeError:
        pass
    return _detect(content, charset)


def _is_refuted(name: str, content: bytes) -> bool:
    """Whether an encoding in which "a" is not the byte "a" (UTF-16, EBCDIC) is declared for bytes that are plain UTF-8:
    any bytes fit such an encoding, and few of its texts are UTF-8 by chance.
    """
    try:
        if b"abc".decode(name) == "abc":
            return False
        content.decode("utf-8")
    except (UnicodeError, LookupError, ValueError):
        return False
    return b"\x00" not in content


def _declared_encodings(content: bytes, charset: str | None, markup: bool) -> list[str]:
    names = ["utf-8"]
    if markup and (found := _META_CHARSET.search(content[:4096])):
        names.insert(0, found[1].decode("ascii"))
    if charset:
        names.insert(0, charset)
    names = [_WIDER.get(name.lower().replace("_", "-"), name) for name in names]
    if names[0].lower().replace("_", "-") in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"):
        names[0] = "cp1252"  # what browsers do: pages that declare Latin-1 are Windows-1252 pages
        names.insert(0, "utf-8")  # and many that declare it are UTF-8, which no other text fits by chance
    return names


def _detect(content: bytes, charset: str | None) -> Decoded:
    from charset_normalizer import from_bytes  # most pages say what they are, and are so

    best = from_bytes(content[:_DETECTION_SAMPLE]).best()
    name = best.encoding if best is not None else "utf-8"
    text = content.decode(name, "replace")
    note = f"encoding detected as {name}"
    if charset:
        note += f"; declared {charset} does not fit the bytes"
    return _with_notes(text, name, note)


def _with_notes(text: str, encoding: str, *notes: str) -> Decoded:
    found = list(notes)
    if "\x00" in text:
        found.append(f"{text.count(chr(0))} NUL characters made spaces")
    if "\ufffd" in text:
        found.append(f"{text.count(chr(0xFFFD))} characters could not be decoded")
    return Decoded(text, encoding, tuple(found))


def tidy(decoded: Decoded, *, markup: bool = False) -> Decoded:
    """The same text with one plain character for each odd one (spaces, controls, lone surrogates), mojibake mended.

    Offsets stay those of the page, except where mojibake was mended or line ends were CRLF: the mended
    text is then the page. In `markup` odd spaces are left to the parser.
    """
    text, notes = decoded.text, list(decoded.notes)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    raw = _encode(text)
    if raw is None and (found := _SURROGATE.findall(text)):
        notes.append(f"{len(found)} lone surrogates replaced")
        text = _SURROGATE.sub("\ufffd", text)
    if any(sign in text for sign in _MOJIBAKE_SIGNS) and len(_MOJIBAKE.findall(text)) >= 2:
        import ftfy  # few pages need it, and its import takes as long as reading one

        mended = ftfy.fix_encoding(text)
        if mended != text:
            notes.append("mojibake mended: the text had been decoded wrongly before it came here")
            text, raw = mended, None
    if markup:
        text = _CONTROLS.sub(" ", text) if raw is None or _has_controls(raw) else text
    elif _ODD.search(text):
        text = text.translate(_ONE_FOR_ONE)
    return Decoded(text, decoded.encoding, tuple(notes))


def _encode(text: str) -> bytes | None:
    """UTF-8 bytes, or None where lone surrogates stand in the way; bytes are looked through faster than text."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return None


def _has_controls(raw: bytes) -> bool:
    """Whether UTF-8 text holds C0 or C1 controls."""
    return len(raw.translate(None, _C0)) < len(raw) or _C1.search(raw) is not None

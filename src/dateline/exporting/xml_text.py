"""Words of pages as XML can hold them: XML 1.0 has no way to write most control characters, pages have them."""

from __future__ import annotations

import re

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(words: str) -> str:
    """The words, with a replacement character in place of each one that XML 1.0 forbids: offsets stay as they are."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", words)

"""Which parts of an HTML page no reader sees: by their style, by the page's own style sheet, by their names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from dateline.reading.tables import rows

_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d])"
    r"|(?<![-\w])(?:max-)?height\s*:\s*0(?:px)?\s*(?:;.*)?overflow\s*:\s*hidden|clip\s*:\s*rect\(\s*0"
    r"|(?:left|right|top|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT_RULE = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_ONE_NAME = re.compile(r"(?:[a-z]+)?([.#][\w-]+)", re.IGNORECASE)
_MOST_STYLE = 20_000


def hidden_names(tree: Any) -> frozenset[str]:
    """The names (".class", "#id") that the page's own short style sheets take off the screen. What holds for some
    screens or for paper alone (an @ rule) says nothing.
    """
    found: set[str] = set()
    for style in tree.iter("style"):
        text = style.text or ""
        if len(text) > _MOST_STYLE or _UNSEEN.search(text) is None:
            continue
        for names, rules in _RULE.findall(_AT_RULE.sub(" ", _COMMENT.sub(" ", text))):
            if _UNSEEN.search(rules):
                single = (_ONE_NAME.fullmatch(name.strip()) for name in names.split(","))
                found.update(one[1] for one in single if one is not None)
    return frozenset(found)


def is_hidden(element: Any, classes: str, name: str, names: frozenset[str]) -> bool:
    """Whether an element is not to be seen. `names`: what the page's style sheet hides. Parts that a click unfolds
    ("more", "expand") are seen.
    """
    style = element.get("style")
    unseen = (style is not None and _UNSEEN.search(style) is not None) or element.get("hidden") is not None
    unseen = unseen or (element.tag == "dialog" and element.get("open") is None)
    if not unseen and names:
        unseen = f"#{name}" in names or any(f".{one}" in names for one in classes.split())
    if not unseen and classes:
        unseen = _says(classes, "hidden")
    return unseen and not _says(f"{classes} {name}", "unfolds")


@lru_cache(maxsize=8192)
def _says(names: str, sign: str) -> bool:
    return any(_pattern(sign).search(name) for name in names.lower().split())


@lru_cache
def _pattern(sign: str) -> re.Pattern[str]:
    found = rows("hidden_parts.tsv", "sign", "pattern")
    return re.compile("|".join(f"(?:{row['pattern']})" for row in found if row["sign"] == sign))

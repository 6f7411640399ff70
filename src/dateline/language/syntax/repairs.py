"""Subjects that a parse lost: a noun phrase right before a finite verb that was hung across the verb to its right."""

from __future__ import annotations

from dateline.language.syntax.tree import Tree

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_BETWEEN = frozenset(("ADV", "AUX", "PART"))


def lost_subject(tree: Tree, verb: int) -> int | None:
    """The head of the noun phrase that stands right before `verb` and that the parse hangs on something behind it.

    No noun phrase before a finite verb belongs to a word behind the verb ("President A met with President B", where
    the first name was read as part of the second).
    """
    at = verb - 1
    while at >= 0 and tree.pos[at] in _BETWEEN and tree.heads[at] == verb:
        at -= 1
    if at < 0 or tree.pos[at] not in _NOMINAL:
        return None
    while tree.heads[at] != at and tree.heads[at] < verb:
        at = tree.heads[at]
    return at if tree.heads[at] > verb and tree.pos[at] in _NOMINAL else None

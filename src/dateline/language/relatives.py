"""Whom "who" takes up, where the parse hangs its clause on a thing."""

from __future__ import annotations

from .tree import Tree
from .words import table

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))


def antecedent(tree: Tree, clause: int) -> int:
    """The noun that the relative clause with head `clause` is about.

    That is what the parse says, unless the pronoun is "who" and the noun is none that a person can be: then the noun
    right before the pronoun ("a meeting with his ally, who said").
    """
    noun = tree.heads[clause]
    who = next((i for i in tree.descend(clause) if noun < i < clause and tree.lower(i) == "who"), None)
    if who is None or tree.lemmas[noun].lower() not in table("no_persons"):
        return noun
    near = who - 1
    while near > noun and tree.punct[near]:
        near -= 1
    while noun < tree.heads[near] < who and tree.heads[near] != near and near != noun:
        near = tree.heads[near]
    return near if near > noun and tree.pos[near] in _NOMINAL else noun

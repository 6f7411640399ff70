"""What "who" and "which" take up, where the parse hangs their clause on a thing, or on the wrong one."""

from __future__ import annotations

from dateline.language.syntax.tree import Tree
from dateline.language.word_lists import table

_SINGULAR, _PLURAL = ("NN", "NNP"), ("NNS", "NNPS")
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))


def _agreeing_noun(tree: Tree, clause: int) -> int:
    """The noun that a clause hangs on, or the plural above a singular one: "sanctions against Cuba, which ban"."""
    noun = tree.heads[clause]
    above = tree.heads[noun]
    plural_verb = tree.tags[clause] == "VBP" and any(tree.lower(i) == "which" for i in tree.children[clause])
    if plural_verb and tree.tags[noun] in _SINGULAR and tree.tags[above] in _PLURAL and above < noun:
        return above
    return noun


def antecedent(tree: Tree, clause: int) -> int:
    """The noun that the relative clause with head `clause` is about.

    That is what the parse says, but for a plural verb behind a singular noun; and unless the pronoun is "who" and the
    noun is none that a person can be: then the noun right before the pronoun ("a meeting with his ally, who said").
    """
    noun = _agreeing_noun(tree, clause)
    who = next((i for i in tree.descend(clause) if noun < i < clause and tree.lower(i) == "who"), None)
    if who is None or tree.lemmas[noun].lower() not in table("no_persons"):
        return noun
    near = who - 1
    while near > noun and tree.punct[near]:
        near -= 1
    while noun < tree.heads[near] < who and tree.heads[near] != near and near != noun:
        near = tree.heads[near]
    return near if near > noun and tree.pos[near] in _NOMINAL else noun

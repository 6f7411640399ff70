"""Universal Dependencies to `Tree`: nearly as they stand, with the one repair that news needs often."""

from __future__ import annotations

from spacy.tokens import Doc

from .tree import Tree, base


def tree(doc: Doc) -> Tree:
    """The tree of a UD-parsed Doc. White-space tokens keep their place as leaves."""
    heads = [token.head.i for token in doc]
    relations = [token.dep_.lower() or "dep" for token in doc]
    for i, head in enumerate(heads):
        if head == i:
            relations[i] = "root"
    repair_according(doc, heads, relations)
    return Tree.of(doc, heads, relations)


def repair_according(doc: Doc, heads: list[int], relations: list[str]) -> None:
    """ "according to X" as a preposition of X, however the parser hung it: "according" as a participle with X below it
    becomes X below the clause, marked by "according to"."""
    for i in range(len(doc) - 1):
        if doc[i].lower_ != "according" or doc[i + 1].lower_ != "to" or base(relations[i]) == "case":
            continue
        names = [
            j
            for j in range(i + 2, len(doc))
            if heads[j] in (i, i + 1) and base(relations[j]) in ("obl", "obj", "nmod", "xcomp")
        ]
        if not names or heads[i] == i:
            continue
        name = names[0]
        heads[name], relations[name] = heads[i], "obl"
        heads[i], relations[i] = name, "case"
        heads[i + 1], relations[i + 1] = i, "fixed"

"""CLEAR labels, as spaCy's own English pipelines give them, to `Tree` in Universal Dependencies terms.

Two things differ in structure, not in name only. CLEAR hangs a noun under its preposition (prep, pobj), UD the
preposition under the noun (case). CLEAR makes the copula the head, UD what it says. Source of the correspondences: the
CLEAR style guide (Choi and Palmer 2012) and the UD guidelines.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from .tree import Tree, heads_of, strings

RENAMED: Final = {
    "dobj": "obj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "poss": "nmod:poss",
    "prt": "compound:prt",
    "relcl": "acl:relcl",
    "npadvmod": "obl:unmarked",
    "neg": "advmod",
    "oprd": "xcomp",
    "intj": "discourse",
    "predet": "det:predet",
    "preconj": "cc:preconj",
    "quantmod": "advmod",
    "nn": "compound",
    "root": "root",
    "meta": "dep",
}
"""CLEAR labels that are another name for a UD relation."""

NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "SYM"})
ONLY_HERE: Final = frozenset(
    {"dobj", "pobj", "nsubjpass", "prep", "attr", "acomp", "auxpass", "relcl", "poss", "npadvmod", "neg", "dative"}
)


def speaks_clear(doc: Doc) -> bool:
    """Whether the Doc's labels are CLEAR's: any label that UD does not have."""
    return not ONLY_HERE.isdisjoint(strings(doc, "DEP"))


def tree(doc: Doc) -> Tree:
    """The tree of a CLEAR-parsed Doc, restructured as UD."""
    heads = heads_of(doc)
    old = strings(doc, "DEP")
    relations = [RENAMED.get(label.lower(), label.lower()) or "dep" for label in old]
    for i, label in enumerate(old):
        if label in ("dative", "iobj") and doc[i].pos_ != "ADP":
            relations[i] = "iobj"
        if label == "case" and heads[i] != i:
            relations[i] = "case"
    turn_copulas(doc, heads, old, relations)
    turn_prepositions(doc, heads, old, relations)
    for i, head in enumerate(heads):
        if head == i:
            relations[i] = "root"
    return Tree.of(doc, heads, relations)


def turn_prepositions(doc: Doc, heads: list[int], old: list[str], relations: list[str]) -> None:
    """prep → pobj becomes case ← obl or nmod; prep → pcomp becomes mark ← advcl or acl. Inner ones first."""
    for i in sorted(range(len(doc)), reverse=True):
        if old[i] not in ("prep", "agent") and not (old[i] == "dative" and doc[i].pos_ == "ADP"):
            continue
        below = [j for j in range(len(doc)) if heads[j] == i and j != i]
        inner = [j for j in below if old[j] in ("pobj", "pcomp") or relations[j] in ("obl", "nmod")]
        if not inner or heads[i] == i:
            continue
        child, head = inner[0], heads[i]
        nominal_head = doc[head].pos_ in NOMINAL and relations[head] != "root"
        if old[child] == "pcomp":
            relations[child] = "acl" if nominal_head else "advcl"
        elif old[i] == "agent":
            relations[child] = "obl:agent"
        else:
            relations[child] = "nmod" if doc[head].pos_ in NOMINAL else "obl"
        heads[child] = head
        heads[i], relations[i] = child, "mark" if old[child] == "pcomp" else "case"
        for j in below:
            if j != child:
                heads[j] = (
                    child if old[j] in ("cc", "conj", "pobj") or doc[j].pos_ not in ("ADP", "ADV", "SCONJ") else i
                )
                relations[j] = "fixed" if heads[j] == i else relations[j]
    # "according to Peskov": two prepositions in a row; the outer one has become a case of the same noun
    for i in range(len(doc) - 1):
        if doc[i].lower_ == "according" and doc[i + 1].lower_ == "to" and heads[i] != heads[i + 1] != i:
            name = heads[i + 1]
            if relations[i + 1] == "case" and heads[name] == i:
                heads[name], heads[i] = heads[i], name
                relations[name], relations[i] = "obl", "case"
            heads[i + 1], relations[i + 1] = i, "fixed"


def turn_copulas(doc: Doc, heads: list[int], old: list[str], relations: list[str]) -> None:
    """be → attr or acomp becomes cop ← its complement, which takes over everything that hung on the copula."""
    for i in range(len(doc)):
        if doc[i].lemma_ != "be":
            continue
        said = [j for j in range(len(doc)) if heads[j] == i and j != i and old[j] in ("attr", "acomp")]
        if not said or any(old[j] == "expl" for j in range(len(doc)) if heads[j] == i):
            continue
        name = said[0]
        for j in range(len(doc)):
            if heads[j] == i and j not in (i, name):
                heads[j] = name
        heads[name] = name if heads[i] == i else heads[i]
        relations[name], old[name] = relations[i], old[i]
        heads[i], relations[i] = name, "cop"

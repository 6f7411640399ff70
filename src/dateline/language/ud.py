"""Universal Dependencies to `Tree`: nearly as they stand, with the repairs that news needs often."""

from __future__ import annotations

from spacy.tokens import Doc

from .tree import Tree, base, heads_of, strings
from .words import table


def tree(doc: Doc) -> Tree:
    """The tree of a UD-parsed Doc. White-space tokens keep their place as leaves."""
    heads = heads_of(doc)
    relations = strings(doc, "DEP", lambda relation: relation.lower() or "dep")
    for i, head in enumerate(heads):
        if head == i:
            relations[i] = "root"
    repair_active(heads, relations)
    repair_according(doc, heads, relations)
    repair_reported(doc, heads, relations)
    repair_occasions(doc, heads, relations)
    return Tree.of(doc, heads, relations)


def repair_active(heads: list[int], relations: list[str]) -> None:
    """ "A bomb killed nine people" read as a passive: what has an object and no auxiliary is active."""
    for i in [i for i, relation in enumerate(relations) if relation == "nsubj:pass"]:
        below = [relations[j] for j, head in enumerate(heads) if head == heads[i]]
        if "obj" in below and "aux:pass" not in below and relations[heads[i]] in ("root", "ccomp", "conj", "parataxis"):
            relations[i] = "nsubj"


def repair_reported(doc: Doc, heads: list[int], relations: list[str]) -> None:
    """ "The ship is said to carry grain": the infinitive is what is said, though the parser made it a purpose."""
    passive = {heads[i] for i, relation in enumerate(relations) if relation == "aux:pass"}
    for i in [i for i, relation in enumerate(relations) if relation == "advcl" and heads[i] in passive]:
        head = heads[i]
        if not head < i - 1 or heads[head + 1] != i or doc[head + 1].lower_ != "to":
            continue
        if doc[head].lemma_ in table("reporting_verbs"):
            relations[i] = "xcomp"


def repair_occasions(doc: Doc, heads: list[int], relations: list[str]) -> None:
    """ "Voiced interest in joining during a meeting": the meeting is when it was voiced, though the parser hung it on
    the infinitive or gerund of what was."""
    if doc.vocab.strings["during"] not in doc.to_array(["LOWER"]):
        return
    words, tags = strings(doc, "LOWER"), strings(doc, "TAG")
    for case in [i for i, word in enumerate(words) if word == "during" and relations[i] == "case"]:
        occasion = heads[case]
        wished = heads[occasion]
        noun = heads[wished]
        told = heads[noun]
        hung = base(relations[wished]) == "acl" and tags[wished] in ("VB", "VBG")
        if hung and tags[noun] in ("NN", "NNS") and tags[told] in ("VBD", "VBZ", "VBP") and occasion > wished:
            heads[occasion], relations[occasion] = told, "obl"


def repair_according(doc: Doc, heads: list[int], relations: list[str]) -> None:
    """ "according to X" as a preposition of X, however the parser hung it: "according" as a participle with X below it
    becomes X below the clause, marked by "according to"."""
    if doc.vocab.strings["according"] not in doc.to_array(["LOWER"]):
        return
    words = strings(doc, "LOWER")
    for i in range(len(doc) - 1):
        if words[i] != "according" or words[i + 1] != "to" or base(relations[i]) == "case":
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

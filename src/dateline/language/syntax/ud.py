"""Universal Dependencies to `Tree`: nearly as they stand, with the repairs that news needs often."""

from __future__ import annotations

from dateline.language.annotated import AnnotatedText
from dateline.language.plain import Columns
from dateline.language.syntax.repairs import hang_agents
from dateline.language.syntax.tree import Tree, base
from dateline.language.word_lists import table


def tree(text: AnnotatedText) -> Tree:
    """The tree of a UD-parsed text. White-space tokens keep their place as leaves."""
    read = text.columns
    names = {relation: relation.lower() or "dep" for relation in set(read.dep)}
    heads, relations = list(read.head), [names[relation] for relation in read.dep]
    for i, head in enumerate(heads):
        if head == i:
            relations[i] = "root"
    repair_active(heads, relations)
    repair_according(read, heads, relations)
    repair_reported(read, heads, relations)
    repair_occasions(read, heads, relations)
    hang_agents(read, heads, relations)
    return Tree.of(text, heads, relations)


def repair_active(heads: list[int], relations: list[str]) -> None:
    """ "A bomb killed nine people" read as a passive: what has an object and no auxiliary is active."""
    if "nsubj:pass" not in relations:
        return
    taking = {heads[i] for i, relation in enumerate(relations) if relation == "obj"}
    active = taking - {heads[i] for i, relation in enumerate(relations) if relation == "aux:pass"}
    for i in [i for i, relation in enumerate(relations) if relation == "nsubj:pass"]:
        if heads[i] in active and relations[heads[i]] in ("root", "ccomp", "conj", "parataxis"):
            relations[i] = "nsubj"


def repair_reported(read: Columns, heads: list[int], relations: list[str]) -> None:
    """ "The ship is said to carry grain": the infinitive is what is said, though the parser made it a purpose."""
    passive = {heads[i] for i, relation in enumerate(relations) if relation == "aux:pass"}
    for i in [i for i, relation in enumerate(relations) if relation == "advcl" and heads[i] in passive]:
        head = heads[i]
        if not head < i - 1 or heads[head + 1] != i or read.lower[head + 1] != "to":
            continue
        if read.lemma[head] in table("reporting_verbs"):
            relations[i] = "xcomp"


def repair_occasions(read: Columns, heads: list[int], relations: list[str]) -> None:
    """ "Voiced interest in joining during a meeting": the meeting is when it was voiced, though the parser hung it on
    the infinitive or gerund of what was."""
    words, tags = read.lower, read.tag
    if "during" not in words:
        return
    for case in [i for i, word in enumerate(words) if word == "during" and relations[i] == "case"]:
        occasion = heads[case]
        wished = heads[occasion]
        noun = heads[wished]
        told = heads[noun]
        hung = base(relations[wished]) == "acl" and tags[wished] in ("VB", "VBG")
        if hung and tags[noun] in ("NN", "NNS") and tags[told] in ("VBD", "VBZ", "VBP") and occasion > wished:
            heads[occasion], relations[occasion] = told, "obl"


def repair_according(read: Columns, heads: list[int], relations: list[str]) -> None:
    """ "according to X" as a preposition of X, however the parser hung it: "according" as a participle with X below it
    becomes X below the clause, marked by "according to"."""
    words = read.lower
    if "according" not in words:
        return
    for i in range(len(words) - 1):
        if words[i] != "according" or words[i + 1] != "to" or base(relations[i]) == "case":
            continue
        names = [
            j
            for j in range(i + 2, len(words))
            if heads[j] in (i, i + 1) and base(relations[j]) in ("obl", "obj", "nmod", "xcomp")
        ]
        if not names or heads[i] == i:
            continue
        name = names[0]
        heads[name], relations[name] = heads[i], "obl"
        heads[i], relations[i] = name, "case"
        heads[i + 1], relations[i + 1] = i, "fixed"

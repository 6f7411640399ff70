"""From a tree to predicates: what hangs on each of them, how they govern one another."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from dateline.language.syntax.drafts import (
    PARTS_ASIDE,
    TIGHT,
    Draft,
    clausal,
    find,
    governor,
    marker,
    nominal,
    preposition,
)
from dateline.language.syntax.predicates import Argument, Predicate
from dateline.language.syntax.repairs import can_do, lost_subject
from dateline.language.syntax.sharing import lend_to_noun, take_over
from dateline.language.syntax.tree import Tree
from dateline.language.word_lists import table

CLAUSAL_PREPOSITIONS: Final = frozenset(
    {"of", "from", "against", "about", "to", "into", "over", "for", "with", "by", "on", "at", "in"}
)
OF_NOUNS: Final = frozenset({"nmod", "obl", "amod", "compound", "acl", "ccomp", "advcl"})
OF_VERBS: Final = frozenset({"nsubj", "csubj", "obj", "iobj", "obl", "nmod", "ccomp", "xcomp", "advcl"})
"""Relations that may bring an argument."""

NAMED: Final = frozenset({"NORP", "LOC", "ORG", "PERSON", "GPE", "EVENT"})


def analyse(tree: Tree) -> tuple[Predicate, ...]:
    """Every predicate of the document in the order of its head."""
    drafts = find(tree)
    for draft in drafts.values():
        own_arguments(tree, draft, drafts)
        link(tree, draft, drafts)
    turn_quotations(tree, drafts)
    for draft in drafts.values():
        take_over(tree, draft, drafts)
    for draft in drafts.values():
        if draft.kind == "noun":
            lend_to_noun(tree, draft, drafts)
    return tuple(finish(draft) for draft in sorted(drafts.values(), key=lambda d: d.head))


def own_arguments(tree: Tree, draft: Draft, drafts: dict[int, Draft]) -> None:
    """Arguments that hang directly on the node."""
    said = draft.head != draft.node
    read, telling = (take_child_of_noun, OF_NOUNS) if draft.kind == "noun" else (take_child_of_verb, OF_VERBS)
    for c in tree.children[draft.node]:
        if tree.kinds[c] in telling:
            read(tree, draft, c, tree.relations[c], drafts)
    if draft.kind == "verb" and draft.clause.finite and not draft.clause.passive and not draft.surface:
        lost = lost_subject(tree, draft.node)
        draft.surface = nominal(tree, "subject", lost) if lost is not None else []
        draft.arguments += draft.surface
    if said:
        start, end = tree.phrase(draft.node, PARTS_ASIDE | {"nsubj", "csubj", "advcl", "expl", "ccomp", "discourse"})
        draft.arguments.append(Argument("predicative", draft.node, start, end, preposition(tree, draft.node)))


def take_child_of_verb(tree: Tree, draft: Draft, c: int, relation: str, drafts: dict[int, Draft]) -> None:
    """One child of a verb or adjective."""
    passive = draft.clause.passive
    kind = tree.kinds[c]
    if kind == "nsubj":
        draft.surface = nominal(tree, "object" if passive else "subject", c)
        draft.arguments += draft.surface
    elif kind == "csubj":
        draft.arguments.append(clausal(tree, c, drafts, "object" if passive else "subject"))
    elif kind == "obj":
        draft.arguments += nominal(tree, "object", c)
    elif kind == "iobj":
        draft.arguments += nominal(tree, "recipient", c)
    elif kind == "obl" or (kind == "nmod" and relation != "nmod:poss"):
        take_oblique(tree, draft, c, relation)
    elif kind in ("ccomp", "xcomp"):
        if c in drafts and drafts[c].kind != "noun":
            draft.arguments.append(clausal(tree, c, drafts))
        else:
            draft.arguments += nominal(tree, "predicative", c)
    elif kind == "advcl" and relation != "advcl:relcl":
        opened = marker(tree, c).split(" ")[0]
        if opened in CLAUSAL_PREPOSITIONS and c in drafts and not drafts[c].clause.finite and opened != "to":
            draft.arguments.append(clausal(tree, c, drafts))


def take_oblique(tree: Tree, draft: Draft, c: int, relation: str) -> None:
    """An oblique, or the by-phrase of a passive."""
    word = preposition(tree, c)
    passive = relation == "obl:agent" or (draft.clause.passive and tree.pos[c] not in ("NUM", "SYM"))
    agent = word == "by" and passive and can_do(tree.doc.columns, c)
    for one in nominal(tree, "agent" if agent else "oblique", c, word):
        draft.arguments.append(one if one.preposition == word else replace(one, role="oblique"))


def take_child_of_noun(tree: Tree, draft: Draft, c: int, relation: str, drafts: dict[int, Draft]) -> None:
    """One child of a noun: whose it is, what it is about, the clause it announces."""
    kind = tree.kinds[c]
    if relation == "nmod:poss":
        draft.arguments += nominal(tree, "possessor", c)
    elif kind in ("nmod", "obl"):
        word = preposition(tree, c)
        draft.arguments += nominal(tree, "possessor" if word == "of" else "oblique", c, word)
    elif kind in ("amod", "compound") and (
        tree.entities[c] in NAMED or (tree.pos[c] == "PROPN" and not any(tree.entities))
    ):
        draft.arguments += nominal(tree, "possessor", c)
    elif kind in ("acl", "ccomp", "advcl") and relation != "acl:relcl" and c in drafts:
        opened = marker(tree, c).split(" ")[0]
        if opened in ("that", "to", "whether", "if") or opened in CLAUSAL_PREPOSITIONS:
            draft.arguments.append(clausal(tree, c, drafts))


def link(tree: Tree, draft: Draft, drafts: dict[int, Draft]) -> None:
    """Which predicate governs this one, and how."""
    above = governor(tree, draft.node, drafts)
    if above is None:
        return
    draft.parent = above.head
    relation = tree.relations[draft.node]
    kind = tree.kinds[draft.node]
    opened = marker(tree, draft.node).split(" ")[0] if kind in ("advcl", "acl") else ""
    if kind == "conj":
        draft.link = "conjunct"
    elif draft.kind == "noun" and kind not in ("ccomp", "advcl", "parataxis", "acl"):
        draft.link = "nominal"
    elif kind in ("ccomp", "xcomp", "csubj"):
        draft.link = "complement"
    elif kind == "advcl":
        draft.link = "complement" if opened in TIGHT - {"to"} else "adverbial"
    elif kind == "acl":
        tied = relation != "acl:relcl" and (opened in ("that", "to", "whether", "if") or opened in CLAUSAL_PREPOSITIONS)
        draft.link = "complement" if tied else "relative"
    else:
        draft.link = "parataxis" if kind == "parataxis" else "other"


def turn_quotations(tree: Tree, drafts: dict[int, Draft]) -> None:
    """ "..., he said" hung below its own quotation: the quotation becomes the clause of the reporting verb. So does
    what follows it as a parataxis ("He said: ...")."""
    for draft in list(drafts.values()):
        i = draft.node
        if draft.lemma in table("reporting_verbs") and not any(a.role in ("clause", "object") for a in draft.arguments):
            after = [
                c
                for c in tree.children_exactly_in(i, "parataxis")
                if c > i and c in drafts and drafts[c].kind != "noun"
            ]
            for c in after[:1]:
                draft.arguments.append(clausal(tree, c, drafts))
                drafts[c].link = "complement"
        if tree.relations[i] != "parataxis" or draft.lemma not in table("reporting_verbs") or tree.is_root(i):
            continue
        quoted = drafts.get(tree.heads[i])
        if quoted is None or quoted.kind == "noun" or not draft.surface:
            continue
        if any(a.role in ("clause", "object") for a in draft.arguments):
            continue
        start, end = tree.subtree(quoted.node)
        inner = tree.subtree(i)
        if inner[0] <= start:
            start = inner[1]
        elif inner[1] >= end:
            end = inner[0]
        if not start <= quoted.head < end:
            continue
        draft.arguments.append(Argument("clause", quoted.head, start, end))
        draft.parent, draft.link = quoted.parent, quoted.link
        quoted.parent, quoted.link = draft.head, "complement"


def finish(draft: Draft) -> Predicate:
    """The frozen value. Arguments stand in the order of the text."""
    c = draft.clause
    kept = tuple(draft.arguments)
    if len(kept) > 1:
        kept = tuple(sorted(dict.fromkeys(kept), key=lambda a: (a.head, a.start, a.role, a.preposition)))
    kind = draft.kind
    return Predicate(
        head=draft.head,
        lemma=draft.lemma,
        kind="noun" if kind == "noun" else "adjective" if kind == "adjective" else "verb",
        arguments=kept,
        passive=c.passive,
        negation=c.negation,
        modals=c.modals,
        markers=c.markers,
        tense="none" if kind == "noun" else c.tense,
        progressive=c.progressive,
        perfect=c.perfect,
        finite=c.finite and kind != "noun",
        parent=draft.parent,
        link=draft.link,
    )

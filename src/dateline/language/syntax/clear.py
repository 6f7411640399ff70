"""CLEAR labels, as spaCy's own English pipelines give them, to `Tree` in Universal Dependencies terms.

Two things differ in structure, not in name only. CLEAR hangs a noun under its preposition (prep, pobj), UD the
preposition under the noun (case). CLEAR makes the copula the head, UD what it says. Source of the correspondences: the
CLEAR style guide (Choi and Palmer 2012) and the UD guidelines.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import Final

from dateline.language.annotated import AnnotatedText
from dateline.language.syntax.repairs import hang_agents
from dateline.language.syntax.tree import Tree

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


def speaks_clear(text: AnnotatedText) -> bool:
    """Whether the text's labels are CLEAR's: any label that UD does not have."""
    return not ONLY_HERE.isdisjoint(text.columns.dep)


class Moving:
    """A tree whose words can be hung elsewhere: heads (own number for a root) and, kept in step, children."""

    def __init__(self, heads: list[int]) -> None:
        self.heads = heads
        self._below: list[list[int]] = [[] for _ in heads]
        for i, head in enumerate(heads):
            if head != i:
                self._below[head].append(i)

    def below(self, i: int) -> tuple[int, ...]:
        """The children of `i` in the order of the text."""
        return tuple(self._below[i])

    def move(self, i: int, head: int) -> None:
        """Hang `i` below `head`; below itself it is a root."""
        if self.heads[i] != i:
            self._below[self.heads[i]].remove(i)
        self.heads[i] = head
        if head != i:
            bisect.insort(self._below[head], i)


def tree(text: AnnotatedText) -> Tree:
    """The tree of a CLEAR-parsed Doc, restructured as UD."""
    read = text.columns
    old, pos = list(read.dep), read.pos
    relations = [RENAMED.get(label.lower(), label.lower()) or "dep" for label in old]
    for i, label in enumerate(old):
        if label == "dative" and pos[i] != "ADP":
            relations[i] = "iobj"
    moving = Moving(list(read.head))
    turn_copulas(read.lemma, moving, old, relations)
    turn_prepositions(pos, moving, old, relations)
    join_according(read.lower, moving, relations)
    for i, head in enumerate(moving.heads):
        if head == i:
            relations[i] = "root"
    hang_agents(read, moving.heads, relations)
    return Tree.of(text, moving.heads, relations)


def turn_prepositions(pos: Sequence[str], moving: Moving, old: list[str], relations: list[str]) -> None:
    """prep → pobj becomes case ← obl or nmod; prep → pcomp becomes mark ← advcl or acl. Inner ones first."""
    for i in reversed(range(len(pos))):
        if old[i] not in ("prep", "agent") and not (old[i] == "dative" and pos[i] == "ADP"):
            continue
        below = moving.below(i)
        inner = [j for j in below if old[j] in ("pobj", "pcomp") or relations[j] in ("obl", "nmod")]
        head = moving.heads[i]
        if not inner or head == i:
            continue
        child = inner[0]
        if old[child] == "pcomp":
            relations[child] = "acl" if pos[head] in NOMINAL and relations[head] != "root" else "advcl"
        elif old[i] == "agent":
            relations[child] = "obl:agent"
        else:
            relations[child] = "nmod" if pos[head] in NOMINAL else "obl"
        moving.move(child, head)
        moving.move(i, child)
        relations[i] = "mark" if old[child] == "pcomp" else "case"
        for j in below:
            if j != child:
                outer = old[j] in ("cc", "conj", "pobj") or pos[j] not in ("ADP", "ADV", "SCONJ")
                moving.move(j, child if outer else i)
                relations[j] = relations[j] if outer else "fixed"


def join_according(words: Sequence[str], moving: Moving, relations: list[str]) -> None:
    """ "according to" are two prepositions in a row: the outer one has become a case of the same noun."""
    for i in [k for k in range(len(words) - 1) if words[k] == "according" and words[k + 1] == "to"]:
        name = moving.heads[i + 1]
        if name in (i, moving.heads[i]):
            continue
        if relations[i + 1] == "case" and moving.heads[name] == i:
            above = moving.heads[i]
            moving.move(name, name if above == i else above)
            moving.move(i, name)
            relations[name], relations[i] = "obl", "case"
        moving.move(i + 1, i)
        relations[i + 1] = "fixed"


def turn_copulas(lemmas: Sequence[str], moving: Moving, old: list[str], relations: list[str]) -> None:
    """be → attr or acomp becomes cop ← its complement, which takes over everything that hung on the copula."""
    for i in [k for k, lemma in enumerate(lemmas) if lemma == "be"]:
        below = moving.below(i)
        said = [j for j in below if old[j] in ("attr", "acomp")]
        if not said or any(old[j] == "expl" for j in below):
            continue
        name, above = said[0], moving.heads[i]
        for j in below:
            if j != name:
                moving.move(j, name)
        moving.move(name, name if above == i else above)
        relations[name], old[name] = relations[i], old[i]
        moving.move(i, name)
        relations[i] = "cop"

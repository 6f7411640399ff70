"""Which words of a tree predicate, and how phrases and markers are read off it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from dateline.language.syntax import clauses
from dateline.language.syntax.predicates import Argument, Kind, Link, Role
from dateline.language.syntax.tree import Tree

PARTS_ASIDE: Final = frozenset({"case", "cc", "conj", "punct", "mark", "cop", "parataxis"})
TIGHT: Final = frozenset({"of", "from", "against", "about", "to", "into"})
PARTS_OF_NAMES: Final = frozenset({"compound", "case", "fixed", "flat"})
KINDS: Final[dict[str, Kind]] = {"VERB": "verb", "AUX": "verb", "ADJ": "adjective", "NOUN": "noun"}


@dataclass(slots=True)
class Draft:
    """A predicate being put together. `surface`: the grammatical subject, whatever the voice."""

    head: int
    node: int
    kind: Kind
    clause: clauses.Clause
    lemma: str
    arguments: list[Argument] = field(default_factory=list)
    surface: list[Argument] = field(default_factory=list)
    parent: int | None = None
    link: Link = "root"
    done: bool = False


def find(tree: Tree) -> dict[int, Draft]:
    """Drafts by the tree node that carries the clause (for "is in Kyiv" the node is "Kyiv", the head is "is")."""
    drafts: dict[int, Draft] = {}
    copulas = {tree.heads[c]: c for c in range(len(tree.heads) - 1, -1, -1) if tree.relations[c] == "cop"}
    for i in [i for i, pos in enumerate(tree.pos) if pos in KINDS or i in copulas]:
        pos, kind, copula = tree.pos[i], tree.kinds[i], copulas.get(i)
        if tree.space[i] or tree.punct[i]:
            continue
        if copula is not None and pos not in ("ADJ", "VERB"):
            drafts[i] = Draft(copula, i, "verb", clauses.clause(tree, i), "be")
        elif predicates(pos, kind, tree.relations[i], copula is not None):
            drafts[i] = Draft(i, i, KINDS[pos], clauses.clause(tree, i), clauses.lemma(tree, i))
    return drafts


def predicates(pos: str, kind: str, relation: str, copula: bool) -> bool:
    """Whether a word of this class in this relation is a predicate of its own."""
    if pos == "AUX":
        return kind not in ("aux", "cop", "fixed")
    if pos == "ADJ":
        return copula or relation in ("xcomp", "ccomp", "advcl", "acl:relcl")
    return kind not in PARTS_OF_NAMES and not (pos == "VERB" and kind == "amod")


def preposition(tree: Tree, i: int) -> str:
    """The case words of `i`, lower case, joined: "with", "according to", "because of"; possessive 's is none."""
    words: list[int] = []
    relations = tree.relations
    for c in tree.children[i]:
        if relations[c] == "case" and tree.tags[c] != "POS":
            words += [c, *[d for d in tree.children[c] if relations[d] == "fixed"]]
    if not words:
        return ""
    return tree.words[words[0]] if len(words) == 1 else " ".join([tree.words[c] for c in sorted(words)])


def marker(tree: Tree, i: int) -> str:
    """The words that open a clause, joined: "that", "to", "in order to"."""
    found: list[int] = []
    for c in clauses.markers(tree, tree.children[i]):
        found += [c, *tree.children_exactly_in(c, "fixed")]
    return tree.words[found[0]] if len(found) == 1 else " ".join([tree.words[c] for c in sorted(set(found))])


def nominal(tree: Tree, role: Role, i: int, marked: str = "", shared: bool = False) -> list[Argument]:
    """One argument for `i` and one for each of its conjuncts, each with its own phrase."""
    below, relations = tree.children[i], tree.relations
    if not below:
        return [Argument(role, i, i, i + 1, marked, shared)]
    out = []
    for c in (i, *[c for c in below if relations[c] == "conj"]):
        start, end = tree.phrase(c, PARTS_ASIDE)
        own = preposition(tree, c)
        out.append(Argument(role, c, start, end, own or marked, shared))
    return out


def clausal(tree: Tree, i: int, drafts: dict[int, Draft], role: Role = "clause") -> Argument:
    """A clause as an argument; its head is the head of its predicate."""
    start, end = tree.subtree(i)
    head = drafts[i].head if i in drafts else i
    return Argument(role, head, start, end, marker(tree, i))


def governor(tree: Tree, i: int, drafts: dict[int, Draft]) -> Draft | None:
    """The nearest predicate above the node `i`."""
    heads = tree.heads
    while heads[i] != i:
        i = heads[i]
        if i in drafts:
            return drafts[i]
    return None

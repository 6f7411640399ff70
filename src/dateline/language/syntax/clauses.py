"""Facts of one predicate that stand beside its arguments: lemma, voice, tense, negation, modals, markers."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from dateline.language.syntax.tree import Tree, base

NEGATIVE: Final = frozenset({"not", "n't", "never", "neither", "nor"})
NOBODY: Final = frozenset({"nobody", "none", "nothing", "no-one", "noone"})
FUTURE: Final = frozenset({"will", "'ll", "shall", "wo"})
PASSIVE: Final = frozenset({"aux:pass", "nsubj:pass", "csubj:pass"})
TELLING: Final = frozenset({"aux", "cop", "mark", "advmod", "cc", "nsubj", "csubj", "obj"})
TELLING_WORDS: Final = NEGATIVE | {"no", "to"}
"""Relations and words of the children that can tell something of a verb group: most nouns have none."""

Tense = Literal["past", "present", "future", "none"]
_TENSES: Final[dict[str, Tense]] = {"VBD": "past", "VBZ": "present", "VBP": "present"}


class Clause(NamedTuple):
    """What the verb group says: see `Predicate` for the fields."""

    passive: bool
    negation: int | None
    modals: tuple[int, ...]
    markers: tuple[int, ...]
    tense: Tense
    progressive: bool
    perfect: bool
    finite: bool


def lemma(tree: Tree, i: int) -> str:
    """Lower-case lemma, with a particle: "carry_out"."""
    word = tree.lemmas[i].lower() or tree.words[i]
    relations = tree.relations
    for c in tree.children[i]:
        if relations[c] == "compound:prt":
            return f"{word}_{tree.words[c]}"
    return word


def auxiliaries(tree: Tree, i: int) -> tuple[int, ...]:
    """Auxiliaries and copula of `i`, in order."""
    return tuple([c for c in tree.children[i] if tree.kinds[c] in ("aux", "cop")])


def negation(tree: Tree, children: Sequence[int]) -> int | None:
    """The one of a word's children that denies it: an adverb, or "no" on its subject or object."""
    words = tree.words
    for c in children:
        found = denial(tree, c)
        if found is not None:
            return found
    for c in children:
        if tree.kinds[c] not in ("nsubj", "obj"):
            continue
        if words[c] in NOBODY:
            return c
        for d in tree.children[c]:
            if words[d] in ("no", "neither") and tree.kinds[d] == "det":
                return d
        if words[c] == "one":
            for d in tree.children[c]:
                if words[d] == "no":
                    return d
    return None


def denial(tree: Tree, c: int) -> int | None:
    """The denying word in a direct child: "not", "never", "no" on the word itself, "no longer"."""
    relation = tree.kinds[c]
    if relation not in ("advmod", "cc", "aux", "det"):
        return None
    word = tree.words[c]
    if word in NEGATIVE or (relation == "det" and word == "no"):
        return c
    if relation == "advmod" and word in ("longer", "more"):
        return next((d for d in tree.children[c] if tree.words[d] == "no"), None)
    return None


def clause(tree: Tree, i: int) -> Clause:
    """The verb group around a verb, or around the copula of a predicative word."""
    relations, tags, lemmas, kinds, words = tree.relations, tree.tags, tree.lemmas, tree.kinds, tree.words
    telling = [c for c in tree.children[i] if kinds[c] in TELLING or words[c] in TELLING_WORDS]
    if not telling:
        return bare_clause(tree.tags[i], tree.relations[i])
    main, passive = i, False
    aux: list[int] = []
    for c in reversed(telling):
        relation = relations[c]
        if relation == "cop":
            main = c
        elif kinds[c] in ("aux", "cop"):
            aux.insert(0, c)
        if relation in PASSIVE:
            passive = True
    tag = tags[main]
    if not passive and not aux and tag == "VBN" and kinds[i] in ("acl", "advcl"):
        passive = relations[i] != "acl:relcl"
    modals = tuple([c for c in aux if tags[c] == "MD"])
    has = [c for c in aux if lemmas[c] == "have"]
    be = [c for c in aux if lemmas[c] == "be"]
    lead = aux[0] if aux else main
    opened = markers(tree, telling)
    coming = announces(tree, i, opened)
    return Clause(
        passive=passive,
        negation=negation(tree, telling),
        modals=modals,
        markers=opened,
        tense="future" if coming else tense(tree, lead, modals),
        progressive=tag == "VBG" and any(relations[c] != "aux:pass" for c in be),
        perfect=bool(has) and (tag == "VBN" or bool(be)),
        finite=coming or tags[lead] in ("MD", "VBD", "VBZ", "VBP") or (not aux and tag == "VB" and not opened),
    )


@functools.lru_cache(maxsize=1 << 10)
def bare_clause(tag: str, relation: str) -> Clause:
    """What a word with nothing below it that tells anything says: its tag and relation tell all."""
    passive = tag == "VBN" and base(relation) in ("acl", "advcl") and relation != "acl:relcl"
    finite = tag in ("MD", "VBD", "VBZ", "VBP", "VB")
    return Clause(passive, None, (), (), _TENSES.get(tag, "none"), False, False, finite)


def markers(tree: Tree, children: Sequence[int]) -> tuple[int, ...]:
    """Those of a word's children that open its clause: "if", "that", "to", "when"."""
    kinds, tags, words, pos = tree.kinds, tree.tags, tree.words, tree.pos
    return tuple(
        [
            c
            for c in children
            if kinds[c] == "mark"
            or (kinds[c] == "advmod" and tags[c] == "WRB")
            or (words[c] == "to" and pos[c] == "PART")
        ]
    )


def announces(tree: Tree, i: int, opened: Sequence[int]) -> bool:
    """Whether a headline's infinitive, which `opened` opens, tells what is to come: "Ministers to meet in Berlin", and
    so before who says it: "Japan to send doctors, minister says". "Wants Japan to send" is only a wish."""
    top = tree.kinds[i].lower() == "root" or (tree.kinds[i] == "ccomp" and tree.heads[i] > i)
    bare = tree.tags[i] == "VB" or any(tree.words[c] == "be" for c in tree.children_exactly_in(i, "aux:pass"))
    return top and bare and any(tree.words[c] == "to" for c in opened) and bool(tree.children_in(i, "nsubj"))


def tense(tree: Tree, lead: int, modals: tuple[int, ...]) -> Tense:
    """Tense of the first word of the verb group."""
    if modals and not FUTURE.isdisjoint([tree.words[m] for m in modals]):
        return "future"
    told = _TENSES.get(tree.tags[lead], "none")
    return "present" if modals and told == "none" else told

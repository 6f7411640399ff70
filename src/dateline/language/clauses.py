"""Facts of one predicate that stand beside its arguments: lemma, voice, tense, negation, modals, markers."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from .tree import Tree

NEGATIVE: Final = frozenset({"not", "n't", "never", "neither", "nor"})
NOBODY: Final = frozenset({"nobody", "none", "nothing", "no-one", "noone"})
FUTURE: Final = frozenset({"will", "'ll", "shall", "wo"})
PASSIVE: Final = frozenset({"aux:pass", "nsubj:pass", "csubj:pass"})
Tense = Literal["past", "present", "future", "none"]


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


def negation(tree: Tree, i: int) -> int | None:
    """The token that denies `i`: an adverb, or "no" on its subject or object."""
    words = tree.words
    for c in tree.children[i]:
        found = denial(tree, c)
        if found is not None:
            return found
    for c in tree.children[i]:
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
    relations, tags, lemmas = tree.relations, tree.tags, tree.lemmas
    if not tree.children[i]:
        return bare(tree, i)
    main, passive = i, False
    aux: list[int] = []
    for c in reversed(tree.children[i]):
        relation = relations[c]
        if relation == "cop":
            main = c
        elif tree.kinds[c] in ("aux", "cop"):
            aux.insert(0, c)
        if relation in PASSIVE:
            passive = True
    tag = tags[main]
    if not passive and not aux and tag == "VBN" and tree.kinds[i] in ("acl", "advcl"):
        passive = relations[i] != "acl:relcl"
    modals = tuple([c for c in aux if tags[c] == "MD"])
    has = [c for c in aux if lemmas[c] == "have"]
    be = [c for c in aux if lemmas[c] == "be"]
    lead = aux[0] if aux else main
    opened = markers(tree, i)
    return Clause(
        passive=passive,
        negation=negation(tree, i),
        modals=modals,
        markers=opened,
        tense="future" if announces(tree, i) else tense(tree, lead, modals),
        progressive=tag == "VBG" and any(relations[c] != "aux:pass" for c in be),
        perfect=bool(has) and (tag == "VBN" or bool(be)),
        finite=tags[lead] in ("MD", "VBD", "VBZ", "VBP") or (not aux and tag == "VB" and not opened),
    )


def bare(tree: Tree, i: int) -> Clause:
    """What a word with nothing below it says: its tag tells all."""
    tag = tree.tags[i]
    passive = tag == "VBN" and tree.kinds[i] in ("acl", "advcl") and tree.relations[i] != "acl:relcl"
    finite = tag in ("MD", "VBD", "VBZ", "VBP", "VB")
    return Clause(passive, None, (), (), tense(tree, i, ()), False, False, finite)


def markers(tree: Tree, i: int) -> tuple[int, ...]:
    """Words that open the clause: "if", "that", "to", "when"."""
    kinds, tags, words, pos = tree.kinds, tree.tags, tree.words, tree.pos
    return tuple(
        [
            c
            for c in tree.children[i]
            if kinds[c] == "mark"
            or (kinds[c] == "advmod" and tags[c] == "WRB")
            or (words[c] == "to" and pos[c] == "PART")
        ]
    )


def announces(tree: Tree, i: int) -> bool:
    """Whether a headline's infinitive tells what is to come: "Ministers to meet in Berlin"."""
    top = tree.kinds[i].lower() == "root" and tree.tags[i] == "VB"
    return top and any(tree.words[c] == "to" for c in markers(tree, i)) and bool(tree.exactly(i, "nsubj"))


def tense(tree: Tree, lead: int, modals: tuple[int, ...]) -> Tense:
    """Tense of the first word of the verb group."""
    if modals and not FUTURE.isdisjoint([tree.words[m] for m in modals]):
        return "future"
    tag = tree.tags[lead]
    if tag == "VBD":
        return "past"
    if tag in ("VBZ", "VBP") or modals:
        return "present"
    return "none"

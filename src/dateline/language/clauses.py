"""Facts of one predicate that stand beside its arguments: lemma, voice, tense, negation, modals, markers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from .tree import Tree

NEGATIVE: Final = frozenset({"not", "n't", "never", "neither", "nor"})
NOBODY: Final = frozenset({"nobody", "none", "nothing", "no-one", "noone"})
FUTURE: Final = frozenset({"will", "'ll", "shall", "wo"})
Tense = Literal["past", "present", "future", "none"]


@dataclass(frozen=True, slots=True)
class Clause:
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
    particles = [tree.lower(c) for c in tree.exactly(i, "compound:prt")]
    word = tree.token(i).lemma_.lower() or tree.lower(i)
    return "_".join([word, *particles[:1]])


def auxiliaries(tree: Tree, i: int) -> tuple[int, ...]:
    """Auxiliaries and copula of `i`, in order."""
    return tuple(c for c in tree.children[i] if tree.kinds[c] in ("aux", "cop"))


def negation(tree: Tree, i: int) -> int | None:
    """The token that denies `i`: an adverb, or "no" on its subject or object."""
    found = [d for c in tree.children[i] for d in (denial(tree, c),) if d is not None]
    for c in tree.under(i, "nsubj", "obj"):
        if tree.lower(c) in NOBODY:
            found.append(c)
        found += [d for d in tree.under(c, "det") if tree.lower(d) in ("no", "neither")]
        if tree.lower(c) == "one":
            found += [d for d in tree.children[c] if tree.lower(d) == "no"]
    return found[0] if found else None


def denial(tree: Tree, c: int) -> int | None:
    """The denying word in a direct child: "not", "never", "no" on the word itself, "no longer"."""
    relation, word = tree.kinds[c], tree.lower(c)
    if relation in ("advmod", "cc", "aux", "det") and word in NEGATIVE:
        return c
    if relation == "det" and word == "no":
        return c
    if relation == "advmod" and word in ("longer", "more"):
        return next((d for d in tree.children[c] if tree.lower(d) == "no"), None)
    return None


def clause(tree: Tree, i: int) -> Clause:
    """The verb group around a verb, or around the copula of a predicative word."""
    helpers = auxiliaries(tree, i)
    copulas = tree.exactly(i, "cop")
    aux = [c for c in helpers if tree.relations[c] != "cop"]
    main = copulas[0] if copulas else i
    tag = tree.tags[main]
    passive = bool(tree.exactly(i, "aux:pass", "nsubj:pass", "csubj:pass"))
    if not passive and not aux and tag == "VBN" and tree.kinds[i] in ("acl", "advcl"):
        passive = tree.relations[i] != "acl:relcl"
    modals = tuple(c for c in aux if tree.tags[c] == "MD")
    has = [c for c in aux if tree.token(c).lemma_ == "have"]
    be = [c for c in aux if tree.token(c).lemma_ == "be"]
    lead = aux[0] if aux else main
    return Clause(
        passive=passive,
        negation=negation(tree, i),
        modals=modals,
        markers=markers(tree, i),
        tense="future" if announces(tree, i) else tense(tree, lead, modals),
        progressive=tag == "VBG" and any(tree.relations[c] != "aux:pass" for c in be),
        perfect=bool(has) and (tag == "VBN" or bool(be)),
        finite=tree.tags[lead] in ("MD", "VBD", "VBZ", "VBP") or (not aux and tag == "VB" and not markers(tree, i)),
    )


def markers(tree: Tree, i: int) -> tuple[int, ...]:
    """Words that open the clause: "if", "that", "to", "when"."""
    return tuple([c for c in tree.children[i] if opens(tree, c)])


def opens(tree: Tree, c: int) -> bool:
    """Whether a word opens the clause that it hangs on."""
    kind = tree.kinds[c]
    return (
        kind == "mark"
        or (kind == "advmod" and tree.tags[c] == "WRB")
        or (tree.words[c] == "to" and tree.pos[c] == "PART")
    )


def announces(tree: Tree, i: int) -> bool:
    """Whether a headline's infinitive tells what is to come: "Ministers to meet in Berlin"."""
    top = tree.kinds[i].lower() == "root" and tree.tags[i] == "VB"
    return top and any(tree.words[c] == "to" for c in markers(tree, i)) and bool(tree.exactly(i, "nsubj"))


def tense(tree: Tree, lead: int, modals: tuple[int, ...]) -> Tense:
    """Tense of the first word of the verb group."""
    if any(tree.lower(m) in FUTURE for m in modals):
        return "future"
    tag = tree.tags[lead]
    if tag == "VBD":
        return "past"
    if tag in ("VBZ", "VBP") or modals:
        return "present"
    return "none"

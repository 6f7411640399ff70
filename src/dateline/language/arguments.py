"""From a tree to predicates: which words predicate, what hangs on them, what they take over from neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from . import clauses
from .predicates import Argument, Link, Predicate, Role
from .relatives import antecedent
from .strays import lost_subject
from .tree import Tree, base
from .words import table

CLAUSAL_PREPOSITIONS: Final = frozenset(
    {"of", "from", "against", "about", "to", "into", "over", "for", "with", "by", "on", "at", "in"}
)
TIGHT: Final = frozenset({"of", "from", "against", "about", "to", "into"})
NAMED: Final = frozenset({"NORP", "LOC", "ORG", "PERSON", "GPE", "EVENT"})
RELATIVE: Final = frozenset({"who", "whom", "which", "that"})
PARTS_ASIDE: Final = frozenset({"case", "cc", "conj", "punct", "mark", "cop", "parataxis"})


@dataclass(slots=True)
class Draft:
    """A predicate being put together. `surface`: the grammatical subject, whatever the voice."""

    head: int
    node: int
    kind: str
    clause: clauses.Clause
    lemma: str
    arguments: list[Argument] = field(default_factory=list)
    surface: list[Argument] = field(default_factory=list)
    parent: int | None = None
    link: Link = "root"
    done: bool = False


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


def find(tree: Tree) -> dict[int, Draft]:
    """Drafts by the tree node that carries the clause (for "is in Kyiv" the node is "Kyiv", the head is "is")."""
    drafts: dict[int, Draft] = {}
    for i, relation in enumerate(tree.relations):
        token = tree.token(i)
        if token.is_space or token.is_punct:
            continue
        copula = tree.exactly(i, "cop")
        if copula and token.pos_ not in ("ADJ", "VERB"):
            drafts[i] = Draft(copula[0], i, "verb", clauses.clause(tree, i), "be")
        elif (token.pos_ == "VERB" and base(relation) not in ("amod", "compound", "case", "fixed", "flat")) or (
            token.pos_ == "AUX" and base(relation) not in ("aux", "cop", "fixed")
        ):
            drafts[i] = Draft(i, i, "verb", clauses.clause(tree, i), clauses.lemma(tree, i))
        elif token.pos_ == "ADJ" and (copula or relation in ("xcomp", "ccomp", "advcl", "acl:relcl")):
            drafts[i] = Draft(i, i, "adjective", clauses.clause(tree, i), clauses.lemma(tree, i))
        elif token.pos_ == "NOUN" and base(relation) not in ("compound", "case", "fixed", "flat"):
            drafts[i] = Draft(i, i, "noun", clauses.clause(tree, i), clauses.lemma(tree, i))
    return drafts


def preposition(tree: Tree, i: int) -> str:
    """The case words of `i`, lower case, joined: "with", "according to", "because of"; possessive 's is none."""
    words: list[int] = []
    for c in tree.exactly(i, "case"):
        if tree.token(c).tag_ != "POS":
            words += [c, *tree.exactly(c, "fixed")]
    return " ".join(tree.lower(c) for c in sorted(words))


def marker(tree: Tree, i: int) -> str:
    """The words that open a clause, joined: "that", "to", "in order to"."""
    found: list[int] = []
    for c in clauses.markers(tree, i):
        found += [c, *tree.exactly(c, "fixed")]
    return " ".join(tree.lower(c) for c in sorted(set(found)))


def nominal(tree: Tree, role: Role, i: int, marked: str = "", shared: bool = False) -> list[Argument]:
    """One argument for `i` and one for each of its conjuncts, each with its own phrase."""
    out = []
    for c in (i, *tree.exactly(i, "conj")):
        start, end = tree.phrase(c, PARTS_ASIDE)
        own = preposition(tree, c)
        out.append(Argument(role, c, start, end, own or marked, shared))
    return out


def clausal(tree: Tree, i: int, drafts: dict[int, Draft], role: Role = "clause") -> Argument:
    """A clause as an argument; its head is the head of its predicate."""
    start, end = tree.subtree(i)
    head = drafts[i].head if i in drafts else i
    return Argument(role, head, start, end, marker(tree, i))


def own_arguments(tree: Tree, draft: Draft, drafts: dict[int, Draft]) -> None:
    """Arguments that hang directly on the node."""
    said = draft.head != draft.node
    for c in tree.children[draft.node]:
        relation = tree.relations[c]
        if draft.kind == "noun":
            of_noun(tree, draft, c, relation, drafts)
        else:
            of_verb(tree, draft, c, relation, drafts)
    if draft.kind == "verb" and draft.clause.finite and not draft.clause.passive and not draft.surface:
        lost = lost_subject(tree, draft.node)
        draft.surface = nominal(tree, "subject", lost) if lost is not None else []
        draft.arguments += draft.surface
    if said:
        start, end = tree.phrase(draft.node, PARTS_ASIDE | {"nsubj", "csubj", "advcl", "expl", "ccomp", "discourse"})
        draft.arguments.append(Argument("predicative", draft.node, start, end, preposition(tree, draft.node)))


def of_verb(tree: Tree, draft: Draft, c: int, relation: str, drafts: dict[int, Draft]) -> None:
    """One child of a verb or adjective."""
    passive = draft.clause.passive
    kind = base(relation)
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
        of_oblique(tree, draft, c, relation)
    elif kind in ("ccomp", "xcomp"):
        if c in drafts and drafts[c].kind != "noun":
            draft.arguments.append(clausal(tree, c, drafts))
        else:
            draft.arguments += nominal(tree, "predicative", c)
    elif kind == "advcl" and relation != "advcl:relcl":
        opened = marker(tree, c).split(" ")[0]
        if opened in CLAUSAL_PREPOSITIONS and c in drafts and not drafts[c].clause.finite and opened != "to":
            draft.arguments.append(clausal(tree, c, drafts))


def of_oblique(tree: Tree, draft: Draft, c: int, relation: str) -> None:
    """An oblique, or the by-phrase of a passive."""
    word = preposition(tree, c)
    timed = tree.token(c).ent_type_ in ("DATE", "TIME") or tree.token(c).pos_ in ("NUM", "SYM")
    agent = word == "by" and (relation == "obl:agent" or (draft.clause.passive and not timed))
    for one in nominal(tree, "agent" if agent else "oblique", c, word):
        draft.arguments.append(one if one.preposition == word else replace(one, role="oblique"))


def of_noun(tree: Tree, draft: Draft, c: int, relation: str, drafts: dict[int, Draft]) -> None:
    """One child of a noun: whose it is, what it is about, the clause it announces."""
    kind, token = base(relation), tree.token(c)
    word = preposition(tree, c)
    if relation == "nmod:poss":
        draft.arguments += nominal(tree, "possessor", c)
    elif kind in ("nmod", "obl"):
        draft.arguments += nominal(tree, "possessor" if word == "of" else "oblique", c, word)
    elif kind in ("amod", "compound") and (token.ent_type_ in NAMED or (token.pos_ == "PROPN" and not tree.doc.ents)):
        draft.arguments += nominal(tree, "possessor", c)
    elif kind in ("acl", "ccomp", "advcl") and relation != "acl:relcl" and c in drafts:
        opened = marker(tree, c).split(" ")[0]
        if opened in ("that", "to", "whether", "if") or opened in CLAUSAL_PREPOSITIONS:
            draft.arguments.append(clausal(tree, c, drafts))


def governor(tree: Tree, i: int, drafts: dict[int, Draft]) -> Draft | None:
    """The nearest predicate above the node `i`."""
    while not tree.is_root(i):
        i = tree.heads[i]
        if i in drafts:
            return drafts[i]
    return None


def link(tree: Tree, draft: Draft, drafts: dict[int, Draft]) -> None:
    """Which predicate governs this one, and how."""
    above = governor(tree, draft.node, drafts)
    if above is None:
        return
    draft.parent = above.head
    relation = tree.relations[draft.node]
    kind = base(relation)
    opened = marker(tree, draft.node).split(" ")[0]
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
            after = [c for c in tree.exactly(i, "parataxis") if c > i and c in drafts and drafts[c].kind != "noun"]
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


def take_over(tree: Tree, draft: Draft, drafts: dict[int, Draft]) -> None:
    """Subjects (and objects) that stand with a neighbour: coordination, control, relative clauses, participles."""
    if draft.done or draft.kind == "noun":
        return
    draft.done = True
    i, relation = draft.node, tree.relations[draft.node]
    above = governor(tree, i, drafts)
    if above is not None and not above.done:
        take_over(tree, above, drafts)
    kind = base(relation)
    if kind == "acl":
        replace_relative(tree, draft)
    if above is None or draft.surface or any(a.role == "subject" for a in draft.arguments):
        if kind == "conj" and above is not None:
            share_objects(tree, draft, above)
        return
    if kind == "conj" and above.node == tree.heads[i]:
        inherit_group(tree, draft, above)
        give_subject(draft, above.surface)
        share_objects(tree, draft, above)
    elif above.kind != "noun" and (kind in ("xcomp", "advcl") or (kind == "ccomp" and not draft.clause.finite)):
        give_subject(draft, controller(tree, draft, above))
    elif relation == "acl" and above.kind == "noun" and above.node == tree.heads[i] and draft.link == "complement":
        owners = [
            replace(a, preposition="") for a in above.arguments if a.role == "possessor" and a.preposition != "of"
        ]
        top = governor(tree, above.node, drafts)
        give_subject(draft, owners or (top.surface if top is not None else []))


def controller(tree: Tree, draft: Draft, above: Draft) -> list[Argument]:
    """Who does what an infinitive or participle says: the object of what governs it, or its subject."""
    objects = [
        a for a in above.arguments if a.role in ("object", "recipient") and a not in above.surface and not a.shared
    ]
    if base(tree.relations[draft.node]) == "advcl":
        opened = marker(tree, draft.node).split(" ")[0]
        return objects if objects and opened in TIGHT - {"to"} else above.surface
    if objects and not above.clause.passive and above.lemma.split("_")[0] not in table("subject_control"):
        return objects
    return above.surface


def give_subject(draft: Draft, givers: list[Argument]) -> None:
    """Make the givers this predicate's grammatical subject."""
    role: Role = "object" if draft.clause.passive else "subject"
    if any(a.role == role for a in draft.arguments if draft.clause.passive):
        return
    draft.surface = [replace(a, role=role, preposition="", shared=True) for a in givers if a.head != draft.head]
    draft.arguments += draft.surface


def share_objects(tree: Tree, draft: Draft, above: Draft) -> None:
    """ "condemned and sanctioned Moscow": verbs with nothing but "and" between them share the object behind them."""
    low, high = sorted((draft.head, above.head))
    between = range(low + 1, high)
    if (
        draft.kind != "verb"
        or above.kind != "verb"
        or any(tree.token(j).pos_ not in ("CCONJ", "ADV", "PUNCT") for j in between)
    ):
        return
    if draft.clause.passive or above.clause.passive:
        return
    given = [a for a in above.arguments if a.role == "object" and not a.shared and a.head > draft.head]
    if given and not any(a.role in ("object", "clause") for a in draft.arguments):
        draft.arguments += [replace(a, shared=True) for a in given]


def inherit_group(tree: Tree, draft: Draft, above: Draft) -> None:
    """A bare conjunct stands under its first verb's auxiliaries ("will meet and sign"); "or" carries a negation on."""
    own, first = draft.clause, above.clause
    if clauses.auxiliaries(tree, draft.node):
        return
    tag, other = tree.token(draft.head).tag_, tree.token(above.head).tag_
    if tag == other and tag in ("VB", "VBN", "VBG") and not own.markers:
        # a perfect or passive group goes on; a lone participle keeps its own reading
        draft.clause = replace(
            own,
            modals=first.modals,
            tense=first.tense,
            perfect=first.perfect,
            progressive=first.progressive,
            passive=own.passive or (first.passive and not any(a.role == "object" for a in draft.arguments)),
            finite=first.finite,
        )
        own = draft.clause
    joined = {tree.lower(c) for c in tree.under(draft.node, "cc")}
    if first.negation is not None and own.negation is None and joined & {"or", "nor"}:
        draft.clause = replace(own, negation=first.negation)


def replace_relative(tree: Tree, draft: Draft) -> None:
    """A relative clause or participle is about the noun it hangs on: the noun takes the pronoun's place."""
    noun, relation = antecedent(tree, draft.node), tree.relations[draft.node]
    start, end = tree.phrase(noun, PARTS_ASIDE | {"acl", "appos"})
    for k, a in enumerate(draft.arguments):
        if tree.lower(a.head) in RELATIVE and tree.token(a.head).tag_ in ("WDT", "WP", "IN", "DT", ""):
            full = replace(a, head=noun, start=start, end=end, shared=True)
            draft.arguments[k] = full
            draft.surface = [full if s == a else s for s in draft.surface]
            return
    if draft.kind != "verb" or draft.link == "complement":
        return
    given = Argument("subject", noun, start, end, shared=True)
    if relation == "acl:relcl":
        if (
            draft.surface
            and not any(a.role in ("object", "clause") for a in draft.arguments)
            and not draft.clause.passive
        ):
            draft.arguments.append(replace(given, role="object"))
    elif not draft.surface:
        given = replace(given, role="object" if draft.clause.passive else "subject")
        draft.surface = [given]
        draft.arguments.append(given)


def lend_to_noun(tree: Tree, draft: Draft, drafts: dict[int, Draft]) -> None:
    """ "launched an attack on Kyiv": the noun takes the light verb's subject and obliques."""
    verb = drafts.get(tree.heads[draft.node])
    if verb is None or verb.kind != "verb" or verb.lemma not in table("light_verbs") or tree.is_root(draft.node):
        return
    if not any(a.role == "object" and a.head == draft.node for a in verb.arguments):
        return
    if draft.clause.negation is None and verb.clause.negation is not None:
        draft.clause = replace(draft.clause, negation=verb.clause.negation)
    for a in verb.arguments:
        if a.role in ("subject", "agent"):
            draft.arguments.append(replace(a, role="subject", preposition="", shared=True))
        elif a.role == "oblique" and a.preposition and all(b.head != a.head for b in draft.arguments):
            draft.arguments.append(replace(a, shared=True))


def finish(draft: Draft) -> Predicate:
    """The frozen value. Arguments stand in the order of the text."""
    c = draft.clause
    kept = tuple(sorted(set(draft.arguments), key=lambda a: (a.head, a.start, a.role, a.preposition)))
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

"""What a predicate takes over from its neighbours: coordination, control, relative clauses, light verbs."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from dateline.language.syntax import clauses
from dateline.language.syntax.drafts import PARTS_ASIDE, TIGHT, Draft, governor, marker
from dateline.language.syntax.predicates import Argument, Role
from dateline.language.syntax.relatives import antecedent
from dateline.language.syntax.tree import Tree
from dateline.language.word_lists import table

OF_JUDGING: Final = frozenset({"of", "for", "with", "over"})
RELATIVE: Final = frozenset({"who", "whom", "which", "that"})


def take_over(tree: Tree, draft: Draft, drafts: dict[int, Draft]) -> None:
    """Subjects (and objects) that stand with a neighbour: coordination, control, relative clauses, participles."""
    if draft.done or draft.kind == "noun":
        return
    draft.done = True
    i, relation = draft.node, tree.relations[draft.node]
    above = governor(tree, i, drafts)
    if above is not None and not above.done:
        take_over(tree, above, drafts)
    kind = tree.kinds[i]
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
    elif (judged := find_judged(tree, draft, drafts)) is not None:
        give_subject(draft, judged)
    elif above.kind != "noun" and (kind in ("xcomp", "advcl") or (kind == "ccomp" and not draft.clause.finite)):
        give_subject(draft, controller(tree, draft, above))
    elif relation == "acl" and above.kind == "noun" and above.node == tree.heads[i] and draft.link == "complement":
        owners = [
            replace(a, preposition="") for a in above.arguments if a.role == "possessor" and a.preposition != "of"
        ]
        top = governor(tree, above.node, drafts)
        give_subject(draft, owners or (top.surface if top is not None else []))


def find_judged(tree: Tree, draft: Draft, drafts: dict[int, Draft]) -> list[Argument] | None:
    """Whom a word of judging is done to did what is told behind its "of", "for", "with" or "over", wherever the parse
    hangs that: "the court convicted a man of killing two", "the arrest of a man for killing"; None elsewhere."""
    if tree.kinds[draft.node] not in ("advcl", "acl") or draft.clause.finite:
        return None
    if marker(tree, draft.node).split(" ")[0] not in OF_JUDGING:
        return None
    judging = governor(tree, draft.node, drafts)
    while judging is not None and judging.kind == "noun" and judging.lemma not in table("judged"):
        judging = governor(tree, judging.node, drafts)
    if judging is None or judging.lemma not in table("judged"):
        return None
    roles = ("possessor",) if judging.kind == "noun" else ("object", "recipient")
    return [a for a in judging.arguments if a.role in roles and a.head < draft.head] or None


def controller(tree: Tree, draft: Draft, above: Draft) -> list[Argument]:
    """Who does what an infinitive or participle says: the object of what governs it, or its subject."""
    objects = [
        a for a in above.arguments if a.role in ("object", "recipient") and a not in above.surface and not a.shared
    ]
    if tree.kinds[draft.node] == "advcl":
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
        or any(tree.pos[j] not in ("CCONJ", "ADV", "PUNCT") for j in between)
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
    tag, other = tree.tags[draft.head], tree.tags[above.head]
    if tag == other and tag in ("VB", "VBN", "VBG") and not own.markers:
        # a perfect or passive group goes on; a lone participle keeps its own reading
        draft.clause = own._replace(
            modals=first.modals,
            tense=first.tense,
            perfect=first.perfect,
            progressive=first.progressive,
            passive=own.passive or (first.passive and not any(a.role == "object" for a in draft.arguments)),
            finite=first.finite,
        )
        own = draft.clause
    joined = {tree.lower(c) for c in tree.children_in(draft.node, "cc")}
    if first.negation is not None and own.negation is None and joined & {"or", "nor"}:
        draft.clause = own._replace(negation=first.negation)


def replace_relative(tree: Tree, draft: Draft) -> None:
    """A relative clause or participle is about the noun it hangs on: the noun takes the pronoun's place."""
    noun, relation = antecedent(tree, draft.node), tree.relations[draft.node]
    start, end = tree.phrase(noun, PARTS_ASIDE | {"acl", "appos"})
    for k, a in enumerate(draft.arguments):
        if tree.lower(a.head) in RELATIVE and tree.tags[a.head] in ("WDT", "WP", "IN", "DT", ""):
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
        draft.clause = draft.clause._replace(negation=verb.clause.negation)
    for a in verb.arguments:
        if a.role in ("subject", "agent"):
            draft.arguments.append(replace(a, role="subject", preposition="", shared=True))
        elif a.role == "oblique" and a.preposition and all(b.head != a.head for b in draft.arguments):
            draft.arguments.append(replace(a, shared=True))

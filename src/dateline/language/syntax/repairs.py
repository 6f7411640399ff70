"""What a parse of news gets wrong often enough to be set right for everybody who reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.language.annotated import AnnotatedText
from dateline.language.plain import Columns
from dateline.language.syntax.predicates import Argument, Predicate
from dateline.language.syntax.tree import Tree, base
from dateline.language.word_lists import table

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_BETWEEN = frozenset(("ADV", "AUX", "PART"))
_NO_REDUCED_CLAUSE = frozenset(("AUX", "PRON"))
_NAMED = frozenset(("PERSON", "ORG", "NORP", "GPE", "LOC"))
_PLACED = frozenset(("GPE", "LOC", "FAC", "DATE", "TIME"))
_TIMED = frozenset(("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL"))
_COUNTED = frozenset(("NUM", "SYM"))
_ASKS = 4  # tokens before a subject where "whom", "which" may stand
_STOPS = frozenset(".!?…")
_CLOSING = 3  # tokens at the end of a sentence: the full stop, quotation marks, a space
_PARTICIPLES = frozenset(("VBN", "VBD"))


def lost_subject(tree: Tree, verb: int) -> int | None:
    """The head of the noun phrase that stands right before `verb` and that the parse hangs on something behind it.

    No noun phrase before a finite verb belongs to a word behind the verb ("President A met with President B", where
    the first name was read as part of the second).
    """
    at = verb - 1
    while at >= 0 and tree.pos[at] in _BETWEEN and tree.heads[at] == verb:
        at -= 1
    if at < 0 or tree.pos[at] not in _NOMINAL:
        return None
    while tree.heads[at] != at and tree.heads[at] < verb:
        at = tree.heads[at]
    return at if tree.heads[at] > verb and tree.pos[at] in _NOMINAL else None


def can_do(read: Columns, noun: int) -> bool:
    """Whether what a passive has "by" it can be who did it: no time ("by Friday"), measure ("by a third") or way ("by
    train")."""
    if read.ent_type[noun] in _NAMED:
        return True
    if read.ent_type[noun] in _TIMED:
        return False
    word = read.lemma[noun].lower()
    alone = noun > 0 and read.lower[noun - 1] == "by"
    return not (word in table("calendar") or word in table("measures") or (alone and word in table("means")))


def hang_agents(read: Columns, heads: list[int], relations: list[str]) -> None:
    """ "The plan was rejected at the summit by Hungary": what a parse hangs on a place or an occasion did what the
    passive verb before it tells. "An attack by rebels" stays theirs: nobody does a summit or a border."""
    for case in [i for i, word in enumerate(read.lower) if word == "by" and relations[i] == "case"]:
        agent = heads[case]
        if base(relations[agent]) != "nmod" or read.pos[agent] in _COUNTED or not can_do(read, agent):
            continue
        scene = heads[agent]
        while base(relations[scene]) == "nmod" and heads[scene] < scene and _is_scene(read, scene):
            scene = heads[scene]
        verb = heads[scene]
        placed = base(relations[scene]) == "obl" and verb < scene < case and _is_scene(read, scene)
        if placed and _is_passive(read, heads, relations, verb) and not _has_agent(read, heads, relations, verb):
            heads[agent], relations[agent] = verb, "obl:agent"


def _is_scene(read: Columns, noun: int) -> bool:
    word = read.lemma[noun].lower()
    return read.ent_type[noun] in _PLACED or word in table("scenes") or word in table("calendar")


def _is_passive(read: Columns, heads: Sequence[int], relations: Sequence[str], verb: int) -> bool:
    """Whether a participle is one of the passive, by its auxiliary, its noun or the passive that it stands beside."""
    if read.tag[verb] not in _PARTICIPLES:
        return False
    below = {relations[i] for i, head in enumerate(heads) if head == verb and i != verb}
    if below & {"aux:pass", "nsubj:pass"}:
        return True
    if "obj" in below or any(base(relation) in ("aux", "nsubj") for relation in below) or read.tag[verb] == "VBD":
        return False
    if relations[verb] == "conj":
        return _is_passive(read, heads, relations, heads[verb])
    return relations[verb] in ("acl", "advcl")


def _has_agent(read: Columns, heads: Sequence[int], relations: Sequence[str], verb: int) -> bool:
    """Whether another "by" already brings who did it."""
    cases = [i for i, word in enumerate(read.lower) if word == "by" and relations[i] == "case"]
    return any(heads[heads[i]] == verb and can_do(read, heads[i]) for i in cases)


def repair_predicates(text: AnnotatedText, found: Sequence[Predicate]) -> tuple[Predicate, ...]:
    """The predicates of a text, in their order, with those turned that a parse reads as what they cannot be."""
    read = text.columns
    turned = [turn_reduced(read, p) if p.link == "relative" else turn_headline(read, p) for p in found]
    return announce(text, turned)


def turn_reduced(read: Columns, predicate: Predicate) -> Predicate:
    """ "The officers indicted this week": without "who", what hangs behind a noun is done to it, whatever its tense was
    read as."""
    given = predicate.role("subject")
    if predicate.passive or len(given) != 1 or not given[0].shared:
        return predicate
    noun, verb = given[0].head, predicate.head
    past = read.tag[verb] in ("VBD", "VBN") and noun < verb
    if not past or predicate.role("object", "clause") or any(tag[:1] == "W" for tag in read.tag[noun:verb]):
        return predicate
    if not _NO_REDUCED_CLAUSE.isdisjoint(read.pos[noun + 1 : verb]):
        return predicate
    return replace(_turn(read, predicate), finite=False, tense="none")


def turn_headline(read: Columns, predicate: Predicate) -> Predicate:
    """ "Mayor poisoned in Quetta": what takes an object whenever it is done, and has none, is done to its subject.

    Only where no full stop ends the sentence: elsewhere news writes the auxiliary.
    """
    given = predicate.role("subject")
    if predicate.passive or len(given) != 1 or given[0].shared or read.lemma[predicate.head] not in table("transitive"):
        return predicate
    noun, verb = given[0].head, predicate.head
    if read.tag[verb] not in _PARTICIPLES or noun > verb or predicate.role("object", "clause", "recipient"):
        return predicate
    asks = any(tag[:1] == "W" for tag in read.tag[max(0, noun - _ASKS) : verb])
    if (
        asks
        or _ends_in_stop(read, verb)
        or read.pos[noun] == "PRON"
        or predicate.perfect
        or predicate.link not in ("root", "complement")
    ):
        return predicate
    return _turn(read, predicate)


def _ends_in_stop(read: Columns, token: int) -> bool:
    """Whether a full stop or its like ends the token's sentence."""
    ends = (i for i in range(token + 1, len(read.orth)) if read.sent_start[i] == 1)
    end = next(ends, len(read.orth))
    return any(word[:1] in _STOPS for word in read.orth[max(token, end - _CLOSING) : end])


def _turn(read: Columns, predicate: Predicate) -> Predicate:
    """The predicate as a passive without its auxiliary: its subject undergoes, its "by" does."""
    turned = [replace(a, role="object") if a.role == "subject" else a for a in predicate.arguments]
    agents = tuple([replace(a, role="agent") if _can_be_doer(read, a) else a for a in turned])
    return replace(predicate, arguments=agents, passive=True)


def _can_be_doer(read: Columns, argument: Argument) -> bool:
    return argument.role == "oblique" and argument.preposition == "by" and can_do(read, argument.head)


def announce(text: AnnotatedText, found: Sequence[Predicate]) -> tuple[Predicate, ...]:
    """The predicates with those of headlines that only announce ("Japan to send doctors") told as still to come."""
    read, tokens = text.columns, text.tokens
    told = {tokens[p.head].sent.start for p in found if p.finite}
    return tuple(
        [p if tokens[p.head].sent.start in told else _put_in_future(read, p, tokens[p.head].sent.start) for p in found]
    )


def _put_in_future(read: Columns, predicate: Predicate, first: int) -> Predicate:
    """The predicate of a sentence without a finite verb, which begins with token `first`."""
    passive = predicate.passive and read.lower[predicate.head - 1] == "be"
    to = predicate.head - 1 - passive
    if (
        to <= first
        or to not in predicate.markers
        or read.lower[to] != "to"
        or (predicate.role("agent") and not passive)
    ):
        return predicate
    top = next((i for i in range(first, to) if read.head[i] == i and not read.space[i]), None)
    if top is None or read.pos[to - 1] not in ("PROPN", "NOUN"):
        return predicate
    others = tuple([a for a in predicate.arguments if a.role != ("object" if passive else "subject")])
    side = Argument("object" if passive else "subject", top, first, to)
    return replace(predicate, arguments=(side, *others), tense="future", finite=True, parent=None, link="root")

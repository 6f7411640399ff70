# ruff: noqa: E501  # a case a line: the table is the documentation
"""Who does what to whom, read off trees written by hand, in both schemes."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from dateline.language import Predicate, predicates

VOCAB = spacy.blank("en").vocab


def doc(rows: str, entities: dict[int, str] | None = None) -> Doc:
    """A Doc written by hand: a word a line as "form POS TAG head relation [lemma]", heads counted from 1, 0 the root.

    `entities` maps word numbers (from 1) to types.
    """
    cells = [row.split() for row in rows.strip().splitlines()]
    heads = [int(c[3]) - 1 if c[3] != "0" else i for i, c in enumerate(cells)]
    return Doc(
        VOCAB,
        words=[c[0] for c in cells],
        pos=[c[1] for c in cells],
        tags=[c[2] for c in cells],
        heads=heads,
        deps=["ROOT" if c[3] == "0" else c[4] for c in cells],
        lemmas=[c[5] if len(c) > 5 else c[0].lower() for c in cells],
        ents=[f"B-{entities[i + 1]}" if entities and i + 1 in entities else "O" for i in range(len(cells))],
    )


DENIED_BUT_REITERATED = """
Moscow PROPN NNP 2 nsubj
denied VERB VBD 0 root deny
that SCONJ IN 5 mark
it PRON PRP 5 nsubj
planned VERB VBD 2 ccomp plan
attacks NOUN NNS 5 obj attack
but CCONJ CC 8 cc
reiterated VERB VBD 2 conj reiterate
its PRON PRP$ 10 nmod:poss
demands NOUN NNS 8 obj demand
"""
NO_DEALS_WERE_SIGNED = """
No DET DT 3 det
arms NOUN NNS 3 compound
deals NOUN NNS 5 nsubj:pass deal
were AUX VBD 5 aux:pass be
signed VERB VBN 0 root sign
by ADP IN 7 case
Seoul PROPN NNP 5 obl:agent
"""
A_BOMB_KILLED_NINE = """
A DET DT 2 det
bomb NOUN NN 3 nsubj:pass
killed VERB VBN 0 root kill
nine NUM CD 5 nummod
people NOUN NNS 3 obj
"""
NO_DEALS_WERE_SIGNED_CLEAR = """
No DET DT 3 det
arms NOUN NNS 3 compound
deals NOUN NNS 5 nsubjpass deal
were AUX VBD 5 auxpass be
signed VERB VBN 0 ROOT sign
by ADP IN 5 agent
Seoul PROPN NNP 6 pobj
"""
URGED_TO_STOP = """
Berlin PROPN NNP 2 nsubj
urged VERB VBD 0 root urge
Ankara PROPN NNP 2 obj
to PART TO 5 mark
stop VERB VB 2 xcomp
strikes NOUN NNS 5 obj strike
"""
PROMISED_TO_HELP = """
Berlin PROPN NNP 2 nsubj
promised VERB VBD 0 root promise
Kyiv PROPN NNP 2 obj
to PART TO 5 mark
help VERB VB 2 xcomp
"""
MET_AND_SIGNED = """
Oslo PROPN NNP 5 nsubj
and CCONJ CC 3 cc
Riga PROPN NNP 1 conj
will AUX MD 5 aux
meet VERB VB 0 root
and CCONJ CC 7 cc
sign VERB VB 5 conj
a DET DT 9 det
pact NOUN NN 7 obj
"""
WHO_FLED = """
Troops NOUN NNS 0 root troop
who PRON WP 3 nsubj
fled VERB VBD 1 acl:relcl flee
Kabul PROPN NNP 3 obj
"""
FIRED_BY = """
missiles NOUN NNS 5 nsubj missile
fired VERB VBN 1 acl fire
by ADP IN 4 case
rebels NOUN NNS 2 obl:agent rebel
hit VERB VBD 0 root hit
Aden PROPN NNP 5 obj
"""
LAUNCHED_AN_ATTACK = """
Rebels NOUN NNS 2 nsubj rebel
launched VERB VBD 0 root launch
an DET DT 4 det
attack NOUN NN 2 obj
on ADP IN 6 case
Goma PROPN NNP 2 obl
"""
ATTACK_POSSESSED = """
Sudan PROPN NNP 3 nmod:poss
's PART POS 1 case
attack NOUN NN 6 nsubj
on ADP IN 5 case
Chad PROPN NNP 3 nmod
ended VERB VBD 0 root end
"""
READY_TO_TALK = """
Cairo PROPN NNP 4 nsubj
is AUX VBZ 4 cop be
not PART RB 4 advmod
ready ADJ JJ 0 root
to PART TO 6 mark
talk VERB VB 4 xcomp
"""
READY_CLEAR = """
Cairo PROPN NNP 2 nsubj
is AUX VBZ 0 ROOT be
not PART RB 2 neg
ready ADJ JJ 2 acomp
to PART TO 6 aux
talk VERB VB 4 xcomp
"""
QUOTE_FIRST = """
Talks NOUN NNS 2 nsubj talk
failed VERB VBD 0 root fail
, PUNCT , 2 punct
Lima PROPN NNP 5 nsubj
said VERB VBD 2 parataxis say
"""
ACCORDING = """
According VERB VBG 5 advcl accord
to ADP IN 3 case
Tunis PROPN NNP 1 obl
nobody PRON NN 5 nsubj
died VERB VBD 0 root die
"""
ACCORDING_CLEAR = """
According VERB VBG 5 prep accord
to ADP IN 1 prep
Tunis PROPN NNP 2 pobj
nobody PRON NN 5 nsubj
died VERB VBD 0 ROOT die
"""
MET_WITH_CLEAR = """
Envoys NOUN NNS 2 nsubj envoy
met VERB VBD 0 ROOT meet
with ADP IN 2 prep
Hanoi PROPN NNP 3 pobj
in ADP IN 2 prep
Rome PROPN NNP 5 pobj
"""
CONDEMNED_AND_SANCTIONED = """
Ottawa PROPN NNP 2 nsubj
condemned VERB VBD 0 root condemn
and CCONJ CC 4 cc
sanctioned VERB VBD 2 conj sanction
Minsk PROPN NNP 2 obj
"""


def of(made: Doc, lemma: str) -> Predicate:
    """The predicate with this lemma."""
    return next(p for p in predicates(made) if p.lemma == lemma)


def told(made: Doc, lemma: str) -> set[tuple[str, str, str, bool]]:
    """(role, preposition, head word, shared) of one predicate's arguments."""
    return {(a.role, a.preposition, made[a.head].text, a.shared) for a in of(made, lemma).arguments}


CASES = [
    ("what was denied stays under the denial", DENIED_BUT_REITERATED, "deny", {("subject", "", "Moscow", False), ("clause", "that", "planned", False)}),
    ("the second reporting verb shares the speaker", DENIED_BUT_REITERATED, "reiterate", {("subject", "", "Moscow", True), ("object", "", "demands", False)}),
    ("a passive is turned round", NO_DEALS_WERE_SIGNED, "sign", {("object", "", "deals", False), ("agent", "by", "Seoul", False)}),
    ("no auxiliary and an object: not a passive", A_BOMB_KILLED_NINE, "kill", {("subject", "", "bomb", False), ("object", "", "people", False)}),
    ("a passive is turned round (CLEAR)", NO_DEALS_WERE_SIGNED_CLEAR, "sign", {("object", "", "deals", False), ("agent", "by", "Seoul", False)}),
    ("object control", URGED_TO_STOP, "stop", {("subject", "", "Ankara", True), ("object", "", "strikes", False)}),
    ("subject control", PROMISED_TO_HELP, "help", {("subject", "", "Berlin", True)}),
    ("coordinated subjects are one argument each", MET_AND_SIGNED, "meet", {("subject", "", "Oslo", False), ("subject", "", "Riga", False)}),
    ("a conjunct takes both subjects over", MET_AND_SIGNED, "sign", {("subject", "", "Oslo", True), ("subject", "", "Riga", True), ("object", "", "pact", False)}),
    ("the antecedent stands for who", WHO_FLED, "flee", {("subject", "", "Troops", True), ("object", "", "Kabul", False)}),
    ("a participle is about its noun", FIRED_BY, "fire", {("object", "", "missiles", True), ("agent", "by", "rebels", False)}),
    ("the noun takes the light verb's sides", LAUNCHED_AN_ATTACK, "attack", {("subject", "", "Rebels", True), ("oblique", "on", "Goma", True)}),
    ("a noun has its possessor and oblique", ATTACK_POSSESSED, "attack", {("possessor", "", "Sudan", False), ("oblique", "on", "Chad", False)}),
    ("a predicative adjective", READY_TO_TALK, "ready", {("subject", "", "Cairo", False), ("clause", "to", "talk", False)}),
    ("a predicative adjective (CLEAR)", READY_CLEAR, "ready", {("subject", "", "Cairo", False), ("clause", "to", "talk", False)}),
    ("a quotation before its cue is the cue's clause", QUOTE_FIRST, "say", {("subject", "", "Lima", False), ("clause", "", "failed", False)}),
    ("according to, however it was hung", ACCORDING, "die", {("subject", "", "nobody", False), ("oblique", "according to", "Tunis", False)}),
    ("according to (CLEAR)", ACCORDING_CLEAR, "die", {("subject", "", "nobody", False), ("oblique", "according to", "Tunis", False)}),
    ("obliques keep their prepositions (CLEAR)", MET_WITH_CLEAR, "meet", {("subject", "", "Envoys", False), ("oblique", "with", "Hanoi", False), ("oblique", "in", "Rome", False)}),
    ("neighbouring verbs share their object", CONDEMNED_AND_SANCTIONED, "sanction", {("subject", "", "Ottawa", True), ("object", "", "Minsk", True)}),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "lemma", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_arguments(rows: str, lemma: str, expected: set[tuple[str, str, str, bool]]) -> None:
    """Each tree gives the arguments that a reader would."""
    assert told(doc(rows), lemma) == expected


@pytest.mark.parametrize("rows", [NO_DEALS_WERE_SIGNED, NO_DEALS_WERE_SIGNED_CLEAR])
def test_no_on_the_subject_denies_the_verb(rows: str) -> None:
    """ "No arms deals were signed": the signing is denied, and so is the deal."""
    made = doc(rows)
    assert of(made, "sign").negation == 0
    assert of(made, "sign").passive
    assert of(made, "deal").negation == 0


def test_nobody_and_not_deny() -> None:
    """A negative subject and a negative adverb both deny."""
    assert of(doc(ACCORDING), "die").negation == 3
    assert of(doc(READY_TO_TALK), "ready").negation == 2
    assert of(doc(READY_CLEAR), "ready").negation == 2


def test_links_and_parents() -> None:
    """What embeds what: the complement under the denial, the second verb beside it."""
    made = doc(DENIED_BUT_REITERATED)
    plan, reiterate = of(made, "plan"), of(made, "reiterate")
    assert (plan.parent, plan.link) == (1, "complement")
    assert (reiterate.parent, reiterate.link) == (1, "conjunct")
    quoted = of(doc(QUOTE_FIRST), "fail")
    assert (quoted.parent, quoted.link) == (4, "complement")


def test_a_bare_conjunct_stands_under_the_first_verbs_modal() -> None:
    """ "will meet and sign": both are future."""
    made = doc(MET_AND_SIGNED)
    assert of(made, "sign").tense == of(made, "meet").tense == "future"
    assert of(made, "sign").modals == (3,)


def test_adjectival_nationality_possesses_the_noun() -> None:
    """ "Israeli strikes": whose strikes they are is told by the nationality."""
    made = doc("Israeli ADJ JJ 2 amod\nstrikes NOUN NNS 3 nsubj strike\nstopped VERB VBD 0 root stop", {1: "NORP"})
    assert told(made, "strike") == {("possessor", "", "Israeli", False)}


def test_worked_out_once_and_empty_without_a_parse() -> None:
    """The layer is cached on the Doc; words alone have no predicates."""
    made = doc(WHO_FLED)
    assert predicates(made) is predicates(made)
    assert predicates(Doc(made.vocab, ["Troops", "fled"])) == ()


HUNG_ACROSS_THE_VERB = """
President PROPN NNP 2 nmod:desc
Macron PROPN NNP 5 flat
met VERB VBD 0 root meet
with ADP IN 6 case
President PROPN NNP 6 nmod:desc
Steinmeier PROPN NNP 3 obl
. PUNCT . 3 punct
"""


def test_a_subject_that_the_parse_hung_across_its_verb_is_found() -> None:
    (met,) = [p for p in predicates(doc(HUNG_ACROSS_THE_VERB)) if p.lemma == "meet"]
    assert [(a.role, a.head) for a in met.arguments] == [("subject", 1), ("oblique", 5)]


RULES_WHICH_BAN = """
Rules NOUN NNS 0 root rule
for ADP IN 3 case
Malta PROPN NNP 1 nmod
, PUNCT , 6 punct
which PRON WDT 6 nsubj
ban VERB VBP 3 acl:relcl
trade NOUN NN 6 obj
"""


def test_a_plural_verb_is_not_about_a_singular_name() -> None:
    (ban,) = [p for p in predicates(doc(RULES_WHICH_BAN)) if p.lemma == "ban"]
    assert [a.head for a in ban.role("subject")] == [0]


VOICED_DURING = """
Riga PROPN NNP 2 nsubj
voiced VERB VBD 0 root voice
interest NOUN NN 2 obj
in SCONJ IN 5 mark
joining VERB VBG 3 acl join
during ADP IN 8 case
the DET DT 8 det
talks NOUN NNS 5 obl talk
"""


def test_an_occasion_is_of_what_was_told_there() -> None:
    found = {p.lemma: p for p in predicates(doc(VOICED_DURING))}
    assert [(a.preposition, a.head) for a in found["voice"].role("oblique")] == [("during", 7)]
    assert not found["join"].role("oblique")

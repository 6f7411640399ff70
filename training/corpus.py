"""Which data a run learns from, and how often."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

from dateline.language import tokens

from . import commitment, propbank
from .datelines import datelined
from .entities import HERE, STATES, from_markup, groups, lines_of, mark_groups, mark_gum, open_sets, part_places
from .newswire import filled
from .newswire import names as newswire_names
from .treebanks import Document, documents

NEWSWIRE_TIMES = 10
MARKED_TIMES = 4
COMMITMENT_TIMES = 5
AGENCIES = ("AP", "AP", "Reuters", "AFP", "Xinhua", "TASS", "Yonhap", "Kyodo", "Interfax", "dpa", "EFE", "CNN")
COMPASS = ("Space", "Reserve", "West", "East", "North", "South", "Gulf", "Central", "Northwest", "Southwest", "Home")
COUNTRIES = "mledoze_countries/countries.json"


def corpus(language: Path, facts: Path, factuality: Path | None = None) -> tuple[list[Document], list[Document]]:
    """(all training documents, the treebank documents among them).

    `language`: the folder with ud_ewt, propbank_ewt, gum, uner, ner_open and crossner_politics; `facts`: with
    mledoze_countries; `factuality`: with the sets of `commitment`.
    """
    names = groups(facts / COUNTRIES)
    gum = list(documents(language / "gum/en_gum-train.conllu"))
    ewt = list(documents(language / "ud_ewt/en_ewt-train.conllu"))
    print("PropBank: sentences with and without", propbank.attach(ewt, language / "propbank_ewt/propbank_ewt.tgz"))
    told: Document = []
    if factuality:
        print("UDS-IH2: targets placed and lost", commitment.attach(ewt, factuality))
        told = commitment.meantime(factuality, words)
        print("verbs judged by their trees", commitment.from_trees(gum))
    for document in gum:
        for sentence in document:
            sentence.layers = frozenset({"parse", "entities"})
            mark_gum(sentence)
    sets = open_sets(language)
    for document in (*gum, *sets):
        for sentence in document:
            mark_groups(sentence, names)
    own = [from_markup(line, words) for line in filled("newswire.txt", facts, NEWSWIRE_TIMES, seed=11)]
    own += [commitment.marked(line, words) for line in filled("commitment.txt", facts, COMMITMENT_TIMES, seed=12)]
    marked = [from_markup(line, words) for line in lines_of("newswire_marked.txt")]
    known = newswire_names(facts).filled
    news = [d for d in gum if len(d) > 5][:40] + [d for d in ewt if len(d) > 8][:60]
    wired = datelined([d[0] for d in news] + [s for d in news for s in d[2::4]], known["T"], known["C"], AGENCIES, 5)
    constructed = list(documents(HERE / "constructions.conllu")) * 4
    everything = [*gum, *sets, own, marked]
    places = known_places(everything, known)
    nations = frozenset(tuple(n.split()) for n in known["N"]) | frozenset(
        (n,) for n in ("African", "European", "Asian")
    )
    for document in everything:
        for sentence in document:
            part_places(sentence, places, nations)
    return [*ewt, *gum, *sets, *([s] for s in (*own, *marked * MARKED_TIMES, *wired[:500], *told)), *constructed], [
        *ewt,
        *gum,
    ]


def known_places(found: list[Document], known: dict[str, tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    """Names that are places for certain: of the fact tables, or marked as a place at least three times in the sets."""
    count: Counter[tuple[str, ...]] = Counter()
    other: Counter[tuple[str, ...]] = Counter()
    for document in found:
        for sentence in document:
            for first, last, label in sentence.entities:
                (count if label == "LOC" else other)[tuple(w.form for w in sentence.words[first:last])] += 1
    sure = {name for name, n in count.items() if n >= 3 and n > 2 * other[name] and name[0][:1].isupper()}
    sure |= {tuple(name.split()) for slot in "CTR" for name in known[slot]} | {tuple(s.split()) for s in STATES}
    return frozenset(sure - {(word,) for word in COMPASS})


def words(text: str) -> list[tuple[str, int, bool]]:
    """(form, offset, followed by a blank), cut as at run time."""
    out, at = [], 0
    for form, space in tokens.tokens(text):
        if form.strip():
            out.append((form, at, space))
        at += len(form) + int(space)
    return out


def digest(path: Path) -> str:
    """SHA-256 of a file, for the model card."""
    return hashlib.sha256(path.read_bytes()).hexdigest()

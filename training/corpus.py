"""Which data a run learns from, and how often."""

from __future__ import annotations

import hashlib
from pathlib import Path

from .entities import groups, mark_groups, mark_gum, open_sets
from .treebanks import Document, documents

COUNTRIES = "mledoze_countries/countries.json"


def corpus(language: Path, facts: Path) -> tuple[list[Document], list[Document]]:
    """(all training documents, the treebank documents among them).

    `language`: the folder with ud_ewt, gum, uner, ner_open and crossner_politics; `facts`: with mledoze_countries.
    """
    names = groups(facts / COUNTRIES)
    ewt = list(documents(language / "ud_ewt/en_ewt-train.conllu"))
    gum = list(documents(language / "gum/en_gum-train.conllu"))
    for document in gum:
        for sentence in document:
            sentence.layers = frozenset({"parse", "entities"})
            mark_gum(sentence)
    sets = open_sets(language)
    for document in (*gum, *sets):
        for sentence in document:
            mark_groups(sentence, names)
    return [*ewt, *gum, *sets], [*ewt, *gum]


def digest(path: Path) -> str:
    """SHA-256 of a file, for the model card."""
    return hashlib.sha256(path.read_bytes()).hexdigest()

"""Docs written by hand: a word a line as "form POS TAG head relation [lemma]", heads counted from 1, 0 the root."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

VOCAB = spacy.blank("en").vocab


def doc(rows: str, entities: dict[int, str] | None = None) -> Doc:
    """The Doc of these rows; `entities` maps word numbers (from 1) to types."""
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

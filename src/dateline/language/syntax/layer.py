"""`predicates(doc)`: the predicate-argument layer of any parsed Doc, worked out once."""

from __future__ import annotations

from typing import cast

from spacy.tokens import Doc

from dateline.language.syntax import clear, ud
from dateline.language.syntax.arguments import analyse
from dateline.language.syntax.predicates import Predicate
from dateline.language.syntax.repairs import repair_predicates

if not Doc.has_extension("dateline_predicates"):
    Doc.set_extension("dateline_predicates", default=None)


def predicates(doc: Doc) -> tuple[Predicate, ...]:
    """Every predicate of `doc`, in the order of their heads; cached as `doc._.dateline_predicates`.

    Works on Universal Dependencies and on CLEAR labels (spaCy's own English pipelines). An unparsed Doc has none.
    One argument is given for each conjunct ("Moscow and Minsk said": two subjects).
    """
    found = cast("tuple[Predicate, ...] | None", doc._.dateline_predicates)
    if found is None:
        parsed = doc.has_annotation("DEP")
        read = analyse(clear.tree(doc) if clear.speaks_clear(doc) else ud.tree(doc)) if parsed else ()
        found = doc._.dateline_predicates = repair_predicates(doc, read)
    return found

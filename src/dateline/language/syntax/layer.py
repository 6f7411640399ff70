"""`predicates(doc)`: the predicate-argument layer of any parsed Doc, worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from dateline.language.annotated import AnnotatedText, keep_layer, layer_of
from dateline.language.syntax import clear, ud
from dateline.language.syntax.arguments import analyse
from dateline.language.syntax.predicates import Predicate
from dateline.language.syntax.repairs import repair_predicates

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LAYER = "dateline_predicates"


def predicates(doc: Doc | AnnotatedText) -> tuple[Predicate, ...]:
    """Every predicate of `doc`, in the order of their heads; cached as `doc._.dateline_predicates`.

    Works on Universal Dependencies and on CLEAR labels (spaCy's own English pipelines). An unparsed Doc has none.
    One argument is given for each conjunct ("Moscow and Minsk said": two subjects).
    """
    found = cast("tuple[Predicate, ...] | None", layer_of(doc, _LAYER))
    if found is None:
        found = _read(AnnotatedText.of(doc))
        keep_layer(doc, _LAYER, found)
    return found


def _read(text: AnnotatedText) -> tuple[Predicate, ...]:
    if not text.is_parsed:
        return ()
    return repair_predicates(text, analyse(clear.tree(text) if clear.speaks_clear(text) else ud.tree(text)))

"""The shipped encoder over a Doc that spaCy made: what the component `dateline` parses with (`dateline/pipe.py`)."""

from __future__ import annotations

from pathlib import Path

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from dateline.language.annotated import AnnotatedText
from dateline.language.encoder.annotator import Annotator
from dateline.language.encoder.network import Encoder
from dateline.language.pipeline import WEIGHTS
from dateline.language.spacy_docs import doc_of
from dateline.language.tokens import CutText


class Component:
    """Annotates a Doc that any tokenizer cut. A token of line breaks with a blank line in it ends a paragraph."""

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        self._made_of = folder, threads
        self._annotator: Annotator | None = None

    def __reduce__(self) -> tuple[type[Component], tuple[Path, int]]:
        """Another process loads the weights anew."""
        return Component, self._made_of

    def __call__(self, doc: Doc) -> Doc:
        """A Doc of the same tokens with every layer; `user_data` goes along."""
        blank = tuple(token.is_space for token in doc)
        hard: list[bool] = []
        ended = True
        for token in doc:
            if token.is_space:
                ended = ended or token.text.count("\n") > 1
                hard.append(False)
                continue
            hard.append(ended)
            ended = False
        cut = CutText(tuple(t.text for t in doc), tuple(bool(t.whitespace_) for t in doc), tuple(hard), blank)
        made = doc_of(self._annotate(cut), doc.vocab)
        made.user_data = {**doc.user_data, **made.user_data}
        made._context, made.cats = doc._context, dict(doc.cats)  # what `nlp.pipe` passes along, and others' work
        for name, group in doc.spans.items():
            made.spans[name] = [
                SpacySpan(made, span.start, span.end, span.label, kb_id=span.kb_id, span_id=span.id) for span in group
            ]
        return made

    def _annotate(self, cut: CutText) -> AnnotatedText:
        # Loaded at the first Doc, and not before: a pipeline that is only built, saved or forked pays nothing.
        if self._annotator is None:
            self._annotator = Annotator(Encoder(*self._made_of))
        return self._annotator(cut)

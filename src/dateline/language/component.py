"""The shipped encoder as a spaCy component: `nlp = spacy.blank("en"); nlp.add_pipe("dateline")`."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from dateline.language.encoder.annotator import Annotator
from dateline.language.encoder.network import Encoder
from dateline.language.pipeline import WEIGHTS
from dateline.language.tokens import CutText


class Component:
    """Annotates a Doc that any tokenizer cut. A token of line breaks with a blank line in it ends a paragraph."""

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        self._encoder = Encoder(folder, threads)
        self._annotator: Annotator | None = None

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
        if self._annotator is None or self._annotator.vocab is not doc.vocab:
            self._annotator = Annotator(self._encoder, doc.vocab)
        made = self._annotator(cut)
        made.user_data = {**doc.user_data, **made.user_data}
        return made


@SpacyLanguage.factory("dateline", default_config={"threads": 1})
def make(nlp: SpacyLanguage, name: str, threads: int) -> Component:  # noqa: ARG001  # the signature is spaCy's
    """The factory that spaCy calls."""
    return Component(threads=threads)

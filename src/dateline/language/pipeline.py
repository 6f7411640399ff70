"""`load` and `Language`: text and its paragraphs in, spaCy `Doc` out, with our pipeline or any installed one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dateline.language.annotated import AnnotatedText
from dateline.language.encoder.annotator import Annotator
from dateline.language.encoder.network import Encoder
from dateline.language.tokens import CutText, cut_text
from dateline.model import Span

if TYPE_CHECKING:  # its import takes half a second, and our own pipeline goes without
    from spacy.language import Language as SpacyLanguage
    from spacy.tokens import Doc

WEIGHTS = Path(__file__).parent / "weights"
TYPES = {"GPE": "LOC", "FAC": "LOC"}
"""OntoNotes types that our guideline calls places."""


class Engine(Protocol):
    """What turns cut words into an annotated Doc."""

    def __call__(self, words: CutText) -> Doc:
        """The Doc of these tokens."""
        ...

    def read(self, words: CutText) -> AnnotatedText:
        """The same without spaCy, where nobody asks for a Doc."""
        ...


class Language:
    """A pipeline that keeps offsets: `token.idx` counts code points of the given text.

    Lone surrogates read as U+FFFD in the Doc; lengths stay. One instance may be used from one thread at a time.
    """

    def __init__(self, name: str, engine: Engine) -> None:
        self.name = name
        self._engine = engine

    def parse(self, text: str, paragraphs: Sequence[Span]) -> Doc:
        """Parse a text. Paragraphs are hard sentence boundaries; what lies outside them is one blank token each.

        Raises ValueError where paragraphs overlap, are out of order or leave the text.
        """
        return self.annotate(cut_text(text, paragraphs))

    def annotate(self, words: CutText) -> Doc:
        """Annotate words that are cut already."""
        return self._engine(words)

    def read(self, text: str, paragraphs: Sequence[Span]) -> AnnotatedText:
        """What `parse` finds, as rooms of coding read it: no Doc is made where our own encoder reads. Raises ValueError
        as `parse`."""
        return self._engine.read(cut_text(text, paragraphs))

    def pipe(self, items: Iterable[tuple[str, Sequence[Span]]]) -> Iterator[Doc]:
        """`parse` for many; each Doc is the same as if parsed alone."""
        for text, paragraphs in items:
            yield self.parse(text, paragraphs)


class Ours:
    """The shipped encoder."""

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        self._annotator = Annotator(Encoder(folder, threads))

    def __call__(self, words: CutText) -> Doc:
        from dateline.language.spacy_docs import doc_of, vocabulary

        return doc_of(self._annotator(words), vocabulary())

    def read(self, words: CutText) -> AnnotatedText:
        """The words with every layer."""
        return self._annotator(words)


class Theirs:
    """An installed spaCy pipeline over our tokens, so that offsets and paragraphs hold."""

    def __init__(self, nlp: SpacyLanguage) -> None:
        self._nlp = nlp

    def __call__(self, words: CutText) -> Doc:
        from spacy.tokens import Doc

        doc = Doc(self._nlp.vocab, list(words.words), list(words.spaces))
        for i, starts in enumerate(words.hard):
            if starts:
                doc[i].is_sent_start = True
        if not any(not b for b in words.blank):
            return doc
        for _, process in self._nlp.pipeline:
            doc = process(doc)
        return with_our_types(doc)

    def read(self, words: CutText) -> AnnotatedText:
        """The Doc's words."""
        return AnnotatedText.of(self(words))


def with_our_types(doc: Doc) -> Doc:
    """The Doc itself, the types of its entities brought to ours."""
    from spacy.tokens import Span as SpacySpan

    doc.ents = [SpacySpan(doc, e.start, e.end, label=TYPES.get(e.label_, e.label_)) for e in doc.ents]
    return doc


def load(name: str = "dateline", *, threads: int = 1, weights: Path | None = None) -> Language:
    """The shipped pipeline ("dateline"), or an installed spaCy pipeline by its name.

    `threads`: for the shipped encoder. `weights`: another folder of weights for it. Raises OSError where the named
    pipeline is not installed, FileNotFoundError where weights are missing.
    """
    if name == "dateline":
        return Language(name, Ours(weights or WEIGHTS, threads))
    import spacy

    return Language(name, Theirs(spacy.load(name)))

"""Text to words with every layer (`AnnotatedText`, or a spaCy `Doc` for whoever wants one) with our shipped English
pipeline, and the `Parse` of it that every room of coding reads.

`acts`, `analysis`, `close`, `kinship`, `network`, `shape` and `tokens` are files of this floor that training shares
with run time, so that a word looks the same to both.
"""

from dateline.language import tokens
from dateline.language.annotated import AnnotatedText, Word, WordRange
from dateline.language.encoder import acts, analysis, close, network, shape
from dateline.language.encoder.acts import ToldAct, knows_acts, told_acts
from dateline.language.encoder.commitment import Commitment
from dateline.language.encoder.frames import Frame, frames
from dateline.language.encoder.said import HeardCue, heard, hears
from dateline.language.parse import Parse
from dateline.language.pipeline import Language, load, with_our_types
from dateline.language.syntax import kinship
from dateline.language.syntax.layer import predicates
from dateline.language.syntax.predicates import Argument, Link, Predicate, Role
from dateline.language.tokens import CutText

__all__ = [
    "AnnotatedText",
    "Argument",
    "Commitment",
    "CutText",
    "Frame",
    "HeardCue",
    "Language",
    "Link",
    "Parse",
    "Predicate",
    "Role",
    "ToldAct",
    "Word",
    "WordRange",
    "acts",
    "analysis",
    "close",
    "frames",
    "heard",
    "hears",
    "kinship",
    "knows_acts",
    "load",
    "network",
    "predicates",
    "shape",
    "tokens",
    "told_acts",
    "with_our_types",
]

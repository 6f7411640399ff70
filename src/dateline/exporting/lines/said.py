"""Who said what, in each wording that the sources give it, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.exporting.lines.evidence import EvidenceWords
from dateline.model import Quotation, Stance


@dataclass(frozen=True, slots=True)
class WordedLine:
    """One wording of an utterance, the sources that have it, and every page that prints it.

    `stance` is that of this wording: what one source has as said another may have as denied of its opposite. `told_by`
    is who passes it on, where the report has it from somebody else than the speaker. `text` is "" where what is denied
    is only a pronoun that nothing resolves: then `words` show the cue.
    """

    text: str
    stance: Stance
    stance_words: str
    quotation: Quotation
    cue: str | None
    told_by: str | None
    sources: tuple[str, ...]
    outlets: tuple[str, ...]
    words: tuple[EvidenceWords, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a speaker said, in each wording that the sources give it."""

    id: str
    stance: Stance
    stance_words: str
    wordings: tuple[WordedLine, ...]
    sources: tuple[str, ...]

    def leads(self, otherwise: str) -> tuple[str, ...]:
        """What stands before each wording: its stance in words, or `otherwise` where that of the one before goes on."""
        said = [one.stance_words for one in self.wordings]
        return tuple(words if not place or words != said[place - 1] else otherwise for place, words in enumerate(said))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, and all that is heard from them."""

    name: str
    said: tuple[Said, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordRun:
    """A run of words of one wording; `kept` where the fullest wording has them too."""

    words: str
    kept: bool


@dataclass(frozen=True, slots=True)
class QuotedAs:
    """One wording of an utterance beside the fullest: its words as runs, how it differs, and why it is paired.

    `change` is "the fullest", "same words", "cut", "altered" or "worded differently"; `speaker` is set where this
    source gives the words to somebody else.
    """

    wording: WordedLine
    runs: tuple[WordRun, ...]
    change: str
    why: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """One utterance as independent sources word it; `drift`: how its meaning moved, in words ("" where it did not)."""

    id: str
    speaker: str
    sources: tuple[str, ...]
    versions: tuple[QuotedAs, ...]
    drift: str = ""

    @property
    def chief(self) -> tuple[QuotedAs, ...]:
        """The first wording of every source."""
        seen: set[str] = set()
        kept: list[QuotedAs] = []
        for one in self.versions:
            if not kept or not seen.issuperset(one.wording.sources):
                kept.append(one)
            seen.update(one.wording.sources)
        return tuple(kept)

    @property
    def rest(self) -> tuple[QuotedAs, ...]:
        """What further pages of the same sources print otherwise."""
        return tuple(one for one in self.versions if one not in self.chief)

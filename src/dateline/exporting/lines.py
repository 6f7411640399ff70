"""The lines of a brief: frozen plain values, the same for the terminal, HTML and JSON.

Every line carries `EvidenceWords`, the evidence: words cut from one report with what stands around them, so that a
reader can check the line without opening the page. Nothing here holds a value that its words do not show.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Quotation, Stance, Told


@dataclass(frozen=True, slots=True)
class EvidenceWords:
    """Evidence: `exact` is `text[start:end]` of the report `report` that `outlet` printed.

    `before` and `after` stand around it in its sentence, cut with an ellipsis where that is long. `source` is the
    letter of the independent source that the report belongs to.
    """

    report: str
    outlet: str
    source: str
    start: int
    end: int
    exact: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A date as it is known (`value`, ISO 8601, as long as what is known) and as a reader says it (`words`)."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Printing:
    """One page of a source: where it was printed, when, and what is doubtful about that.

    `relation` says in words how its text stands to the source's first page; "" for that page itself. `refuted`:
    the page declares a date that its text contradicts. `text_from`: the earliest sure date of any page with the
    same text, where this page has none of its own. `between`: the days that its words leave open. `placed`: the day of
    a page whose own date is refuted or missing, by what it shares with dated pages; `placed_why`: the steps to it.
    """

    report: str
    outlet: str
    title: str | None
    address: str | None
    published: Day | None
    method: str
    declared: Day | None
    refuted: bool
    text_from: Day | None
    between: tuple[Day | None, Day | None] | None
    doubts: tuple[str, ...]
    relation: str
    credit: str | None
    words: tuple[EvidenceWords, ...]
    authors: tuple[str, ...] = ()
    placed: Day | None = None
    placed_why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BriefSource:
    """One independent text: a letter for this brief, who wrote it, how that is known, and every page that prints it."""

    letter: str
    lineage: str
    writer: str
    how: str
    outlets: tuple[str, ...]
    printings: tuple[Printing, ...]

    @property
    def copies(self) -> int:
        """How many pages say the same again."""
        return len(self.printings) - 1


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field, the letters of the sources that give it, and their words."""

    value: str
    sources: tuple[str, ...]
    words: tuple[EvidenceWords, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """A field of a happening: its name and verdict as `dateline.model.Field` has them, and its values."""

    name: str
    verdict: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """One way in which a happening is told, and the sources that tell it so. A source counts once."""

    told: str
    words: str
    vouched: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeadLine:
    """A sentence that the brief opens with, whole, as `sources` print it. `also`: other sources that tell the same in
    other words; `happenings`: those that it tells of; `tags`: those of them whose coded tag its own words bear out;
    `days`: the days that its words mean, where they do not say so ("Wednesday").
    """

    words: EvidenceWords
    sources: tuple[str, ...]
    also: tuple[str, ...] = ()
    days: tuple[Day, ...] = ()
    happenings: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Happened:
    """One happening. `noun` is its type in plain words, `line` the noun with those who take part.

    `vouched`: "yes" where it is told as a fact, "open" where as planned or possible, "no" where contested;
    `telling`: every way in which it is told, with the sources that tell it so, the commonest first.
    `words` are the clauses that tell it, the best of each source first; `when` is None where no source tells. `sure` is
    that of the surest event that tells it.

    `heading` is the sentence of a source that tells it best, whole; `tag` what kind of thing it is, in plain words.
    `voices`: how many independent wordings there are; `origin`: whom all of them have it from, "" where not one party.
    `background`: told in passing, or of another time than the story.
    """

    id: str
    type: str
    mode: str | None
    noun: str
    line: str
    told: Told
    told_words: str
    vouched: str
    telling: tuple[Telling, ...]
    when: Day | None
    where: str | None
    sources: tuple[str, ...]
    agreement: str
    details: tuple[Detail, ...]
    words: tuple[EvidenceWords, ...]
    sure: float = 1.0
    tag: str = ""
    heading: EvidenceWords | None = None
    voices: int = 1
    origin: str = ""
    background: bool = False


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


@dataclass(frozen=True, slots=True)
class Contested:
    """What is denied, alleged or told as not having happened: the claim, who claims it, who denies it.

    `denial`: no happening stands behind it, `words` are what somebody said in denial (either what is denied or
    the denial itself: the words tell).
    """

    claim: str
    how: str
    denial: bool
    claimed_by: tuple[Value, ...]
    denied_by: tuple[Value, ...]
    sources: tuple[str, ...]
    words: tuple[EvidenceWords, ...]


@dataclass(frozen=True, slots=True)
class NumberCell:
    """A number as one source prints it, with the day of its page (None where that is not known). `disputed`: another
    source of that day gives one that cannot be the same.
    """

    value: str
    outlet: str
    source: str
    published: Day | None
    words: EvidenceWords
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class NumberRow:
    """What several sources give a number for. `verdict`: "the same", "differ" (of one day, and they cannot be one),
    "changed from day to day", or that it is open, since the days are not known.
    """

    thing: str
    verdict: str
    cells: tuple[NumberCell, ...]


@dataclass(frozen=True, slots=True)
class ChangedState:
    """One state of what changed: what it was, on the day of which report, in its words."""

    state: str
    day: Day | None
    words: EvidenceWords


@dataclass(frozen=True, slots=True)
class Changed:
    """A history: a plan and its deed, or a number that grew. `happening`: its id, "" of a number."""

    what: str
    happening: str
    states: tuple[ChangedState, ...]


@dataclass(frozen=True, slots=True)
class DisputeSide:
    """One side of a dispute: what is given or who says so, the sources, and their words."""

    label: str
    sources: tuple[str, ...]
    words: tuple[EvidenceWords, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """What sources or parties put against each other. `happening`: its id, "" of a number."""

    what: str
    happening: str
    sides: tuple[DisputeSide, ...]


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field on which the sources differ: of which happening, which field, and what each source gives."""

    happening: str
    about: str
    field: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the timeline. `others` are the days that other sources give; `rank` its place among the happenings."""

    day: Day
    happening: str
    line: str
    told_words: str
    vouched: str
    sources: tuple[str, ...]
    others: tuple[Value, ...]
    rank: int
    words: tuple[EvidenceWords, ...]
    tag: str = ""
    heading: EvidenceWords | None = None


@dataclass(frozen=True, slots=True)
class BriefLines:
    """All that is known of one story, by weight: what most sources tell first.

    `pages == sources + copies` always: `pages` counts the reports, `sources` the independent texts among them.
    `undated` counts the happenings that the timeline leaves out; `unsure` those that the whole brief leaves out, since
    no event that tells them is as sure as `least_sure`. `gaps`: what the brief could not do; `lead`: the sentences it
    opens with; `changes`, `disputes`, `numbers` and `quotations` hold what is told over several sources.
    """

    story: str
    headline: str
    pages: int
    independent: int
    copies: int
    earliest: Day | None
    latest: Day | None
    sources: tuple[BriefSource, ...] = ()
    happened: tuple[Happened, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    contested: tuple[Contested, ...] = ()
    differences: tuple[FieldDifference, ...] = ()
    timeline: tuple[Moment, ...] = ()
    undated: int = 0
    least_sure: float = 0.0
    unsure: int = 0
    gaps: tuple[str, ...] = ()
    lead: tuple[LeadLine, ...] = ()
    changes: tuple[Changed, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    numbers: tuple[NumberRow, ...] = ()
    quotations: tuple[Quoted, ...] = ()

    @property
    def counts(self) -> str:
        """ "6 pages, 3 independent sources, 3 copies"."""
        return ", ".join(
            (
                number(self.pages, "page"),
                number(self.independent, "independent source"),
                number(self.copies, "copy", "copies"),
            )
        )

    def besides(self, *, background: bool) -> tuple[tuple[Happened, ...], ...]:
        """The happenings without a tag beside the lead, those of one sentence together; the background, or the rest."""
        told = {name for line in self.lead for name in line.tags}
        groups: dict[tuple[str, int, int] | str, list[Happened]] = {}
        for one in self.happened:
            if one.id not in told and one.background == background:
                words = one.heading
                groups.setdefault((words.report, words.start, words.end) if words else one.id, []).append(one)
        return tuple(tuple(group) for group in groups.values())

    def tags_of(self, line: LeadLine) -> tuple[Happened, ...]:
        """The happenings whose tags stand beside a sentence of the lead."""
        return tuple(one for one in self.happened if one.id in line.tags)

    def told_first(self, line: LeadLine) -> frozenset[str]:
        """The ids of the happenings whose tags no line of the lead before this one has: where a page anchors them."""
        before = {name for one in self.lead[: self.lead.index(line)] for name in one.tags}
        return frozenset(line.tags) - before

    def chief(self, most: int) -> tuple[Moment, ...]:
        """The `most` weightiest lines of the timeline, in the order of time."""
        kept = sorted(self.timeline, key=lambda one: one.rank)[:most]
        return tuple(one for one in self.timeline if one in kept)


def number(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 page", "2 pages", "no copies"."""
    noun = one if count == 1 else (many or one + "s")
    return f"{count if count else 'no'} {noun}"

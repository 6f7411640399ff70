"""Who said what: one thing said, in every wording that the sources give it, gathered by speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.exporting.brief_evidence import BriefEvidence, outlet_of
from dateline.exporting.lines import Said, Speaker, WordedLine
from dateline.exporting.phrases import stance_words
from dateline.model import Exhibit, Statement, Story, Wording, content_id

_NOT_WORD = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class _Heard:
    """An utterance, or a statement that only one report has."""

    id: str
    speaker: str
    said: Said
    place: float


def speakers(story: Story, evidence: BriefEvidence) -> tuple[Speaker, ...]:
    """Every speaker with all that is heard from them: most independent sources first, then who is named, then who says
    most, then as the texts have it.
    """
    by_name: dict[str, list[_Heard]] = {}
    names = _Names(one.speaker for one in story.utterances)
    for heard in (*_utterances(story, evidence), *_utter_alone(story, evidence)):
        by_name.setdefault(names.full(heard.speaker), []).append(heard)
    out = [(_speaker(name, heard), min(one.place for one in heard)) for name, heard in by_name.items()]
    return tuple(one for one, _ in sorted(out, key=lambda pair: _weight(*pair)))


def _weight(one: Speaker, place: float) -> tuple[int, bool, int, float, str]:
    heard = max(len(said.sources) for said in one.said)
    return -heard, not one.name[:1].isupper(), -len(one.said), place, one.name


class _Names:
    """A lone statement's speaker is the one of an utterance where the name is the same but for its case."""

    def __init__(self, names: Iterable[str]) -> None:
        self._full = {name.casefold(): name for name in sorted(names, reverse=True)}

    def full(self, name: str) -> str:
        return self._full.setdefault(name.casefold(), name)


def _speaker(name: str, heard: list[_Heard]) -> Speaker:
    ordered = sorted(heard, key=lambda one: (-len(one.said.sources), one.place, one.id))
    letters = sorted({letter for one in heard for letter in one.said.sources}, key=lambda one: (len(one), one))
    return Speaker(name, tuple(one.said for one in ordered), tuple(letters))


def _utterances(story: Story, evidence: BriefEvidence) -> list[_Heard]:
    out = []
    for one in story.utterances:
        wordings = [wording for wording in one.wordings if (wording.report, wording.statement) in evidence.statements]
        if wordings:
            said = Said(
                one.id,
                one.stance,
                stance_words(one.stance),
                _group_wordings(wordings, evidence),
                evidence.sources(one.lineages),
            )
            out.append(_Heard(one.id, one.speaker, said, _place(wordings, evidence)))
    return out


def _utter_alone(story: Story, evidence: BriefEvidence) -> list[_Heard]:
    """The statements that stand in no utterance: linking joins, it does not list what only one report has."""
    joined = {(wording.report, wording.statement) for one in story.utterances for wording in one.wordings}
    out = []
    for (report, name), statement in evidence.statements.items():
        if (report, name) in joined or statement.speaker is None or not statement.content:
            continue
        wording = Wording(report, name, statement.content)
        letters = (evidence.letters[report],) if report in evidence.letters else ()
        stance = statement.stance
        key = content_id("u", report, name)
        said = Said(key, stance, stance_words(stance), _group_wordings([wording], evidence), letters)
        out.append(_Heard(key, statement.speaker.name, said, _place([wording], evidence)))
    return out


def _place(wordings: Iterable[Wording], evidence: BriefEvidence) -> float:
    return min(one.spans[0].start / max(1, len(evidence.reports[one.report].text)) for one in wordings)


def _group_wordings(wordings: Iterable[Wording], evidence: BriefEvidence) -> tuple[WordedLine, ...]:
    """The wordings that differ in more than case and punctuation, the one of most sources first."""
    groups: dict[str, list[Wording]] = {}
    for wording in wordings:
        text = _text(wording, evidence)
        groups.setdefault(_NOT_WORD.sub(" ", text).casefold().strip(), []).append(wording)
    out = [_write_line(group, evidence) for group in _join_clipped(groups, evidence)]
    return tuple(sorted(out, key=lambda one: (-len(one.sources), one.sources, -len(one.outlets), one.text)))


def _join_clipped(groups: dict[str, list[Wording]], evidence: BriefEvidence) -> list[list[Wording]]:
    """A wording that is a piece of a longer one of the same source joins it: pages of one text, cut differently."""
    kept: dict[str, list[Wording]] = {}
    for text in sorted(groups, key=lambda one: (-len(one), one)):
        letters = _letters(groups[text], evidence)
        home = next(
            (longer for longer, group in kept.items() if text in longer and letters <= _letters(group, evidence)), text
        )
        kept.setdefault(home, []).extend(groups[text])
    return list(kept.values())


def _letters(group: Iterable[Wording], evidence: BriefEvidence) -> set[str | None]:
    return {evidence.letters.get(one.report) for one in group}


def _text(wording: Wording, evidence: BriefEvidence) -> str:
    """The words for a reader: without the comma before the cue, and "that he came" without its "that"."""
    text = evidence.reports[wording.report].text
    words = " … ".join(" ".join(span.cut(text).split()).rstrip(",;:") for span in wording.spans)
    direct = evidence.statements[wording.report, wording.statement].quotation == "direct"
    return words if direct else words.removeprefix("that ")


def _write_line(group: list[Wording], evidence: BriefEvidence) -> WordedLine:
    longest = max(len(_text(one, evidence)) for one in group)
    whole = [one for one in group if len(_text(one, evidence)) == longest]
    first = min(whole, key=lambda one: (_rank(one.report, evidence), one.statement))
    statement = evidence.statements[first.report, first.statement]
    report = evidence.reports[first.report]
    ranked = sorted({one.report for one in group}, key=lambda name: _rank(name, evidence))
    letters = dict.fromkeys(evidence.letters[name] for name in ranked if name in evidence.letters)
    return WordedLine(
        text=_text(first, evidence),
        quotation=statement.quotation,
        cue=statement.cue.cut(report.text) if statement.cue else None,
        told_by=_name_reporter(first.report, statement, evidence),
        sources=tuple(letters),
        outlets=tuple(dict.fromkeys(outlet_of(evidence.reports[name]) for name in ranked)),
        words=evidence.show_all(Exhibit(one.report, span) for one in group for span in one.spans),
    )


def _name_reporter(report: str, statement: Statement, evidence: BriefEvidence) -> str | None:
    outer = evidence.statements.get((report, statement.within)) if statement.within else None
    return outer.speaker.name if outer and outer.speaker else None


def _rank(report: str, evidence: BriefEvidence) -> tuple[int, str]:
    return evidence.order.get(report, len(evidence.order)), report

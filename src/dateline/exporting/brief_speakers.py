"""Who said what: one thing said, in every wording that the sources give it, gathered by speaker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from dateline.exporting.brief_evidence import BriefEvidence, outlet_of
from dateline.exporting.lines import Said, Speaker, WordedLine
from dateline.exporting.phrases import leaning, pointing, stance_words
from dateline.linking.identity import fullest_name, same_name
from dateline.model import Exhibit, Span, Stance, Statement, Story, Wording

UNNAMED = "a speaker who is not named"
_NOBODY = frozenset(("who", "i", "we", "it", "this", "that", "you", "one"))
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
    every = (*_utterances(story, evidence), *_utter_alone(story, evidence))
    names = _Names(one.speaker for one in every)
    for heard in every:
        by_name.setdefault(names.full(heard.speaker), []).append(heard)
    out = [(_speaker(name, heard), min(one.place for one in heard)) for name, heard in by_name.items()]
    return tuple(one for one, _ in sorted(out, key=lambda pair: _weight(*pair)))


def leave_bare(voices: Iterable[Speaker]) -> tuple[Speaker, ...]:
    """The speakers without the denials of which no words can be shown ("Norland denies this")."""
    kept = []
    for one in voices:
        said = tuple(each for each in map(_with_words, one.said) if each.wordings)
        if said:
            kept.append(replace(one, said=said))
    return tuple(kept)


def _with_words(said: Said) -> Said:
    return replace(said, wordings=tuple(one for one in said.wordings if one.text))


def unnamed_denials(evidence: BriefEvidence) -> tuple[Speaker, ...]:
    """Denials by nobody who is named, as one speaker; nothing where there are none."""
    heard = [
        _hear_alone(report, statement, UNNAMED, evidence)
        for (report, _), statement in evidence.statements.items()
        if statement.stance == "denies" and statement.speaker is None and _can_be_shown(statement)
    ]
    return (_speaker(UNNAMED, heard),) if heard else ()


def _weight(one: Speaker, place: float) -> tuple[int, bool, int, float, str]:
    heard = max(len(said.sources) for said in one.said)
    return -heard, one.name == UNNAMED or not one.name[:1].isupper(), -len(one.said), place, one.name


class _Names:
    """One name for each speaker: "Marin" is "Sanna Marin" where no other Marin speaks; a pronoun is nobody."""

    def __init__(self, names: Iterable[str]) -> None:
        self._counts = Counter(name for name in names if not _is_pronoun(name))
        self._full: dict[str, str] = {}

    def full(self, name: str) -> str:
        """The name to show."""
        if name not in self._full:
            self._full[name] = self._find(name)
        return self._full[name]

    def _find(self, name: str) -> str:
        if _is_pronoun(name):
            return UNNAMED
        folded = {one: count for one, count in self._counts.items() if one.casefold() == name.casefold()}
        alike = {one: count for one, count in self._counts.items() if same_name(one, name)}
        if name[:1].isupper() and all(same_name(one, other) for one, other in combinations(alike, 2)):
            folded = folded | alike
        return fullest_name(folded or {name: 1})


def _is_pronoun(name: str) -> bool:
    return name.casefold() in leaning()["pronoun"] | _NOBODY


def _speaker(name: str, heard: list[_Heard]) -> Speaker:
    ordered = sorted(heard, key=lambda one: (-len(one.said.sources), one.place, one.id))
    letters = sorted({letter for one in heard for letter in one.said.sources}, key=lambda one: (len(one), one))
    return Speaker(name, tuple(one.said for one in ordered), tuple(letters))


def _utterances(story: Story, evidence: BriefEvidence) -> list[_Heard]:
    out = []
    for one in story.utterances:
        wordings = [wording for wording in one.wordings if (wording.report, wording.statement) in evidence.statements]
        if wordings:
            said = _said(one.id, one.stance, wordings, evidence.sources(one.lineages), evidence)
            out.append(_Heard(one.id, one.speaker, said, _place(wordings, evidence)))
    return out


def _utter_alone(story: Story, evidence: BriefEvidence) -> list[_Heard]:
    """The statements that stand in no utterance: linking joins, it does not list what only one report has."""
    joined = {(wording.report, wording.statement) for one in story.utterances for wording in one.wordings}
    out = []
    for (report, name), statement in evidence.statements.items():
        if (report, name) not in joined and statement.speaker is not None and _can_be_shown(statement):
            out.append(_hear_alone(report, statement, statement.speaker.name, evidence))
    return out


def _can_be_shown(statement: Statement) -> bool:
    return bool(statement.content or (statement.stance == "denies" and statement.cue))


def _hear_alone(report: str, statement: Statement, speaker: str, evidence: BriefEvidence) -> _Heard:
    wording = Wording(report, statement.id, statement.content)
    letters = (evidence.letters[report],) if report in evidence.letters else ()
    said = _said(statement.id, statement.stance, [wording], letters, evidence)
    return _Heard(statement.id, speaker, said, _place([wording], evidence))


def _said(key: str, stance: Stance, wordings: list[Wording], sources: tuple[str, ...], evidence: BriefEvidence) -> Said:
    """Its wordings, those of its own stance first."""
    lines = sorted(_group_wordings(wordings, evidence), key=lambda one: (one.stance != stance, one.stance))
    return Said(key, stance, lines[0].stance_words, tuple(lines), sources)


def _place(wordings: Iterable[Wording], evidence: BriefEvidence) -> float:
    shown = [(one, span) for one in wordings for span in _spans(one, evidence)]
    return min(span.start / max(1, len(evidence.reports[one.report].text)) for one, span in shown)


def _spans(wording: Wording, evidence: BriefEvidence) -> tuple[Span, ...]:
    """The words to show: of a denial that only points ("denies it") those of what it denies, else its cue."""
    if not _only_points(wording, evidence):
        return wording.spans
    statement = evidence.statements[wording.report, wording.statement]
    cue = (statement.cue,) if statement.cue else wording.spans
    return evidence.denied_in(wording.report, wording.statement) or cue


def _only_points(wording: Wording, evidence: BriefEvidence) -> bool:
    if evidence.statements[wording.report, wording.statement].stance != "denies":
        return False
    text = evidence.reports[wording.report].text
    return all(word in pointing() for span in wording.spans for word in span.cut(text).casefold().split())


def _group_wordings(wordings: Iterable[Wording], evidence: BriefEvidence) -> tuple[WordedLine, ...]:
    """The wordings that differ in more than case and punctuation, the one of most sources first."""
    stances: dict[str, dict[str, list[Wording]]] = {}
    for wording in wordings:
        statement = evidence.statements[wording.report, wording.statement]
        groups = stances.setdefault(stance_words(statement.stance, statement.quotation), {})
        text = _text(wording, evidence)
        groups.setdefault(_NOT_WORD.sub(" ", text).casefold().strip(), []).append(wording)
    out = [_write_line(group, evidence) for groups in stances.values() for group in _join_clipped(groups, evidence)]
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
    """The words for a reader: without the comma before the cue, and "that he came" without its "that"; "" where what is
    denied is only pointed at and not known.
    """
    if _only_points(wording, evidence) and not evidence.denied_in(wording.report, wording.statement):
        return ""
    text = evidence.reports[wording.report].text
    words = " … ".join(" ".join(span.cut(text).split()).rstrip(",;:") for span in _spans(wording, evidence))
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
        stance=statement.stance,
        stance_words=stance_words(statement.stance, statement.quotation),
        quotation=statement.quotation,
        cue=statement.cue.cut(report.text) if statement.cue else None,
        told_by=_name_reporter(first.report, statement, evidence),
        sources=tuple(letters),
        outlets=tuple(dict.fromkeys(outlet_of(evidence.reports[name]) for name in ranked)),
        words=evidence.show_all(Exhibit(one.report, span) for one in group for span in _spans(one, evidence)),
    )


def _name_reporter(report: str, statement: Statement, evidence: BriefEvidence) -> str | None:
    outer = evidence.statements.get((report, statement.within)) if statement.within else None
    return outer.speaker.name if outer and outer.speaker else None


def _rank(report: str, evidence: BriefEvidence) -> tuple[int, str]:
    return evidence.order.get(report, len(evidence.order)), report

"""What is denied, alleged or told as not having happened: the claim, who claims it, who denies it."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.exporting.lines import Contested, Detail, EvidenceWords, Happened, Said, Speaker, Value, WordedLine

_CONTESTED = frozenset({"alleged", "denied", "did-not-happen"})


def find_contested(lines: Iterable[Happened], speakers: Iterable[Speaker]) -> tuple[Contested, ...]:
    """Contested happenings by their weight, then the denials that belong to no happening.

    What one source alleges and another tells as a fact is no claim unless somebody denies it: there the sources differ.
    """
    claims = [_claim(line) for line in lines if _detail(line, "denied by") or _is_alleged(line)]
    heard = [word for claim in claims if claim.denied_by for word in claim.words]
    denials = [
        _denial(speaker.name, said, denied)
        for speaker in speakers
        for said in speaker.said
        if (denied := _denied(said)) and not _is_among(denied, heard)
    ]
    return (*claims, *denials)


def _denied(said: Said) -> tuple[WordedLine, ...]:
    """The wordings that deny: of an utterance that other sources word as the opposite, some."""
    return tuple(one for one in said.wordings if one.stance == "denies")


def _is_alleged(line: Happened) -> bool:
    return line.told in _CONTESTED and not any(one.vouched == "yes" for one in line.telling)


def _detail(line: Happened, name: str) -> Detail | None:
    return next((one for one in line.details if one.name == name and one.values), None)


def _claim(line: Happened) -> Contested:
    claimed, denied = _detail(line, "said by"), _detail(line, "denied by")
    return Contested(
        claim=line.line,
        how=line.told_words,
        denial=False,
        claimed_by=claimed.values if claimed else (),
        denied_by=denied.values if denied else (),
        sources=line.sources,
        words=line.words,
    )


def _denial(speaker: str, said: Said, denied: tuple[WordedLine, ...]) -> Contested:
    words = tuple(word for worded in denied for word in worded.words)
    sources = said.sources if said.stance == "denies" else tuple(sorted({at for one in denied for at in one.sources}))
    return Contested(
        claim=f"Denial by {speaker}",
        how=denied[0].stance_words,
        denial=True,
        claimed_by=(),
        denied_by=(Value(speaker, sources, words),),
        sources=sources,
        words=words,
    )


def _is_among(denied: Iterable[WordedLine], heard: Iterable[EvidenceWords]) -> bool:
    """Whether the denial's words are those of a claim that is listed already, on the same page or on a copy of it."""
    own = [word for worded in denied for word in worded.words]
    return any(_are_same(one, other) for other in heard for one in own)


def _are_same(one: EvidenceWords, other: EvidenceWords) -> bool:
    if one.report == other.report:
        return one.start < other.end and other.start < one.end
    return one.source == other.source and (one.exact in other.exact or other.exact in one.exact)

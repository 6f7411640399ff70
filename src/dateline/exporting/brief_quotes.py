"""Quotations across outlets: one utterance as several sources word it, how they differ, and why they are paired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dateline.exporting.lines import Quoted, QuotedAs, Said, Speaker, WordedLine, WordRun
from dateline.exporting.phrases import join_names, leaning
from dateline.linking.voices import is_one_wording
from dateline.linking.wording_diff import Stretch, word_diff
from dateline.linking.wordings import content_words

_SHOWN = 4
"""Shared words that are named as the reason of a pair."""
_TELLS = 3
"""Content words in lower case from which reported words are a statement, not a name alone."""
_QUOTED = 6
"""Words from which a quotation is its speaker's, so that another speaker of the same words is worth a line."""


def quotations(voices: Sequence[Speaker]) -> tuple[Quoted, ...]:
    """Every utterance that two independent sources give, then those that one gives to another speaker; the most widely
    carried first. A wording that denies what another has as said, is drift, and stands before the rest.
    """
    shared = [_quoted(speaker.name, said) for speaker in voices for said in speaker.said if len(said.sources) > 1]
    moved = list(_moved(voices))
    found = [one for one in (*shared, *moved) if one is not None]
    return tuple(sorted(found, key=lambda one: (-len(one.sources), not one.drift, not _is_quoted(one))))


def _is_quoted(one: Quoted) -> bool:
    return any(each.wording.quotation == "direct" for each in one.versions)


def _quoted(speaker: str, said: Said) -> Quoted | None:
    """The wordings of one utterance, each held against the fullest."""
    wordings = [one for one in said.wordings if _is_telling(one)]
    letters = {letter for one in wordings for letter in one.sources}
    if len(letters) < 2:
        return None
    full = _fullest(wordings)
    others = [one for one in wordings if one is not full]
    heard = tuple(letter for letter in said.sources if letter in letters)
    if not others:
        return Quoted(said.id, speaker, heard, (QuotedAs(full, (WordRun(full.text, True),), "same words", ""),))
    versions = [QuotedAs(full, (WordRun(full.text, True),), "the fullest", "")]
    drift = ""
    for one in others:
        diff = word_diff(full.text, one.text)
        why = _why(speaker, diff.shared)
        if diff.change in ("altered", "worded differently") and _is_turned(one, full):
            drift = "said in one source, denied in another"
        versions.append(QuotedAs(one, _runs(diff.b), diff.change, why))
    return Quoted(said.id, speaker, heard, tuple(versions), drift)


def _is_turned(one: WordedLine, other: WordedLine) -> bool:
    """Whether one wording has as denied, in the outlet's own words, what the other has as said without a "not": who
    says that nothing was signed, and who denies that anything was, tell the same.
    """
    denying = [each for each in (one, other) if each.stance == "denies"]
    if len(denying) != 1 or denying[0].quotation != "indirect":
        return False
    said = other if denying[0] is one else one
    return not any(word.endswith("n't") or word in leaning()["negation"] for word in _plain_words(said.text))


def _plain_words(text: str) -> list[str]:
    return [word.strip('.,;:!?"“”‘’()') for word in text.casefold().replace("’", "'").split()]


def _is_named(speaker: str, one: WordedLine) -> bool:
    """Whether the sentence of some quoted words names who speaks them: from afar the speaker is our reading."""
    last = speaker.split()[-1]
    return any(last in f"{words.before} {words.after}" for words in one.words)


def _may_be_one(name: str, other: str) -> bool:
    """Whether two names can be one speaker's: "Liz Marlow", "Elizabeth Marlow"; who is not named can be anybody."""
    named = all(one[:1].isupper() for one in (name, other))
    return not named or name.split()[-1] == other.split()[-1]


def _is_telling(one: WordedLine) -> bool:
    """Whether a wording tells something: of indirect speech that is more than a name ("condemned the president")."""
    words = [word for word in one.text.split() if word[:1].islower() and content_words(word)]
    return one.quotation == "direct" or len(words) >= _TELLS


def _fullest(wordings: Iterable[WordedLine]) -> WordedLine:
    return max(wordings, key=lambda one: (one.quotation == "direct", len(one.text.split()), len(one.sources)))


def _why(speaker: str, shared: Sequence[str]) -> str:
    words = join_names([f"“{word}”" for word in shared[:_SHOWN]])
    return f"both of {speaker}; both have {words}" if words else f"both of {speaker}"


def _runs(stretches: Iterable[Stretch]) -> tuple[WordRun, ...]:
    return tuple(WordRun(one.words, one.kept) for one in stretches)


def _moved(voices: Sequence[Speaker]) -> Iterator[Quoted]:
    """The same quoted words, given to two speakers by two sources."""
    lines = [
        (speaker.name, said, one)
        for speaker in voices
        for said in speaker.said
        for one in said.wordings
        if one.quotation == "direct" and len(one.text.split()) >= _QUOTED
    ]
    for (name, said, one), (other, _, two) in combinations(lines, 2):
        if len(two.text) > len(one.text):
            name, one, other, two = other, two, name, one
        if not (_is_named(name, one) and _is_named(other, two)):
            continue
        if _may_be_one(name, other) or set(one.sources) & set(two.sources) or not is_one_wording(one.text, two.text):
            continue
        diff = word_diff(one.text, two.text)
        versions = (
            QuotedAs(one, _runs(diff.a), "the fullest", "", name),
            QuotedAs(two, _runs(diff.b), diff.change, "the same words in quotation marks", other),
        )
        drift = f"given to {name} by one source, to {other} by another"
        yield Quoted(said.id, name, tuple(sorted({*one.sources, *two.sources})), versions, drift)

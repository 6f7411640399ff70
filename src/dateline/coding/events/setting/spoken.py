"""When and where a thing is said: the day of its verb, of the interview or speech it is part of, of the words before.

"Accused them in an interview taped on Saturday"; "in the interview he also blamed ..."; "said on Friday that ... He
urged ...". Only what is done by words is dated so: what they tell about may be of any day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.coding.events.candidate import Act, key_of
from dateline.coding.events.context import EventContext
from dateline.coding.events.setting.days import dates, times_in
from dateline.coding.events.setting.places import in_phrase
from dateline.language.syntax.predicates import Argument, Predicate
from dateline.model import Place, Span, Statement, When

_AT = frozenset(("at", "during", "in", "on"))
_PLACED = frozenset(("in", "at"))
_ONESELF = frozenset(("i", "we"))
_WITH = frozenset(("by", "while", "when"))  # "after complaining" is earlier, "praised her for paying" any time
_UP = 2  # governors


@dataclass(frozen=True, slots=True)
class SpeechSetting:
    """The day and place of what is said, and the keys of who says it."""

    when: When | None = None
    where: Place | None = None
    speakers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Talk:
    """One mention of an interview or speech: its word, and the verb on which it hangs."""

    token: int
    by: Predicate
    setting: SpeechSetting


def find_speeches(context: EventContext, found: Iterable[Act]) -> Mapping[int, SpeechSetting]:
    """Trigger of an act of speech -> the day and place of its utterance, where the report tells them."""
    acts = [act for act in found if act.predicate.kind != "noun" and context.ontology.has_trait(act, "spoken")]
    if not acts:
        return {}
    talks = {t.token: t for t in _find_talks(context)}
    own = {act.trigger: _find_setting(context, act, talks) for act in acts}
    out = {trigger: setting for trigger, setting in own.items() if setting is not None}
    carried = {} if len(out) == len(acts) else _carry_on(context, acts, out, talks)
    return {**_sum_up(context, acts, talks), **carried, **out}


def _sum_up(context: EventContext, acts: Sequence[Act], talks: Mapping[int, _Talk]) -> dict[int, SpeechSetting]:
    """What the giver of a report's one interview does by words in the present tense, he does there: "is blaming"."""
    dated = [t.setting for t in talks.values() if t.setting.when is not None and t.setting.speakers]
    if len(dated) != 1:
        return {}
    quoted = [c for s in context.found.statements for c in s.content]
    return {
        m.trigger: dated[0]
        for m in acts
        if m.predicate.kind == "verb"
        and m.predicate.tense == "present"
        and not (m.predicate.perfect or m.predicate.modals or dates(context, m.trigger))
        and not any(c.contains(context.span(m.trigger, m.trigger + 1)) for c in quoted)
        and _is_main(context, m.predicate)
        and _speakers(context, m.predicate) & dated[0].speakers
    }


def _carry_on(
    context: EventContext, acts: Sequence[Act], own: Mapping[int, SpeechSetting], talks: Mapping[int, _Talk]
) -> dict[int, SpeechSetting]:
    """What one speaker is told to say in sentences that follow each other, with no other day, is said at one time."""
    out: dict[int, SpeechSetting] = {}
    current: SpeechSetting | None = None
    cued = [(s.cue, s) for s in context.found.statements if s.speaker is not None and s.cue is not None]
    said = [c for s in context.found.statements for c in s.content]
    for first, end in dict.fromkeys(context.parse.sentences):
        reach = Span(*context.reach(first))
        told = [s for cue, s in cued if reach.start <= cue.start and cue.end <= reach.end]
        here = [m for m in acts if first <= m.trigger < end and context.parse.sentences[m.predicate.head][0] == first]
        given = [t for t in talks.values() if first <= t.by.head < end and t.setting.speakers]
        if not told and not here and given:
            current = _find_same(given[0], talks)
            current = replace(current, speakers=given[0].setting.speakers) if current is not None else None
            continue
        if not told and not here:
            if not any(c.start < reach.end and reach.start < c.end for c in said):
                current = None
            continue
        speakers = {key_of(s.speaker) for s in told if s.speaker is not None}
        speakers |= {key for m in here for key in _speakers(context, m.predicate)}
        days = dates(context, first)
        setting = _find_in_sentence(context, told, here, own, talks)
        if setting is not None:
            current = replace(setting, speakers=frozenset(speakers))
        elif current is None or days or not speakers or not speakers <= current.speakers:
            current = None
        else:
            out |= {m.trigger: current for m in here if m.predicate.tense == "past" and _is_main(context, m.predicate)}
    return out


def _is_main(context: EventContext, predicate: Predicate) -> bool:
    """Whether it is, or stands beside, the main verb of its sentence."""
    return context.parse.top(predicate, lambda p: p.link == "conjunct").link == "root"


def _find_in_sentence(
    context: EventContext,
    told: Sequence[Statement],
    acts: Sequence[Act],
    own: Mapping[int, SpeechSetting],
    talks: Mapping[int, _Talk],
) -> SpeechSetting | None:
    """The day and place that the sentence itself gives for what is said in it."""
    for act in acts:
        if act.trigger in own:
            return own[act.trigger]
    for said in told:
        if said.when is not None:
            return SpeechSetting(said.when)
        for talk in talks.values():
            if said.cue is not None and any(said.cue.contains(context.span(v, v + 1)) for v in _verbs_of(talk.by)):
                return _find_same(talk, talks)
    return None


def _verbs_of(predicate: Predicate) -> tuple[int, ...]:
    """The verb of a mention, and the one that its participle goes with: "speaking at a conference, he said"."""
    with_it = predicate.link == "adverbial" and not predicate.finite and predicate.parent is not None
    return (predicate.head, predicate.parent) if with_it and predicate.parent is not None else (predicate.head,)


def _find_talks(context: EventContext) -> Iterable[_Talk]:
    words = context.ontology.classes["SPEECH"]
    for predicate in context.parse.predicates:
        for argument in predicate.arguments if predicate.kind == "verb" else ():
            if context.lemma(argument.head) in words and not argument.shared:
                yield _Talk(argument.head, predicate, _read_talk(context, predicate, argument))


def _read_talk(context: EventContext, predicate: Predicate, argument: Argument) -> SpeechSetting:
    """What the words around a mention tell of the interview."""
    giving = context.ontology.classes["GIVEN"]
    noun = context.parse.by_head.get(argument.head)
    tells = [noun] if noun is not None else []
    tells += [p for h in context.parse.below.get(argument.head, ()) if (p := context.parse.by_head[h]).lemma in giving]
    if predicate.lemma in giving and argument.role in ("object", "subject"):
        tells.append(predicate)
    dated = dates(context, argument.head)
    span = context.span(*context.sides(argument)[0])
    inside = [t for t in dated if span.contains(t.span)]
    days = inside + [t for p in tells for t in times_in(context, p, dated)]
    where = [
        place
        for p in tells
        for a in p.arguments
        if a.role == "oblique" and a.preposition in _PLACED and (place := in_phrase(context, a)) is not None
    ]
    return SpeechSetting(next(iter(days), None), next(iter(where), None), _speakers(context, predicate))


def _speakers(context: EventContext, predicate: Predicate) -> frozenset[str]:
    return frozenset(key_of(a) for argument in predicate.role("subject") for a in context.actors(argument))


def _find_setting(context: EventContext, act: Act, talks: Mapping[int, _Talk]) -> SpeechSetting | None:
    """Up from the verb of the act: the first interview, or the first day, that it hangs on."""
    for step in context.parse.climb(act.predicate, lambda p: _goes_on(context, p), steps=_UP):
        for argument in step.arguments:
            if argument.role == "oblique" and argument.preposition in _AT and argument.head in talks:
                return _find_same(talks[argument.head], talks)
        day = next(times_in(context, step, dates(context, step.head)), None)
        if day is not None and step is not act.predicate:
            return SpeechSetting(day)
    return None


def _goes_on(context: EventContext, step: Predicate) -> bool:
    """Whether the clause is one utterance with the one above it: "said ..., accusing", "said: We urge you"."""
    if step.link == "complement":
        return any(context.tokens[a.head].lower_ in _ONESELF for a in step.role("subject")) and step.tense != "past"
    opened = {context.tokens[m].lower_ for m in step.markers}
    return step.link == "adverbial" and not step.finite and opened <= _WITH


def _find_same(talk: _Talk, talks: Mapping[int, _Talk]) -> SpeechSetting | None:
    """The setting of the interview; a mention that tells none has that of the one interview that the report dates."""
    mine = talk.setting
    if mine.when is not None:
        return mine
    dated = [t.setting for t in talks.values() if t.setting.when is not None]
    if len({s.when.value for s in dated if s.when is not None}) != 1:
        return mine if mine.where is not None else None
    known = dated[0]
    others = mine.speakers and known.speakers and not mine.speakers & known.speakers
    return mine if others else known

"""When an event happened: the day that hangs on the words that tell it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.coding.events.candidate import Act
from dateline.coding.events.context import EventContext
from dateline.coding.events.context.offset import Offset
from dateline.coding.events.offsets import count_inner, count_outer, find_offsets, hangs_on, innermost
from dateline.coding.events.setting.governed import find_governing
from dateline.coding.events.setting.ranges import as_range
from dateline.language.annotated import Word
from dateline.language.syntax.predicates import Predicate
from dateline.model import Span, When

REACH, _OPENING = 12, 5  # tokens: from trigger to setting, that open a sentence
WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_AS = frozenset(("as", "while"))
_AT = frozenset(("at", "during"))
_IN = frozenset(("in", "at", "during"))
_APART = frozenset(("before", "after", "following", "ahead"))
_ENDS = frozenset(("until", "till"))
_BOUNDS = _ENDS | {"since"}  # "since 1991" tells a beginning, "until Monday" an end, and neither the day
_WEEK = timedelta(days=7)
_DAY, _YEAR = len("2023-09-15"), len("2023")  # a century or a decade dates nothing


def find_day(context: EventContext, act: Act) -> When | None:
    """The day of an act by its own words: one that hangs on them, or that is counted from another deed."""
    dated = dates(context, act.trigger)
    offsets = find_offsets(context, act.trigger)
    inside = innermost(offsets, act.trigger)
    mine = [t for t in dated if _is_of_same(context, act, t, offsets, inside)]
    own = _find_own(context, act, mine)
    if own is not None:
        return as_range(context, own)
    if inside is not None:
        beyond = [t for t in dated if innermost(offsets, _token(context, t)) is None]
        return count_inner(context, inside, lambda above: _day_of(context, above, beyond))
    return _count_from_inner(context, act, dated, offsets)


def may_date(context: EventContext, act: Act, time: When) -> bool:
    """Whether a time can be the act's at all, whoever reads it so: not that of what the act is told apart from."""
    if opens(context, time, _ENDS):
        return False
    if not in_sentence(context, act, time.span):
        return not _is_of_occasion(context, act, time)
    offsets = find_offsets(context, act.trigger)
    return _is_of_same(context, act, time, offsets, innermost(offsets, act.trigger))


def is_apart(context: EventContext, act: Act) -> bool:
    """Whether the words set the act at a distance from what the sentence tells."""
    return innermost(find_offsets(context, act.trigger), act.trigger) is not None


def _is_of_same(
    context: EventContext, act: Act, time: When, offsets: tuple[Offset, ...], inside: Offset | None
) -> bool:
    """Whether a time can be the act's: of the same side of a phrase of distance, not that of another occasion."""
    if innermost(offsets, _token(context, time)) != inside:
        return False
    return not _is_of_occasion(context, act, time)


def _is_of_occasion(context: EventContext, act: Act, time: When) -> bool:
    """ "Arrested before Friday's vote", "ahead of a summit on Friday": the day of what came after, or before."""
    if time.kind == "TIME" or time.kind == "DURATION":
        return False
    top = context.doc[_token(context, time)]
    while top.head.i != top.i and top.head.pos_ in ("NOUN", "PROPN", "NUM"):
        top = top.head
    if top.left_edge.i <= act.trigger <= top.right_edge.i:
        return False
    opens = {t.lower_ for t in top.lefts if t.pos_ in ("ADP", "SCONJ", "ADV")}
    return not opens.isdisjoint(_APART)


def _day_of(context: EventContext, above: Predicate, dated: Sequence[When]) -> When | None:
    """The day of a clause: in its own arguments, else the one day that its sentence names beside it."""
    own = next(times_in(context, above, dated), None)
    return own or (dated[0] if len(dated) == 1 and above.link == "root" else None)


def _count_from_inner(
    context: EventContext, act: Act, dated: Sequence[When], offsets: tuple[Offset, ...]
) -> When | None:
    above = context.parse.above(act.predicate, lambda p: p.link == "complement" and not p.finite)
    clauses = (*clauses_of(context, act), *above)
    for offset in offsets:
        if hangs_on(context, offset, act, clauses):
            inner = [t for t in dated if offset.holds(_token(context, t))]
            return count_outer(context, offset, inner[0] if len(inner) == 1 else None)
    return None


def _token(context: EventContext, time: When) -> int:
    return context.parse.token_at(time.span.start)


def _find_own(context: EventContext, act: Act, dated: list[When]) -> When | None:
    """The day that hangs on the predicate itself, or else on the noun or light verb that it shares its clause with."""
    if not dated:
        return None
    told = find_governing(context, act, dated)
    dated = [t for t in dated if not _is_of_noun(context, act, t)]
    for predicate in clauses_of(context, act):
        for own in times_in(context, predicate, dated):
            carried = predicate is not act.predicate and predicate.kind == "verb"
            if carried or not _is_inside_other(context, act, own):
                return own
    return told or _find_loose(context, act, dated) or _find_wide(context, act, dated)


def _find_wide(context: EventContext, act: Act, dated: Sequence[When]) -> When | None:
    """A week or month of the main verb holds for what else the sentence tells as past: "this week accused ..., before a
    summit where he pressed ..."; a year is too wide for that."""
    if act.predicate.kind == "noun" or act.predicate.tense != "past" or act.predicate.perfect:
        return None
    for head in context.verbs_in(context.parse.sentences[act.trigger].start, act.trigger):
        above = context.parse.by_head[head]
        if above.link == "root" and above.tense == "past":
            return next(
                (t for t in times_in(context, above, dated) if t.earliest != t.latest and len(t.value) > _YEAR), None
            )
    return None


def dates(context: EventContext, token: int) -> list[When]:
    """The times of a token's sentence that can date something: days and longer, weekdays that no date settles."""
    here = context.standing_times.beginning(*context.reach(token))
    dated = [t for t in here if _is_dating(t) or _is_weekday(t)]
    return [t for t in dated if not opens(context, t, _BOUNDS)]


def times_in(context: EventContext, predicate: Predicate, dated: Sequence[When]) -> Iterator[When]:
    """The first time in each argument of a predicate other than its subject and clauses."""
    for argument in predicate.arguments:
        if argument.role not in ("subject", "clause"):
            span = context.span(argument.start, argument.end)
            other = argument.preposition in _APART  # "before Friday's vote", "after the talks on Monday"
            yield from [t for t in dated if span.contains(t.span) and not (other and t.kind == "DATE")][:1]


def put_ahead(context: EventContext, time: When) -> When:
    """The day of a plan: a bare weekday that was read as the one before the report is the one after it."""
    return _move_weekday(context, time, _WEEK) if "last" not in _words(context, time) else time


def put_back(context: EventContext, time: When) -> When:
    """The day of what has happened: a bare weekday that was read as the one after the report is the one before it."""
    return _move_weekday(context, time, -_WEEK) if "next" not in _words(context, time) else time


def _move_weekday(context: EventContext, time: When, week: timedelta) -> When:
    """A bare weekday by a week, where it then lies on the other side of the report's day and within a week of it."""
    anchor = context.report.anchor_at(time.span.start)
    if anchor is None or len(anchor) != _DAY or time.earliest is None or time.earliest != time.latest:
        return time
    day, written = date.fromisoformat(time.earliest), date.fromisoformat(anchor)
    across = day < written <= day + week if week > timedelta() else day + week <= written < day
    words = _words(context, time)
    bare = not WEEKDAYS.isdisjoint(words) and not any(word[0].isdigit() for word in words)
    if not across or not bare:
        return time
    moved = (day + week).isoformat()
    return replace(time, value=moved + time.value[_DAY:], earliest=moved, latest=moved)


def _words(context: EventContext, time: When) -> list[str]:
    return time.span.cut(context.report.text).lower().split()


def _is_dating(time: When) -> bool:
    return time.earliest is not None and (len(time.value) >= _YEAR or time.kind == "DURATION")


def _is_weekday(time: When) -> bool:
    """A weekday that no date of the report settles: still the words that say when."""
    return time.kind in ("DATE", "TIME") and time.value.startswith("XXXX-WXX-")


def opens(context: EventContext, time: When, words: frozenset[str]) -> bool:
    """Whether one of the words opens a time, or stands right before it."""
    first = context.parse.token_at(time.span.start)
    return any(t.lower_ in words for t in context.tokens[max(0, first - 1) : first + 1])


def _is_of_noun(context: EventContext, act: Act, time: When) -> bool:
    """A date right before a noun is that noun's: "charged in the 1967 killings", "praised Monday's ruling", "condemned
    the 2026 Games committee". "Killed in Monday's attack" is told of that day, and so is what is done at it."""
    words = context.doc.char_span(time.span.start, time.span.end)
    if words is None or words.end >= len(context.doc):
        return False
    head = context.doc[words.end - 1].head
    if len(time.value) == _YEAR and head.i >= words.end and head.pos_ in ("NOUN", "PROPN"):
        return head.i != act.trigger and not (context.ontology.has_trait(act, "bodily") and _is_within(head))
    if context.ontology.has_trait(act, "bodily"):
        return False
    after = words.end + (context.tokens[words.end].tag_ == "POS")
    if after >= len(context.doc) or head.i < words.end:
        return False
    noun = context.doc[after]  # "at this Friday's meeting" dates what is said there
    if noun.pos_ not in ("NOUN", "ADJ") or noun.lemma_.lower() in context.ontology.classes["MEETING"]:
        return False
    return not (head.pos_ == "NOUN" and any(t.lower_ in _AT for t in head.lefts if t.pos_ == "ADP"))


def _is_within(noun: Word) -> bool:
    return any(t.lower_ in _IN for t in noun.lefts if t.pos_ == "ADP")


def clauses_of(context: EventContext, act: Act) -> tuple[Predicate, ...]:
    """The predicates whose arguments set the act: its own, the noun that it takes, the verb that only carries it."""
    out = [act.predicate]
    for argument in act.predicate.role("object"):
        if argument.head in context.parse.by_head:
            out.append(context.parse.by_head[argument.head])
    parent = context.parse.governor(act.predicate)
    # "The meeting between the two held this Friday": the participle that only carries the noun.
    own = {act.trigger, *(a.head for a in act.predicate.arguments)}
    light = context.ontology.classes["LIGHT"]
    below = (context.parse.by_head[h] for head in sorted(own) for h in context.parse.below.get(head, ()))
    out += [p for p in below if p.link == "relative" and p.lemma in light]
    if act.predicate.kind == "noun" and parent is not None and parent.lemma in light:
        out += [parent] if any(a.head == act.trigger for a in parent.role("object", "subject")) else []
    above = _find_main_verb(context, act.predicate)
    return (*out, above) if above is not None and above.kind == "verb" else tuple(out)


def _find_main_verb(context: EventContext, predicate: Predicate) -> Predicate | None:
    """The verb with which a clause happens at one time: "a bomb exploded on Friday, killing two and injuring a third",
    "spoke on Monday as he left the talks"."""
    step = context.parse.top(predicate, lambda p: p.link == "conjunct")
    opens = {context.tokens[m].lower_ for m in step.markers}
    together = not opens if not step.finite else bool(opens) and opens <= _AS
    goes_with = step.kind == "verb" and step.link == "adverbial" and together
    return context.parse.governor(step) if goes_with else None


def _find_loose(context: EventContext, act: Act, dated: Sequence[When]) -> When | None:
    """A bare "Friday" hangs on nothing in some parses: the nearest one with no other verb between."""
    near = nearest(context, act, [t.span for t in dated], REACH)
    if near is not None:
        return next(t for t in dated if t.span == near)
    return _find_fronted(context, act, dated) or _find_only(context, act, dated)


def in_sentence(context: EventContext, act: Act, span: Span) -> bool:
    """Whether a stretch lies in the sentence that tells the act."""
    start, end = context.reach(act.trigger)
    return start <= span.start < end


def nearest(context: EventContext, act: Act, spans: Sequence[Span], reach: int) -> Span | None:
    """Of stretches the one nearest to the trigger, `reach` tokens away at most and with no other verb between."""
    mine = {act.trigger, *(p.head for p in act.also)}
    best: tuple[int, Span] | None = None
    for span in spans:
        words = context.doc.char_span(span.start, span.end)
        if words is None or _is_elsewhere(context, act, words.start):
            continue
        low, high = sorted((act.trigger, words.start))
        if high - low <= reach and not context.verb_between(low, high, mine):
            best = min(best, (high - low, span)) if best is not None else (high - low, span)
    return best[1] if best is not None else None


def _is_elsewhere(context: EventContext, act: Act, token: int) -> bool:
    """Whether a token belongs to a participle that does not tell the act ("the boat freed on Friday was hit"), opens
    the next clause ("refused to send any, but in May he let them pass") or dates what came before ("fell in May and
    has been held since")."""
    held = _find_holder(context, token)
    so_far = act.predicate.perfect and act.predicate.link == "conjunct" and token < act.trigger
    if so_far and held is not None and not held.perfect:
        return True
    if held is not None and held.link == "conjunct" and held.finite and act.trigger < token < held.head:
        return True
    if held is None or held.link != "relative" or held.finite or held.head in (act.trigger, act.predicate.parent):
        return False
    return held.lemma not in context.ontology.classes["LIGHT"] and not held.head < act.trigger < token


def _find_fronted(context: EventContext, act: Act, here: Sequence[When]) -> When | None:
    """A day that opens the sentence holds for each main verb: "On Friday, X saved 700, and Y saved 200"."""
    top = context.parse.top(act.predicate, lambda p: p.link == "conjunct" or _is_scheduled(context, p))
    if top.link != "root":
        return None
    start, end = context.parse.sentences[act.trigger]
    opening = context.tokens[min(start + _OPENING, end - 1)].idx
    first = [t for t in here if t.span.start < opening]
    verb = next(iter(context.verbs_in(start, end)), None)
    if not first or verb is None or context.tokens[verb].idx < first[0].span.end:
        return None
    return first[0]


def _is_scheduled(context: EventContext, predicate: Predicate) -> bool:
    """ "On Saturday he is due to arrive": the day is the arrival's."""
    above = context.parse.governor(predicate)
    if above is None or predicate.finite or predicate.link not in ("complement", "adverbial"):
        return False
    return above.lemma in context.ontology.classes["SCHEDULED"]


def _find_only(context: EventContext, act: Act, here: Sequence[When]) -> When | None:
    """The one day that the sentence names, for what it tells as past beside something else past.

    "Captured them after freeing a ship that was hijacked on Saturday" is one day's work; "met him, and will brief him
    on Monday" is not.
    """
    if len(here) != 1 or not is_past(context, act.predicate) or here[0].earliest != here[0].latest:
        return None
    words = context.doc.char_span(here[0].span.start, here[0].span.end)
    if words is None or _is_elsewhere(context, act, words.start):
        return None
    holder = _find_holder(context, words.start)
    if holder is None or _only_says_which(act, holder):
        return None
    beside = is_past(context, holder) and not holder.modals and holder.link != "complement"
    return here[0] if beside else None


def _only_says_which(act: Act, holder: Predicate) -> bool:
    """ "Arrested a man who killed a soldier on Friday": the day is that of the clause inside the phrase."""
    if holder.link != "relative":
        return False
    return any(a.start <= holder.head < a.end for a in act.predicate.arguments if a.role != "clause")


def is_past(context: EventContext, predicate: Predicate) -> bool:
    """Whether the predicate, or what a participle goes along with, is told in the past tense."""
    above = context.parse.governor(predicate)
    if not predicate.finite and predicate.link == "adverbial" and above is not None:
        return above.tense == "past" and not above.modals
    return predicate.tense == "past"


def _find_holder(context: EventContext, token: int) -> Predicate | None:
    """The predicate on which a time or place hangs: the one with the smallest argument that holds its first token."""
    best: tuple[int, int] | None = None
    for head in range(*context.parse.sentences[token]):
        predicate = context.parse.by_head.get(head)
        for argument in predicate.role("oblique") if predicate is not None else ():
            if argument.start <= token < argument.end:
                best = min(best or (10**9, 0), (argument.end - argument.start, head))
    return context.parse.by_head[best[1]] if best is not None else None


def _is_inside_other(context: EventContext, act: Act, when: When) -> bool:
    """Whether another verb's clause inside the argument holds the date: "met Kim, who arrived on Friday"."""
    span = context.doc.char_span(when.span.start, when.span.end)
    if span is None or _is_elsewhere(context, act, span.start):
        return True
    low, high = sorted((act.trigger, span.start))
    return any(
        (p.finite or p.link == "relative") and p.head != act.trigger
        for p in map(context.parse.by_head.__getitem__, context.verbs_in(low + 1, high))
    )

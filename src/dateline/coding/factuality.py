"""Factuality: whether a happening is told as done, going on, planned, possible, alleged, denied or undone.

The score of a predicate is its own (tense, modals, negation, hedges) times what everything that governs it leaves of it:
"is said to have failed to sign" is read from "said" down to "sign". Shares come from `lexicon/factuality.tsv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from dateline.coding.factuality_cues import Group, Small, cues
from dateline.language import Argument, Predicate
from dateline.language import predicates as predicates_of
from dateline.model import Factuality, Span, Told

CERTAIN = 3.0
DEEPEST = 25
"""Governors climbed at most: a broken parse cannot make it run on."""
REACH = 6
"""Words to either side in which a small cue is looked for."""
NO_OBJECT = -0.4
""" "Gave no reason" is less than "did not give": something was said or done all the same."""
NOUN_OWN, LOOSE_OWN = 0.93, 0.97
INFINITIVE = 0.5
"""What a purpose or result infinitive leaves: "to help boost sales"."""
UNKNOWN_TO, UNKNOWN_CLAUSE, UNKNOWN_ING = 0.55, 0.85, 0.9


@dataclass(frozen=True, slots=True)
class Effect:
    """What a cue leaves of a score, the class it gives, and where it stands (token range)."""

    share: float
    told: Told = "happened"
    cue: tuple[int, int] | None = None
    how: str = ""


PLAIN = Effect(1.0)


def judge(
    doc: Doc, head: int, predicates: Sequence[Predicate] | None = None, *, evidence: float | None = None
) -> Factuality:
    """How the happening that token `head` names is told.

    `predicates` are those of `doc` (worked out if not given); a word that is no predicate is judged by what governs it, and
    an unparsed Doc by the cues around the word. `evidence` is a model's own score in [-3, 3] and counts half. For many
    words of one document `Judge` is faster.
    """
    return Judge(doc, predicates).of(head, evidence=evidence)


class Judge:
    """Judges the words of one document."""

    def __init__(self, doc: Doc, predicates: Sequence[Predicate] | None = None) -> None:
        self._doc = doc
        found = predicates_of(doc) if predicates is None else predicates
        self._by_head = {p.head: p for p in found}
        self._conditional = {
            p.parent for p in found if p.parent is not None and p.link == "adverbial" and self._conditional_mark(p)
        }
        self._memory: dict[int, tuple[Effect, ...]] = {}

    def of(self, head: int, *, evidence: float | None = None) -> Factuality:
        """The factuality of the happening that token `head` names. Raises IndexError if there is no such token."""
        if not 0 <= head < len(self._doc):
            raise IndexError(f"no token {head} in a Doc of {len(self._doc)}")
        effects = self._effects(head)
        score = CERTAIN
        for effect in effects:
            score *= effect.share
        told, deciding = self._told(head, score, effects)
        if evidence is not None:
            score = (score + evidence) / 2
        cue = None
        if deciding is not None and deciding.cue is not None:
            first, last = self._doc[deciding.cue[0]], self._doc[deciding.cue[1] - 1]
            cue = Span(first.idx, last.idx + len(last))
        how = ", ".join(e.how for e in effects if e.how) or "told as it is"
        return Factuality(told, round(max(-CERTAIN, min(CERTAIN, score)), 3), cue, how)

    # ------------------------------------------------------------------ the class

    def _told(self, head: int, score: float, effects: tuple[Effect, ...]) -> tuple[Told, Effect | None]:
        """The class: that of the cue that takes most away; without one, what tense and aspect say."""
        strong = [e for e in effects if e.told != "happened"]
        deciding = min(strong, key=lambda e: e.share, default=None)
        denied = next((e for e in effects if e.told == "denied"), None)
        if denied is not None and score < 1.0:
            return "denied", denied
        if score <= -1.0:
            denial = next((e for e in effects if e.told == "denied" or e.how.startswith(("report:", "claim:"))), None)
            said = denial if denial is not None and denial.told == "denied" else None
            negative = said or min((e for e in effects if e.share < 0), key=lambda e: e.share, default=deciding)
            return ("denied" if denial and negative else "did-not-happen"), negative
        if deciding is not None:
            told = deciding.told
            if told in {"denied", "did-not-happen"} and score > 1.5:
                return "happened", None
            return ("possible" if told == "did-not-happen" and score > -1.0 else told), deciding
        predicate = self._by_head.get(head)
        if predicate is not None and predicate.progressive and predicate.tense == "present":
            return "ongoing", None
        return "happened", None

    # ------------------------------------------------------------------ effects

    def _effects(self, head: int, depth: int = 0) -> tuple[Effect, ...]:
        """Everything that acts on the word, its own cues first, then those of what governs it."""
        if head in self._memory:
            return self._memory[head]
        self._memory[head] = ()
        predicate = self._by_head.get(head)
        if predicate is None:
            effects = self._loose(head, depth)
        else:
            effects = (*self._own(predicate), *self._context(predicate, depth))
        self._memory[head] = tuple(e for e in effects if e != PLAIN)
        return self._memory[head]

    def _own(self, p: Predicate) -> tuple[Effect, ...]:
        """Tense, modals, negation, markers and hedges of the predicate itself."""
        if p.kind == "noun":
            return (Effect(NOUN_OWN), *self._negated(p, ()), *self._premodifiers(p.head))
        modals = self._modals(p)
        out = [*modals, *self._negated(p, modals), *self._marked(p), *self._hedges(p)]
        if not modals and not p.perfect and p.tense == "present":
            out.append(Effect(0.95))
        if self._is_order(p):
            out.append(Effect(0.3, "possible", None, "an order"))
        if self._is_question(p):
            out.append(Effect(0.2, "possible", None, "a question"))
        if p.head in self._conditional and (modals or p.tense == "future"):
            out.append(Effect(0.7, "possible", None, "depends on a condition"))
        return tuple(out)

    def _modals(self, p: Predicate) -> list[Effect]:
        for at in p.modals:
            word = self._doc[at].lower_
            small = cues().of_sort((word,), "modal")
            if small is None:
                continue
            effect = self._effect(small, at, at + 1)
            if p.perfect and word not in {"will", "'ll", "’ll", "must", "may", "might"}:
                return [replace(effect, share=-0.3, told="did-not-happen")]
            return [effect]
        if p.tense == "future":
            return [Effect(0.83, "planned", None, "future")]
        return []

    def _negated(self, p: Predicate, modals: Sequence[Effect]) -> tuple[Effect, ...]:
        if p.negation is None:
            return ()
        at = p.negation
        word = self._doc[at].lower_
        small = cues().of_sort((word,), "negator")
        share = small.share if small is not None else -0.95
        told: Told = small.told if small is not None else "did-not-happen"
        if at + 1 < len(self._doc) and self._doc[at + 1].lower_ in {"only", "just", "merely", "simply", "solely"}:
            return ()
        if word == "no" and not p.passive and any(a.start <= at < a.end for a in p.role("object")):
            share = NO_OBJECT
        modal = self._doc[p.modals[0]].lower_ if p.modals else ""
        if modal in {"may", "might", "should", "must"}:
            share, told = -0.7, "possible"
        elif modal in {"can", "ca", "could"} and modals:
            share = share / modals[0].share * 0.8
        return (Effect(share, told, (at, at + 1), f"“{word}”"),)

    def _marked(self, p: Predicate) -> list[Effect]:
        for at in p.markers:
            if self._doc[at].lower_ == "to" and at and self._doc[at - 1].lower_ == "yet":
                return [Effect(-0.6, "did-not-happen", (at - 1, at + 1), "yet to")]
            for size in (2, 1):
                small = cues().of_sort(self._low(at, at + size), "marker")
                if small is not None:
                    return [self._effect(small, at, at + size)]
        return []

    def _conditional_mark(self, p: Predicate) -> bool:
        return any(self._doc[at].lower_ in {"if", "unless", "provided"} for at in p.markers)

    def _hedges(self, p: Predicate) -> list[Effect]:
        """Adverbs around the verb, not beyond the next verb or a terminator."""
        out = []
        for step in (-1, 1):
            at = p.head + step
            for _ in range(REACH if step < 0 else 2):
                if not 0 <= at < len(self._doc) or self._stops(at, p):
                    break
                small = cues().of_sort(self._low(at, at + 1), "hedge", "habit")
                if small is not None and (small.direction == "both" or at == p.head - 1):
                    if small.sort == "hedge" or small.told == "habitual":
                        out.append(self._effect(small, at, at + 1))
                    break
                at += step
        return out

    def _stops(self, at: int, p: Predicate) -> bool:
        other = self._by_head.get(at)
        if other is not None and other.kind == "verb" and other.head != p.head:
            return True
        return cues().of_sort(self._low(at, at + 1), "terminator") is not None

    def _premodifiers(self, head: int) -> list[Effect]:
        """ "The alleged attack", "a planned visit", "no deal" where the parser gives no negation; scare quotes."""
        out = []
        for at in range(head - 1, max(-1, head - 5), -1):
            token = self._doc[at]
            if token.is_punct or token.pos_ in {"VERB", "ADP", "AUX", "SCONJ", "CCONJ", "PRON"}:
                small = cues().of_sort((token.lower_,), "premodifier")
                if small is None:
                    break
            small = cues().of_sort((token.lower_,), "premodifier")
            if small is not None:
                out.append(self._effect(small, at, at + 1))
                break
        if self._scare_quoted(head):
            out.append(Effect(0.6, "alleged", (head, head + 1), "scare quotes"))
        return out

    def _is_claim(self, p: Predicate) -> bool:
        group = cues().group(p.lemma, "noun", "clause")
        return group is not None and group.name in {"claim", "report", "believe", "accuse"}

    def _has_any(self, head: int) -> bool:
        return any(self._doc[at].lower_ == "any" for at in range(max(0, head - 3), head))

    def _scare_quoted(self, head: int) -> bool:
        """One to three words alone in quotation marks."""
        opening, closing = {'"', "“", "‘", "``"}, {'"', "”", "’", "''"}
        before = [i for i in range(max(0, head - 3), head) if self._doc[i].text in opening]
        behind = [i for i in range(head + 1, min(len(self._doc), head + 3)) if self._doc[i].text in closing]
        return bool(before and behind) and behind[0] - before[-1] <= 4

    def _is_order(self, p: Predicate) -> bool:
        if p.kind != "verb" or p.tense != "none" or p.markers or p.modals or p.role("subject", "agent", "object") == ():
            return False
        return p.link == "root" and self._doc[p.head].tag_ == "VB" and not p.role("subject", "agent")

    def _is_question(self, p: Predicate) -> bool:
        if p.link not in {"root", "conjunct"} or not self._doc.has_annotation("SENT_START"):
            return False
        sentence = self._doc[p.head].sent
        return bool(sentence.text.rstrip(" \"'”’)").endswith("?"))

    # ------------------------------------------------------------------ what governs it

    def _context(self, p: Predicate, depth: int) -> tuple[Effect, ...]:
        """What stands above the predicate, from its governor to the root."""
        if p.parent is None or depth > DEEPEST:
            return ()
        above = self._by_head.get(p.parent)
        if above is None:
            return ()
        if p.link == "conjunct":
            return self._shared(p, above, depth)
        if p.link == "complement":
            return self._complement(p, above, depth)
        if p.link == "nominal":
            return self._nominal(p, above, depth)
        if p.link == "adverbial":
            return self._adverbial(p, above, depth)
        if p.link == "relative":
            return self._relative(p, above)
        return self._context(above, depth + 1) if p.link == "parataxis" else ()

    def _shared(self, p: Predicate, first: Predicate, depth: int) -> tuple[Effect, ...]:
        """A conjunct stands where the first one stands; without a subject of its own also under its "if"."""
        out = self._context(first, depth + 1)
        if p.kind != "noun" and p.finite and not p.markers and all(a.shared for a in p.role("subject", "object")[:1]):
            out = (*self._marked(first), *out)
        bare = p.kind != "noun" and not p.finite and not p.markers and not p.modals and p.tense == "none"
        if bare and first.kind != "noun":
            marked = [e for e in self._marked(first)]
            return (*self._modals(first), *marked, *out)
        return out

    def _frame(self, p: Predicate) -> str:
        if p.finite:
            return "clause"
        marks = {self._doc[at].lower_ for at in p.markers}
        if "to" in marks:
            return "to"
        prepositions = sorted(marks & {"from", "of", "for", "with", "about", "at", "against"})
        return prepositions[0] if prepositions else "ing" if self._doc[p.head].tag_ != "VB" else "to"

    def _complement(self, p: Predicate, above: Predicate, depth: int) -> tuple[Effect, ...]:
        """An embedded clause: the signature of the word above it, chosen by whether that word itself holds."""
        frame = self._frame(p)
        if frame == "to" and self._has_too(above):
            return (Effect(-0.6, "did-not-happen", (above.head, above.head + 1), "too … to"),)
        group = self._group(above, frame)
        outer = self._effects(above.head, depth + 1)
        if group is None:
            share = {"clause": UNKNOWN_CLAUSE, "to": UNKNOWN_TO}.get(frame, UNKNOWN_ING)
            return (Effect(share, "possible" if frame == "to" else "happened"), *self._graded(outer))
        return self._embedded(group, above, outer)

    def _group(self, above: Predicate, frame: str) -> Group | None:
        kinds = (above.kind, "adjective", "verb") if above.kind != "noun" else ("noun",)
        for kind in kinds:
            found = cues().group(above.lemma, kind, frame)
            if found is not None:
                return found
        if frame not in {"clause", "to", "ing", "thing"}:
            return self._group(above, "ing")
        return None

    def _embedded(self, group: Group, above: Predicate, outer: tuple[Effect, ...]) -> tuple[Effect, ...]:
        held = 1.0
        for effect in outer:
            held *= effect.share
        share = group.positive if held >= 0 else group.negative
        told: Told = group.told
        if held < 0 and share < -0.3:
            told = "did-not-happen"
        elif held < 0 and group.told == "did-not-happen":
            told = "happened"
        if told == "ongoing" and not (above.perfect or above.tense == "present" or above.progressive):
            told = "happened"
        effect = Effect(share, told, (above.head, above.head + 1), f"{group.name}: “{above.lemma}”")
        if group.name == "cease" and abs(held) < 0.9:
            effect = replace(effect, share=0.6, told="possible")
        if group.name in {"factive", "cease"}:
            return (effect,)
        carried = tuple(replace(e, told=_weaker(e.told)) for e in self._graded(outer))
        return (effect, *carried)

    def _graded(self, outer: tuple[Effect, ...]) -> tuple[Effect, ...]:
        """What is left of doubt about the governor, without its sign: a possible plan is less than a plan."""
        return tuple(replace(e, share=min(1.0, abs(e.share) ** 0.6)) for e in outer if abs(e.share) < 0.9)

    def _nominal(self, p: Predicate, above: Predicate, depth: int) -> tuple[Effect, ...]:
        """A noun below a verb or noun: "cancelled the visit", "threat of war", "will hold talks"."""
        argument = self._argument(above, p.head)
        frame = "thing"
        if argument is not None and argument.role in {"oblique", "possessor"} and argument.preposition:
            frame = argument.preposition
        elif argument is not None and argument.role in {"subject", "agent", "possessor"}:
            frame = "subject"
        outer = self._effects(above.head, depth + 1)
        group = self._group(above, frame) if frame != "subject" else None
        if frame == "thing" and above.kind == "verb" and self._is_claim(p):
            group = cues().group(above.lemma, "verb", "claim") or group
        if (
            frame not in {"thing", "subject"}
            and group is not None
            and cues().group(above.lemma, above.kind, frame) is None
        ):
            group = None
        if group is not None and group.name not in {"report", "factive"}:
            return self._embedded(group, above, outer)
        negated = next((e for e in outer if e.share < 0), None)
        if negated is not None and (self._has_any(p.head) or (above.lemma == "be" and frame == "subject")):
            return (Effect(-0.75, "did-not-happen", negated.cue, negated.how),)
        if above.kind == "noun":
            return tuple(replace(e, share=min(1.0, abs(e.share) ** 0.5)) for e in outer if abs(e.share) < 0.9)
        kept = 0.35 if frame == "thing" else 0.2
        return tuple(
            replace(e, share=1.0 - kept * (1.0 - abs(e.share)) if e.share > 0 else 1.0 - kept, told=_weaker(e.told))
            for e in outer
            if abs(e.share) < 0.9 or e.share < 0
        )

    def _has_too(self, above: Predicate) -> bool:
        """ "Too weak to act"."""
        return above.kind == "adjective" and above.head > 0 and self._doc[above.head - 1].lower_ == "too"

    def _is_bare(self, p: Predicate) -> bool:
        return p.finite and self._doc[p.head].tag_ == "VB" and not p.modals

    def _argument(self, above: Predicate, head: int) -> Argument | None:
        return next((a for a in above.arguments if a.head == head), None)

    def _adverbial(self, p: Predicate, above: Predicate, depth: int) -> tuple[Effect, ...]:
        """Purpose infinitives are open; participles share the fate of the main verb; finite clauses stand alone."""
        frame = self._frame(p)
        if frame == "to" and self._has_too(above):
            return (Effect(-0.6, "did-not-happen", (above.head, above.head + 1), "too … to"),)
        if frame == "to":
            return (
                Effect(INFINITIVE, "possible", None, "purpose"),
                *self._graded(self._effects(above.head, depth + 1)),
            )
        if not p.finite and not p.markers:
            return tuple(replace(e, share=abs(e.share)) for e in self._effects(above.head, depth + 1))
        return ()

    def _relative(self, p: Predicate, above: Predicate) -> tuple[Effect, ...]:
        """A relative clause tells of its noun on its own; an infinitive ("work to do") is open, and so is the
        subjunctive ("the order that he leave")."""
        group = cues().group(above.lemma, "noun", "clause") if above.kind == "noun" and self._is_bare(p) else None
        if group is not None:
            return (Effect(group.positive, group.told, (above.head, above.head + 1), f"{group.name}: “{above.lemma}”"),)
        if self._frame(p) == "to" and not p.finite:
            return (Effect(INFINITIVE, "possible", None, "infinitive"),)
        return () if p.finite else (Effect(0.95),)

    # ------------------------------------------------------------------ words that are no predicates

    def _loose(self, head: int, depth: int) -> tuple[Effect, ...]:
        """A word that the layer does not list: the cues before it, and the doubt about the predicate it belongs to."""
        if not self._by_head:
            return (Effect(NOUN_OWN), *self._window(head))
        out = self._premodifiers(head)
        owner = self._owner(head)
        if owner is not None and depth < DEEPEST:
            out += [replace(e, share=e.share**0.5) for e in self._graded(self._effects(owner.head, depth + 1))]
        return (Effect(LOOSE_OWN), *out)

    def _owner(self, head: int) -> Predicate | None:
        """The predicate whose narrowest phrase holds the word."""
        best: tuple[int, Predicate] | None = None
        for p in self._by_head.values():
            for a in p.arguments:
                if a.start <= head < a.end and (best is None or a.end - a.start < best[0]):
                    best = (a.end - a.start, p)
        return best[1] if best else None

    def _window(self, head: int) -> list[Effect]:
        """Cues to the left, up to a terminator: all there is without a parse."""
        out: list[Effect] = []
        seen: set[str] = set()
        at = head - 1
        while at >= max(0, head - REACH):
            small, size = self._ending_at(at)
            if small is not None and small.sort == "terminator":
                break
            if small is not None and small.sort not in seen and small.direction != "left":
                seen.add(small.sort)
                out.append(self._effect(small, at - size + 1, at + 1))
            at -= size
        return out

    def _ending_at(self, at: int) -> tuple[Small | None, int]:
        for size in range(min(cues().longest, at + 1), 0, -1):
            small = cues().small.get(self._low(at - size + 1, at + 1))
            if small is not None:
                return small, size
        return None, 1

    def _low(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(self._doc[i].lower_ for i in range(max(0, first), min(last, len(self._doc))))

    def _effect(self, small: Small, first: int, last: int) -> Effect:
        words = " ".join(self._low(first, last))
        return Effect(small.share, small.told, (first, last), f"{small.sort}: “{words}”")


def _weaker(told: Told) -> Told:
    """What stands below an undone act is open, not undone: "did not sign the deal", "failed to try to leave"."""
    return "possible" if told == "did-not-happen" else told

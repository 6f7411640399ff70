"""The nouns of Dateline: frozen values that every floor speaks, and that import nothing of ours.

A `Page` is read into a `Report` or a `Skipped`; a report is coded into a `Coding`; many reports with
their codings are linked into `Story` values. Every claim carries a `Span` into `Report.text`, in code
points, half open: `text[start:end]` is the evidence, always. Dates are ISO 8601 strings that are as
long as what is known ("2023-09" is a month); an unknown value is None, never a guess.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.model.codings import (
        Actor,
        Coded,
        Coding,
        Count,
        CountKind,
        DateBasis,
        Entity,
        EntityKind,
        Event,
        Factuality,
        Place,
        Quotation,
        Stance,
        Statement,
        TimeKind,
        Told,
        Voice,
        When,
        as_probability,
        probability,
        sure_words,
    )
    from dateline.model.evidence import Span, content_id
    from dateline.model.judgements import Act, Anchor, Judgement, Subject, SubjectKind, words_hash
    from dateline.model.namings import Joined, KnownActor, NamedKind, Naming
    from dateline.model.plain import Words, as_plain
    from dateline.model.reports import (
        CODED_LANGUAGES,
        Credit,
        Cut,
        Doubt,
        Furniture,
        FurnitureKind,
        Page,
        Part,
        PartKind,
        PlaceLine,
        Published,
        Report,
        Skipped,
        Witness,
        WitnessKind,
        why_uncoded,
    )
    from dateline.model.stories import (
        Account,
        Change,
        Exhibit,
        Field,
        Happening,
        Lineage,
        PageDay,
        Passage,
        Reason,
        Relation,
        State,
        Story,
        TextReuse,
        Utterance,
        Wording,
        pages_in,
    )
    from dateline.model.ties import Judged, Ties
else:  # a frozen noun takes the best part of a millisecond to make, and few steps speak of all of them

    def __getattr__(name: str) -> object:
        """The noun from the file that has it, loaded now."""
        from importlib import import_module

        place = next((place for place, names in _PLACES.items() if name in names), None)
        if place is None:
            raise AttributeError(f"dateline.model has no {name!r}")
        found = globals()[name] = getattr(import_module(f"dateline.model.{place}"), name)
        return found


_PLACES = {
    "codings": (
        "Actor",
        "Coded",
        "Coding",
        "Count",
        "CountKind",
        "DateBasis",
        "Entity",
        "EntityKind",
        "Event",
        "Factuality",
        "Place",
        "Quotation",
        "Stance",
        "Statement",
        "TimeKind",
        "Told",
        "Voice",
        "When",
        "as_probability",
        "probability",
        "sure_words",
    ),
    "evidence": (
        "Span",
        "content_id",
    ),
    "judgements": (
        "Act",
        "Anchor",
        "Judgement",
        "Subject",
        "SubjectKind",
        "words_hash",
    ),
    "namings": (
        "Joined",
        "KnownActor",
        "NamedKind",
        "Naming",
    ),
    "plain": (
        "Words",
        "as_plain",
    ),
    "reports": (
        "CODED_LANGUAGES",
        "Credit",
        "Cut",
        "Doubt",
        "Furniture",
        "FurnitureKind",
        "Page",
        "Part",
        "PartKind",
        "PlaceLine",
        "Published",
        "Report",
        "Skipped",
        "Witness",
        "WitnessKind",
        "why_uncoded",
    ),
    "stories": (
        "Account",
        "Change",
        "Exhibit",
        "Field",
        "Happening",
        "Lineage",
        "PageDay",
        "Passage",
        "Reason",
        "Relation",
        "State",
        "Story",
        "TextReuse",
        "Utterance",
        "Wording",
        "pages_in",
    ),
    "ties": (
        "Judged",
        "Ties",
    ),
}
"""Where each name comes from; `__all__` is all of them."""

__all__ = [
    "CODED_LANGUAGES",
    "Account",
    "Act",
    "Actor",
    "Anchor",
    "Change",
    "Coded",
    "Coding",
    "Count",
    "CountKind",
    "Credit",
    "Cut",
    "DateBasis",
    "Doubt",
    "Entity",
    "EntityKind",
    "Event",
    "Exhibit",
    "Factuality",
    "Field",
    "Furniture",
    "FurnitureKind",
    "Happening",
    "Joined",
    "Judged",
    "Judgement",
    "KnownActor",
    "Lineage",
    "NamedKind",
    "Naming",
    "Page",
    "PageDay",
    "Part",
    "PartKind",
    "Passage",
    "Place",
    "PlaceLine",
    "Published",
    "Quotation",
    "Reason",
    "Relation",
    "Report",
    "Skipped",
    "Span",
    "Stance",
    "State",
    "Statement",
    "Story",
    "Subject",
    "SubjectKind",
    "TextReuse",
    "Ties",
    "TimeKind",
    "Told",
    "Utterance",
    "Voice",
    "When",
    "Witness",
    "WitnessKind",
    "Wording",
    "Words",
    "as_plain",
    "as_probability",
    "content_id",
    "pages_in",
    "probability",
    "sure_words",
    "why_uncoded",
    "words_hash",
]

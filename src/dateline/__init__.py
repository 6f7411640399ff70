"""Dateline reads news pages and keeps the record: who did and said what, to whom, when and where, and who says so.

    import dateline

    for page in dateline.pages("folder/"):
        report = dateline.read(page)
        if isinstance(report, dateline.Report):
            print(dateline.code(report).events)

`pages`, `read`, `load`, `code`, `link`, `brief`, `to_dataframe`, `Record`, and the nouns that they give and take.
Nothing is loaded before it is asked for. `docs/python.md` shows all of it.
"""

from typing import TYPE_CHECKING

from dateline.version import __version__

if TYPE_CHECKING:
    from dateline.exporting import Brief
    from dateline.face import brief, code, link, to_dataframe
    from dateline.language import Language, load
    from dateline.model import (
        Account,
        Actor,
        Coded,
        Coding,
        Count,
        Credit,
        Doubt,
        Entity,
        Event,
        Factuality,
        Field,
        Furniture,
        Happening,
        Lineage,
        Page,
        Part,
        Passage,
        Place,
        PlaceLine,
        Published,
        Report,
        Skipped,
        Span,
        Statement,
        Story,
        Utterance,
        Voice,
        When,
        Witness,
        Wording,
    )
    from dateline.reading import pages, read
    from dateline.recording import Record
else:  # where a type checker looks, an unknown name is an error

    def __getattr__(name: str) -> object:
        """The name from the floor that has it, loaded now."""
        from importlib import import_module

        floor = next((floor for floor, names in _FLOORS.items() if name in names), None)
        if floor is None:
            raise AttributeError(f"dateline has no {name!r}. There are: {', '.join(sorted(__all__))}")
        found = getattr(import_module(f"dateline.{floor}"), name)
        globals()[name] = found
        return found


_FLOORS = {
    "reading": ("pages", "read"),
    "language": ("Language", "load"),
    "face": ("brief", "code", "link", "to_dataframe"),
    "exporting": ("Brief",),
    "recording": ("Record",),
    "model": (
        "Account", "Actor", "Coded", "Coding", "Count", "Credit", "Doubt", "Entity", "Event", "Factuality", "Field",
        "Furniture", "Happening", "Lineage", "Page", "Part", "Passage", "Place", "PlaceLine", "Published", "Report",
        "Skipped", "Span", "Statement", "Story", "Utterance", "Voice", "When", "Witness", "Wording",
    ),
}  # fmt: skip
"""Where each name comes from; `__all__` is all of them."""

__all__ = [
    "Account",
    "Actor",
    "Brief",
    "Coded",
    "Coding",
    "Count",
    "Credit",
    "Doubt",
    "Entity",
    "Event",
    "Factuality",
    "Field",
    "Furniture",
    "Happening",
    "Language",
    "Lineage",
    "Page",
    "Part",
    "Passage",
    "Place",
    "PlaceLine",
    "Published",
    "Record",
    "Report",
    "Skipped",
    "Span",
    "Statement",
    "Story",
    "Utterance",
    "Voice",
    "When",
    "Witness",
    "Wording",
    "__version__",
    "brief",
    "code",
    "link",
    "load",
    "pages",
    "read",
    "to_dataframe",
]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

"""A page, its report and its coding with every field filled, made by hand."""

from __future__ import annotations

from dateline.model import (
    Account,
    Actor,
    Coding,
    Count,
    Credit,
    Cut,
    Doubt,
    Entity,
    Event,
    Exhibit,
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
    Span,
    Statement,
    Story,
    TextReuse,
    Utterance,
    Voice,
    When,
    Witness,
    Wording,
)

TEXT = (
    "Quakes shake the north\n"
    "RABAT (AP) — The Moroccan interior ministry said on Saturday that at least 820 people died near Marrakesh. "
    "“We need every hand,” a spokesman told reporters, “and every blanket.”"
)


def at(words: str, text: str = TEXT) -> Span:
    """Where words stand, once."""
    assert text.count(words) == 1, words
    start = text.index(words)
    return Span(start, start + len(words))


def page(text: str = TEXT, origin: str = "a/quake.txt") -> Page:
    """The text as a page."""
    content = text.encode("utf-8")
    return Page(content, "text/plain", "utf-8", "https://northern-gazette.example/1", "2023-09-09", origin=origin)


def report(text: str = TEXT, origin: str = "a/quake.txt") -> Report:
    """A report of a page whose text begins with TEXT; everything points into that beginning."""
    printed = Witness("date line", "2023-09-09", "9 September 2023")
    farmed = Witness("meta", "2025-01-01", "2025-01-01")
    return Report(
        id=page(text, origin).id,
        text=text,
        parts=(Part("title", at("Quakes shake the north")), Part("paragraph", Span(23, len(text)))),
        title="Quakes shake the north",
        outlet="Northern Gazette",
        agency=Credit("AP", "dateline", "(AP)", at("AP")),
        byline=("Staff",),
        dateline=PlaceLine(at("RABAT (AP) —"), "RABAT"),
        published=Published(
            "2023-09-09",
            None,
            "date line",
            "2025-01-01",
            ("2023-09-09", None),
            (printed, farmed),
            (Doubt("the text speaks of 2023", farmed, printed),),
        ),
        anchor="2023-09-09",
        address="https://northern-gazette.example/1",
        fetched="2023-09-09",
        origin=origin,
        furniture=(Furniture("share", "Share this"), Furniture("caption", "A street", 900)),
        cuts=(Cut(Span(0, len(text)), 0),),
        notes=("decoded as utf-8",),
    )


def coding(text: str = TEXT) -> Coding:
    """Everything that the sample tells."""
    ministry = Actor(
        "Moroccan interior ministry", at("The Moroccan interior ministry"), "n1", "MAR", 600, 600, ("GOV",), how="word"
    )
    spokesman = Actor("a spokesman", at("a spokesman"), None, "MAR", sectors=("GOV", "SPY"), office="spokesman")
    reporters = Actor("reporters", at("reporters"), sectors=("JRN",))
    saturday = When("2023-09-09", "DATE", at("Saturday"), "2023-09-09", "2023-09-09", "2023-09-09")
    marrakesh = Place("Marrakesh", at("Marrakesh"), 2542997, 31.63, -8.0, "MAR", "MA.07", "city", 0.75, "nearest")
    told = Statement(
        "s1", (at("at least 820 people died near Marrakesh"),), "indirect", "says", ministry, at("said"), when=saturday
    )
    need = Statement(
        "s2",
        (at("We need every hand,"), at("and every blanket.")),
        "direct",
        "demands",
        spokesman,
        at("told"),
        reporters,
        "s1",
        rule="quotation",
    )
    deaths = Event(
        "e1",
        "ASSAULT",
        at("at least 820 people died near Marrakesh"),
        at("died"),
        Factuality("happened", 2.5, at("said"), "reported"),
        actors=(ministry,),
        recipients=(spokesman,),
        mode="natural",
        contexts=("disaster", "health"),
        cameo="180",
        quad=4,
        score=-9.0,
        when=saturday,
        where=marrakesh,
        counts=(Count("dead", 820, None, at("at least 820 people")),),
        said_by=(Voice(ministry, "s1", at("said")),),
        denied_by=(Voice(spokesman, "s2"),),
        mentions=(at("at least 820 people died near Marrakesh"), at("Quakes shake the north")),
        rule="die.v",
    )
    interior = Entity(
        "n1", "Moroccan interior ministry", "organisation", (at("Moroccan interior ministry"),), (at("interior"),)
    )
    return Coding(page(text).id, (interior,), (marrakesh,), (saturday,), (told, need), (deaths,), ("one note",))


def story(a: str, b: str) -> Story:
    """A story of two reports of the sample text, one a copy of the other."""
    first, second = sorted((a, b))
    lineage = Lineage("l1", (first, second), first, "AP", first, ("Northern Gazette",))
    where = Exhibit(first, at("Marrakesh"))
    return Story(
        "y0123456789abcdef",
        "Quakes shake the north",
        (first, second),
        (lineage,),
        (TextReuse(first, second, "copy", 1.0, 0.9, (Passage(at("every blanket"), at("every blanket")),)),),
        (
            Happening(
                "h1",
                "ASSAULT",
                ((first, "e1"), (second, "e1")),
                ("l1",),
                "happened",
                (Field("where", "one source", (Account("Marrakesh", ("l1",), (where,)),)),),
                quad=4,
            ),
        ),
        (Utterance("u1", "a spokesman", "demands", (Wording(first, "s2", (at("We need every hand,"),)),), ("l1",)),),
        "2023-09-09",
        "2023-09-09",
    )

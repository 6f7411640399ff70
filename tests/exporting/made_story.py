"""A small story made by hand: one text on two pages, the second under a false date, and an independent account."""

from __future__ import annotations

from dateline.model import (
    Account,
    Actor,
    Coded,
    Coding,
    Credit,
    Doubt,
    Event,
    Exhibit,
    Factuality,
    Field,
    Happening,
    Lineage,
    Part,
    Published,
    Report,
    Span,
    Statement,
    Story,
    TextReuse,
    Told,
    Utterance,
    Voice,
    When,
    Witness,
    Wording,
)

WIRE = (
    "Ministers meet in Geneva\n"
    "GENEVA (Meridian) — The foreign ministers of Norland and Sudland met in Geneva on Friday. "
    "They did not shake hands.\n"
    "Norland’s minister denied that his country had sent drones over the border. “We sent nothing,” the minister said."
)
OTHER = (
    "Norland and Sudland talk for an hour\n"
    "The two ministers held talks on 14 September, an official said. "
    "According to the official, Norland’s minister said his country had sent nothing across the border."
)


def at(text: str, words: str) -> Span:
    """Where `words` first stand in `text`."""
    start = text.index(words)
    return Span(start, start + len(words))


def report(
    name: str, text: str, *, title: str | None = None, outlet: str, published: Published, **more: object
) -> Report:
    """A report whose first line is its title."""
    lines, start, parts = text.split("\n"), 0, []
    for number, line in enumerate(lines):
        parts.append(Part("paragraph" if number else "title", Span(start, start + len(line))))
        start += len(line) + 1
    agency = more.get("agency")
    return Report(
        id=name,
        text=text,
        parts=tuple(parts),
        title=title or lines[0],
        outlet=outlet,
        published=published,
        agency=agency if isinstance(agency, Credit) else None,
        address=str(more["address"]) if "address" in more else None,
    )


def coded(one: Report) -> Coded:
    """A meeting, a denied flight of drones, a denial and a saying, with the words of `WIRE` or of `OTHER`."""
    wire = one.text == WIRE or WIRE[30:] in one.text
    text = one.text
    name = "Norland’s minister"
    minister = Actor(name, at(text, name), country="NOR")
    if wire:
        meeting, when = at(text, "The foreign ministers of Norland and Sudland met in Geneva on Friday."), "Friday"
        drones, told = at(text, "his country had sent drones over the border"), at(text, "denied")
        said, cue = at(text, "We sent nothing,"), at(text, "said")
    else:
        meeting, when = at(text, "The two ministers held talks on 14 September"), "14 September"
        drones, told = at(text, "his country had sent nothing across the border"), at(text, "said his")
        said, cue = at(text, "his country had sent nothing across the border"), at(text, "said his")
    day = "2023-09-15" if wire else "2023-09-14"
    sides = (Actor("Norland", at(text, "Norland")), Actor("Sudland", at(text, "Sudland")))
    statements = [
        Statement(f"s1-{one.id}", (said,), "direct" if wire else "indirect", "says", minister, cue),
        Statement(f"s2-{one.id}", (drones,), "indirect", "denies", minister, told),
    ]
    events = [
        Event(f"e1-{one.id}", "CONSULT", meeting, meeting, Factuality("happened", 3.0), sides, nary=True,
              when=When(day, "DATE", at(text, when), day, day)),
        Event(f"e2-{one.id}", "ASSAULT", drones, drones, Factuality("denied", -2.0, told), sides[:1],
              denied_by=(Voice(minister, statements[1].id, told),)),
    ]  # fmt: skip
    return Coded(one, Coding(one.id, statements=tuple(statements), events=tuple(events)))


def made_reports() -> tuple[Report, ...]:
    """p1 the wire, p2 its copy under a false date, p3 the independent account."""
    declared = Witness("date line", "2025-03-12", "2025-03-12")
    doubt = Doubt("the text counts from a Friday, 12 March 2025 is a Wednesday", declared)
    false = Published(None, method="refuted", declared="2025-03-12", doubts=(doubt,))
    dateline = at(WIRE, "GENEVA (Meridian)")
    return (
        report("p1", WIRE, outlet="Meridian Press", published=Published("2023-09-15", method="given"),
               agency=Credit("Meridian", "dateline", "GENEVA (Meridian)", dateline)),
        report("p2", WIRE, outlet="Cedar Academy", published=false),
        report("p3", OTHER, outlet="Old Quay Gazette", published=Published("2023-09-15"), address="https://quay.example/1"),
    )  # fmt: skip


def made_story(reports: tuple[Report, ...] | None = None) -> tuple[Story, tuple[Coded, ...]]:
    """The story with its coded reports, as linking would put it together."""
    chosen = reports or made_reports()
    every = tuple(coded(one) for one in chosen)
    lineages = (
        Lineage("l1", ("p1", "p2"), "p1", "Meridian", "p1", ("Cedar Academy", "Meridian Press")),
        Lineage("l2", ("p3",), "p3", outlets=("Old Quay Gazette",)),
    )
    story = Story(
        id="y1",
        title=chosen[0].title or "",
        reports=tuple(one.id for one in chosen),
        lineages=lineages,
        kinships=(TextReuse("p1", "p2", "copy", 0.95, 0.98),),
        happenings=(_happening(every, 0, "CONSULT", "happened"), _happening(every, 1, "ASSAULT", "denied")),
        utterances=(_utterance(every),),
        earliest="2023-09-15",
        latest="2023-09-15",
    )
    return story, every


def _happening(every: tuple[Coded, ...], place: int, type_: str, told: Told) -> Happening:
    line = {"p1": "l1", "p2": "l1", "p3": "l2"}
    events = [(one.report.id, one.coding.events[place]) for one in every]

    def field(name: str, given: list[tuple[str, str, Span]]) -> Field:
        values: dict[str, list[tuple[str, Span]]] = {}
        for value, where, span in given:
            values.setdefault(value, []).append((where, span))
        accounts = tuple(
            Account(value, tuple(sorted({line[where] for where, _ in ones})), tuple(Exhibit(*one) for one in ones))
            for value, ones in values.items()
        )
        verdict = "differ" if len(values) > 1 else "agree" if values else "silent"
        return Field(name, verdict, accounts)  # type: ignore[arg-type]

    who = [(", ".join(a.name for a in event.actors), where, a.span) for where, event in events for a in event.actors]
    when = [(event.when.value, where, event.when.span) for where, event in events if event.when]
    denied = [(voice.speaker.name, where, voice.speaker.span) for where, event in events for voice in event.denied_by]
    fields = (field("who", who), field("when", when), field("denied by", denied))
    return Happening(
        id=f"h{place}",
        type=type_,
        events=tuple((where, event.id) for where, event in events),
        lineages=("l1", "l2"),
        told=told,
        fields=fields,
    )


def _utterance(every: tuple[Coded, ...]) -> Utterance:
    wordings = tuple(
        Wording(one.report.id, one.coding.statements[0].id, one.coding.statements[0].content) for one in every
    )
    return Utterance("u1", "Norland’s minister", "says", wordings, ("l1", "l2"))

"""A small record made by hand: a text on two pages and an account of its own, with what exports find hard.

Four happenings: a meeting in a town (two sources), grain that is planned for a month, shots that are denied and placed
in a state, and diplomats sent away. The first text has a character beyond the basic plane, mark-up and a control
character.
"""

from __future__ import annotations

from pathlib import Path

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
    Exhibit,
    Factuality,
    Field,
    Happening,
    Lineage,
    Page,
    Part,
    Place,
    Published,
    Report,
    Skipped,
    Span,
    Statement,
    Story,
    TextReuse,
    Utterance,
    Voice,
    When,
    Witness,
    Wording,
    content_id,
)
from dateline.recording import Record

from .made_story import at

WIRE = (
    "Ministers meet in Vard 🚢\n"
    "VARD (Meridian) — The foreign ministers of Norland and Sudland met in Vard on Friday. "
    "Sudland will send grain to Norland in May, a port official said. "
    "Norland denied that its navy had fired on Sudland. “We fired at nobody, <b>nobody</b> & that is\x0b that,” "
    "Minister Ada Holm said."
)
OWN = (
    "Norland sends diplomats home\n"
    "The ministers of Norland and Sudland talked on 15 September in Vard. "
    "A day later Norland expelled two diplomats of Sudland, its foreign ministry said."
)
ADDRESS = "https://harbour-post.example/vard?a=1&b=2"


def _page(text: str, outlet: str, address: str | None) -> Page:
    return Page(text.encode("utf-8"), "text/plain", "utf-8", address, given_outlet=outlet, origin=f"{outlet}.txt")


PAGES = (
    _page(WIRE, "Harbour Post", ADDRESS),
    _page(WIRE, "Cedar | Academy", "javascript:alert(1)"),
    _page(OWN, "Old Quay Gazette", "https://quay.example/1"),
)


def _report(page: Page) -> Report:
    text = page.content.decode("utf-8")
    first = text.index("\n")
    wire, copy = text == WIRE, page is PAGES[1]
    doubt = Doubt("12 March 2025 is no Friday", Witness("meta", "2025-03-12", "2025-03-12"))
    return Report(
        page.id,
        text,
        (Part("title", Span(0, first)), Part("paragraph", Span(first + 1, len(text)))),
        title=text[:first],
        outlet=page.given_outlet,
        agency=Credit("Meridian", "dateline", "VARD (Meridian)", at(WIRE, "VARD (Meridian)")) if wire else None,
        byline=() if wire else ("Ida Berg",),
        published=Published(None, declared="2025-03-12", doubts=(doubt,)) if copy else Published("2023-09-16"),
        address=page.address,
        origin=page.origin,
    )


def _entities(text: str) -> tuple[Entity, ...]:
    found = [
        Entity("n1", "Norland", "place", (at(text, "Norland"),)),
        Entity("n2", "Sudland", "place", (at(text, "Sudland"),)),
    ]
    if "Ada Holm" in text:
        found.append(Entity("n3", "Ada Holm", "person", (at(text, "Ada Holm"),)))
    return tuple(found)


def _state(text: str, name: str) -> Actor:
    code, number, entity = ("NOR", 385, "n1") if name == "Norland" else ("SDN", 625, "n2")
    return Actor(name, at(text, name), entity, code, number, number, ("GOV",))


def _coding(report: Report) -> Coding:
    text, told = report.text, report.id
    norland, sudland = _state(text, "Norland"), _state(text, "Sudland")
    vard = Place("Vard", at(text, "Vard" if "in Vard" not in text else "in Vard"), 777, 70.37, 31.11, "NOR", "NO.20",
                 "city", 0.9)  # fmt: skip
    vard = Place("Vard", Span(vard.span.end - 4, vard.span.end), 777, 70.37, 31.11, "NOR", "NO.20", "city", 0.9)
    friday = When("2023-09-15", "DATE", at(text, "Friday" if "Friday" in text else "15 September"), "2023-09-15",
                  "2023-09-15")  # fmt: skip
    clause = at(text, "The foreign ministers of Norland and Sudland met in Vard on Friday" if text == WIRE
                else "The ministers of Norland and Sudland talked on 15 September in Vard")  # fmt: skip
    word = at(text, "met" if text == WIRE else "talked")
    meeting = Event(
        content_id("e", told, "meeting"), "CONSULT", clause, word, Factuality("happened", 3.0), (norland, sudland),
        nary=True, mode="visit", quad=1, score=2.8, when=friday, where=vard, event_date="2023-09-15",
        event_date_basis="text", mentions=(clause,), sure=0.9,
    )  # fmt: skip
    if text == WIRE:
        return _of_wire(report, meeting, norland, sudland, vard, friday)
    ministry = Actor("its foreign ministry", at(text, "its foreign ministry"), None, "NOR", sectors=("GOV",))
    clause = at(text, "A day later Norland expelled two diplomats of Sudland")
    content = Statement(content_id("s", told), (clause,), "indirect", "says", ministry, at(text, "said"))
    own = Actor("Norland", Span(clause.start + 12, clause.start + 19), "n1", "NOR", 385, 385, ("GOV",))
    diplomats = Actor("two diplomats of Sudland", at(text, "two diplomats of Sudland"), None, "SDN", sectors=("GOV",))
    expelled = Event(
        content_id("e", told, "expelled"), "SANCTION", clause, at(text, "expelled"), Factuality("happened", 3.0),
        (own,), (diplomats,), mode="expel", cameo="165", quad=4, score=-6.5, event_date="2023-09-16",
        event_date_basis="told that day", said_by=(Voice(ministry, content.id, at(text, "said")),),
        counts=(Count("other", 2, 2, at(text, "two")),), mentions=(clause,),
    )  # fmt: skip
    return Coding(told, _entities(text), (vard,), (friday,), (content,), (meeting, expelled))


def _of_wire(report: Report, meeting: Event, norland: Actor, sudland: Actor, vard: Place, friday: When) -> Coding:
    told = report.id
    official = Actor("a port official", at(WIRE, "a port official"))
    holm = Actor("Ada Holm", at(WIRE, "Ada Holm"), "n3", "NOR", sectors=("GOV",), office="minister", wikidata="Q42")
    may = When("2024-05", "DATE", at(WIRE, "May"), "2024-05-01", "2024-05-31")
    state = Place("Norland", at(WIRE, "Norland"), 12, 62.0, 10.0, "NOR", None, "country", 1.0)
    grain = at(WIRE, "Sudland will send grain to Norland in May")
    shots = at(WIRE, "its navy had fired on Sudland")
    said = (
        Statement(content_id("s", told, "1"), (grain,), "indirect", "says", official, at(WIRE, "said")),
        Statement(content_id("s", told, "2"), (shots,), "indirect", "denies", norland, at(WIRE, "denied")),
        Statement(content_id("s", told, "3"), (at(WIRE, "We fired at nobody, <b>nobody</b> & that is\x0b that,"),),
                  "direct", "says", holm, at(WIRE, "said.")),
    )  # fmt: skip
    aid = Event(
        content_id("e", told, "grain"), "AID", grain, at(WIRE, "send"), Factuality("planned", 1.0, at(WIRE, "will")),
        (sudland,), (norland,), quad=2, score=7.0, when=may, event_date="2024-05", event_date_basis="text",
        said_by=(Voice(official, said[0].id, at(WIRE, "said")),), mentions=(grain,), sure=0.8,
    )  # fmt: skip
    fire = Event(
        content_id("e", told, "shots"), "ASSAULT", shots, at(WIRE, "fired"),
        Factuality("denied", -2.0, at(WIRE, "denied")), (norland,), (sudland,), quad=4, score=-9.0, where=state,
        denied_by=(Voice(norland, said[1].id, at(WIRE, "denied")),), mentions=(shots,),
    )  # fmt: skip
    return Coding(told, _entities(WIRE), (vard, state), (friday, may), said, (meeting, aid, fire))


def coded() -> tuple[Coded, ...]:
    """The three reports with their codings, in the order of `PAGES`."""
    reports = [_report(page) for page in PAGES]
    return tuple(Coded(report, _coding(report)) for report in reports)


def _fields(told: list[tuple[str, Event]], lines: tuple[str, ...]) -> list[Field]:
    """As the first report has them; all sources agree."""
    first = told[0][1]

    def field(name: str, value: str, spans: list[tuple[str, Span]]) -> Field:
        exhibits = tuple(Exhibit(report, span) for report, span in spans)
        verdict = "agree" if len(lines) > 1 else "one source"
        return Field(name, verdict, (Account(value, lines, exhibits),) if exhibits else ())  # type: ignore[arg-type]

    return [
        field("who", ", ".join(one.name for one in first.actors), [(r, e.actors[0].span) for r, e in told]),
        field("to whom", ", ".join(one.name for one in first.recipients),
              [(r, e.recipients[0].span) for r, e in told if e.recipients]),
        field("when", first.when.value if first.when else "", [(r, e.when.span) for r, e in told if e.when]),
        field("where", first.where.name if first.where else "", [(r, e.where.span) for r, e in told if e.where]),
        field("told", first.factuality.label, [(r, e.evidence) for r, e in told]),
    ]  # fmt: skip


def story() -> Story:
    """What linking makes of them: two lineages, four happenings."""
    first, second, third = (one.report.id for one in coded())
    line, own = "l0000000000000001", "l0000000000000002"
    by_type: dict[str, list[tuple[str, Event]]] = {}
    for one in coded():
        for event in one.coding.events:
            by_type.setdefault(event.type, []).append((one.report.id, event))
    happenings = []
    for type_, told in by_type.items():
        lines = tuple(sorted({own if report == third else line for report, _ in told}))
        fields = tuple(field for field in _fields(told, lines) if field.accounts)
        events = tuple((report, event.id) for report, event in told)
        happenings.append(Happening(content_id("h", type_), type_, events, lines, told[0][1].factuality.label, fields,
                                    told[0][1].mode, told[0][1].quad))  # fmt: skip
    holm = coded()[0].coding.statements[2]
    wordings = (Wording(first, holm.id, holm.content),)
    a, b = sorted((first, second))
    return Story(
        "y0123456789abcdef",
        "Ministers meet in Vard 🚢",
        tuple(sorted((first, second, third))),
        (Lineage(line, tuple(sorted((first, second))), first, "Meridian", first, ("Cedar | Academy", "Harbour Post")),
         Lineage(own, (third,), third, None, None, ("Old Quay Gazette",))),
        (TextReuse(a, b, "copy", 1.0, 1.0),),
        tuple(happenings),
        (Utterance("u0123456789abcdef", "Ada Holm", "says", wordings, (line,)),),
        "2023-09-15",
        "2024-05-31",
    )  # fmt: skip


def make(path: Path) -> Path:
    """The record as a file; one page of it is no report."""
    with Record.open(path) as record:
        for page, one in zip(PAGES, coded(), strict=True):
            record.add(page, one.report, one.coding, made_by="dateline 0.1.0, by hand")
        front = Page(b"front", "text/html", origin="front.html")
        record.add(front, Skipped(front.id, "no story on the page", origin=front.origin))
        record.replace_stories([story()])
    return path

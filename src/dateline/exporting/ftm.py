"""A record as FollowTheMoney entities, one a line: articles, mentions, people, bodies, events, ties, addresses.

For Aleph, OpenAleph and the `ftm` command line. Everything that is told names the Articles that prove it. Ids are
made of content alone, so that two exports of one record, or of two records that share pages, fall together.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TextIO

import msgspec

from dateline.coding.actor_keys import state_of
from dateline.coding.name_keys import key_of
from dateline.exporting import table_rows
from dateline.exporting.actor_names import KnownNames, actors_of, known_names, state_name
from dateline.exporting.brief_evidence import publisher_of
from dateline.exporting.codebook_tables import codebook_of
from dateline.exporting.formats import Format, Written, as_text
from dateline.exporting.maps import point_of
from dateline.exporting.network import tied_pairs
from dateline.exporting.phrases import kind_of, told_words, vouching_word
from dateline.exporting.row_words import days, evidence, headline, web_address
from dateline.exporting.selection import Selection
from dateline.exporting.table_rows import TableRow
from dateline.exporting.xml_text import xml_text
from dateline.linking import description_of
from dateline.model import Actor, Coded, Happening, Report, content_id
from dateline.tables import shipped
from dateline.version import __version__

NAME = "ftm"
_PROOFS = 20
"""Articles named as proof of one person or body: the Mentions name every one."""
_ANY = "*"
Values = list[str]


def formats() -> tuple[Format, ...]:
    """One format, a JSON object a line as `ftm` reads them."""
    what = "FollowTheMoney entities, for Aleph, OpenAleph and ftm: a JSON object a line"
    files = {ending: as_text(write) for ending in (".ftm", ".json", ".jsonl")}
    return (Format(NAME, what, files, codebook=codebook_of(NAME)),)


def write(selection: Selection, out: TextIO) -> Written:
    """Writes every entity once: pages one after the other, then happenings, then who takes part, then addresses.

    Holds in memory the people and bodies, not the pages. Raises UsageError where the record is not linked.
    """
    selection.stories()  # where they are stale it says so before anything is written
    written: Counter[str] = Counter()
    cast = Cast(known_names(selection.coded()), {})
    places: dict[str, dict[str, object]] = {}
    for entity in _entities(selection, cast, places):
        out.write(msgspec.json.encode(entity).decode("utf-8") + "\n")
        written[str(entity["schema"])] += 1
    return dict(sorted(written.items()))


def _entities(selection: Selection, cast: Cast, places: dict[str, dict[str, object]]) -> Iterator[dict[str, object]]:
    for coded in selection.coded():
        yield _article(coded.report)
        yield from _mentions(coded, cast)
    yield from _happenings(selection, cast, places)
    for name, draft in sorted(cast.drafts.items()):
        yield _actor(name, draft)
    for _, place in sorted(places.items()):
        yield place


def entity(identity: str, schema: str, /, **properties: Iterable[str]) -> dict[str, object]:
    """An entity as `ftm` reads it; properties without a value are left away, blanks and control characters cleaned."""
    kept = {key: list(dict.fromkeys(filter(None, values))) for key, values in properties.items()}
    return {"id": identity, "schema": schema, "properties": {key: values for key, values in kept.items() if values}}


def article_id(report: str) -> str:
    """The id of the Article of a report."""
    return f"dateline-{report}"


# ------------------------------------------------------------------ pages


def _article(report: Report) -> dict[str, object]:
    published = report.published
    credit = report.agency
    return entity(
        article_id(report.id),
        "Article",
        name=[_line(report.title)],
        title=[_line(report.title)],
        fileName=[f"{report.id}.txt"],
        author=[*map(_line, report.byline), *([credit.name] if credit else [])],
        publisher=[_line(publisher_of(report))],
        sourceUrl=[web_address(report.address), web_address(report.canonical)],
        publishedAt=[published.value or ""],
        retrievedAt=[(report.fetched or "")[:10]],
        language=[_languages().get(report.language, "")],
        bodyText=[xml_text(report.text)],
        generator=[f"dateline {__version__}"],
        notes=[
            *([f"Written by {credit.name}: {credit.how} “{_line(credit.words)}”"] if credit else []),
            *(f"Doubtful date: {_line(doubt.reason)}" for doubt in published.doubts),
            f"Date: {_line(published.method)}",
        ],
    )


def _line(words: str | None) -> str:
    """Words on one line, without the quotation marks around them that FollowTheMoney strips from names."""
    return " ".join(xml_text(words or "").split()).strip("\"'")


# ------------------------------------------------------------------ people and bodies


@dataclass(frozen=True, slots=True)
class _Proof:
    """What is kept of a page that names somebody: not its text."""

    article: str
    address: str
    outlet: str


def _prove(report: Report) -> _Proof:
    return _Proof(article_id(report.id), web_address(report.address), _line(publisher_of(report)))


@dataclass(slots=True)
class _ActorDraft:
    schemas: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    offices: Counter[str] = field(default_factory=Counter)
    wikidata: str = ""
    state: str = ""
    proofs: dict[str, _Proof] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is who: their names over the whole record, and what is noted of each on the way."""

    known: KnownNames
    drafts: dict[str, _ActorDraft]

    def id(self, actor: Actor, report: str) -> str:
        """The id of whoever the words name; "" for one who is only described, by an office alone or as a people."""
        if _is_people(actor) or _is_office(actor):
            return ""
        name = self.known.name(actor, report)
        return f"dateline-{name}" if name else ""


def _is_office(actor: Actor) -> bool:
    """Whether the words are those of an office alone ("U.S. Secretary of State"), of whom nobody knows who holds it."""
    if not actor.office or actor.wikidata:
        return False
    words = description_of(actor.name, actor.country).split()
    return set(words) <= set(description_of(actor.office, actor.country).split())


def _is_people(actor: Actor) -> bool:
    return not state_of(actor) and key_of(actor.name) in _peoples()


@functools.cache
def _peoples() -> frozenset[str]:
    from dateline.coding.tables import table  # loads the rooms of coding: only where an export asks for it

    return frozenset(key_of(name) for row in table("countries") for name in row.listed("peoples"))


def _named_in(coded: Coded) -> Iterator[Actor]:
    """Everybody that takes part or speaks, then the people and bodies that are only named, by two words or more."""
    spoken: set[str] = set()
    for actor in actors_of(coded):
        spoken.add(actor.entity or "")
        yield actor
    for one in coded.coding.entities:
        if one.kind in ("person", "organisation") and one.id not in spoken and " " in one.name.strip():
            yield Actor(one.name, one.mentions[0], one.id)


def _mentions(coded: Coded, cast: Cast) -> Iterator[dict[str, object]]:
    """One Mention of everybody that the page names; on the way what is known of them is noted."""
    kinds = {one.id: one.kind for one in coded.coding.entities}
    report = coded.report
    found: dict[str, tuple[set[str], str, set[str]]] = {}
    for actor in _named_in(coded):
        name = cast.id(actor, report.id)
        if not name:
            continue
        schema = _schema(kinds.get(actor.entity or "", _ANY), actor)
        _note(cast.drafts.setdefault(name, _ActorDraft()), actor, schema, report)
        names, _, countries = found.setdefault(name, (set(), schema, set()))
        names.add(_line(actor.name))
        countries.update(_country(actor.country))
    for name, (names, schema, countries) in found.items():
        yield entity(
            f"dateline-{content_id('m', report.id, name)}",
            "Mention",
            document=[article_id(report.id)],
            resolved=[name],
            name=sorted(names),
            detectedSchema=[schema],
            contextCountry=sorted(countries),
        )


def _note(draft: _ActorDraft, actor: Actor, schema: str, report: Report) -> None:
    state = state_of(actor)
    draft.schemas["PublicBody" if state else schema] += 1
    draft.names[_line(actor.name)] += 1
    draft.state = state_name(state)
    draft.countries.update(_country(actor.country))
    draft.sectors.update(actor.sectors)
    draft.offices.update([_line(actor.office)] if actor.office else [])
    draft.wikidata = draft.wikidata or actor.wikidata or ""
    if len(draft.proofs) < _PROOFS:
        draft.proofs[report.id] = _prove(report)


def _actor(name: str, draft: _ActorDraft) -> dict[str, object]:
    schema = max(sorted(draft.schemas), key=lambda one: (draft.schemas[one], one != "LegalEntity"))
    ranked = sorted(draft.names, key=lambda one: (one != draft.state, -draft.names[one], -len(one), one))
    if draft.state and ranked[0] != draft.state:
        ranked.insert(0, draft.state)
    more = {"position": sorted(draft.offices)} if schema == "Person" else {}
    return entity(
        name,
        schema,
        name=ranked[:1],
        alias=ranked[1:],
        country=sorted(draft.countries),
        sector=sorted(draft.sectors),
        wikidataId=[draft.wikidata],
        **more,
        **_proof(draft.proofs.values()),
    )


def _proof(proofs: Iterable[_Proof]) -> dict[str, Values]:
    known = list(proofs)
    return {
        "proof": [one.article for one in known],
        "sourceUrl": [one.address for one in known],
        "publisher": [one.outlet for one in known],
    }


def _schema(kind: str, actor: Actor) -> str:
    if kind != "person" and actor.office:
        kind = "person"
    sector = actor.sectors[0] if actor.sectors else ""
    return next(schema for of, by, schema in _schemas() if of in (kind, _ANY) and by in (sector, _ANY))


@functools.cache
def _schemas() -> tuple[tuple[str, str, str], ...]:
    rows = shipped(__package__, "tables/ftm_schemas.tsv", ("kind", "sector", "schema"))
    return tuple((row["kind"], row["sector"], row["schema"]) for row in rows)


def _country(code: str | None) -> list[str]:
    return [found] if (found := _codes().get(code or "")) else []


@functools.cache
def _codes() -> Mapping[str, str]:
    from dateline.coding.tables import table  # loads the rooms of coding: only where an export asks for it

    return MappingProxyType({row["iso3"]: row["iso2"].lower() for row in table("countries")} | {"EUR": "eu"})


@functools.cache
def _languages() -> Mapping[str, str]:
    rows = shipped(__package__, "tables/ftm_languages.tsv", ("iso639_1", "iso639_3"))
    return MappingProxyType({row["iso639_1"]: row["iso639_3"] for row in rows})


# ------------------------------------------------------------------ what happened


def _happenings(selection: Selection, cast: Cast, places: dict[str, dict[str, object]]) -> Iterator[dict[str, object]]:
    one = selection.reader()
    for story in selection.stories():
        told = {happening.id: happening for happening in story.happenings}
        for row in table_rows.happenings([story], one):
            proofs = [_prove(one(report).report) for report in _tellers(told[row.id])]
            yield _event(row, story.title, proofs, cast, places)
            yield from _ties(row, proofs, cast)


def _tellers(happening: Happening) -> list[str]:
    return list(dict.fromkeys(report for report, _ in happening.events))


def _event(
    row: TableRow,
    story: str,
    proofs: list[_Proof],
    cast: Cast,
    places: dict[str, dict[str, object]],
) -> dict[str, object]:
    event = row.event
    sides = [cast.id(actor, row.report.id) for actor in (*event.actors, *event.recipients)]
    described = [actor.name for actor in (*event.actors, *event.recipients) if not cast.id(actor, row.report.id)]
    told = event.factuality.label
    return entity(
        f"dateline-{row.id}",
        "Event",
        name=[_line(headline(row))],
        summary=[xml_text(evidence(row))],
        description=[f"Told by {row.sources} independent sources on {row.reports} pages"],
        involved=[side for side in sides if side in cast.drafts],
        keywords=[event.type, event.mode or "", told, *event.contexts],
        country=_country(event.where.country) if event.where else [],
        notes=[
            f"Told: {told_words(told)}",
            f"Story: {_line(story)}",
            *(f"Takes part: {_line(name)}" for name in described),
            *(f"Said by {_line(voice.speaker.name)}" for voice in event.said_by),
            *(f"Denied by {_line(voice.speaker.name)}" for voice in event.denied_by),
            *(f"Sources differ on: {name}" for name in row.differ),
        ],
        **_dates(row),
        **_place(row, places),
        **_proof(proofs),
    )


def _dates(row: TableRow) -> dict[str, Values]:
    known = days(row)
    if known is None:
        return {}
    if known.begin == known.end:
        return {"date": [known.begin or ""]}
    return {"startDate": [known.begin or ""], "endDate": [known.end or ""]}


def _place(row: TableRow, places: dict[str, dict[str, object]]) -> dict[str, Values]:
    """The words for the place; where it is finer than a state also an Address with its point."""
    place, point = row.event.where, point_of(row)
    if place is None:
        return {}
    if point is None:
        return {"location": [_line(place.name)]}
    full = ", ".join(dict.fromkeys(filter(None, (_line(place.name), state_name(place.country)))))
    name = f"dateline-{content_id('g', str(place.geonames), full)}"
    places[name] = entity(
        name,
        "Address",
        full=[full],
        city=[_line(place.name)] if place.feature in ("city", "capital") else [],
        state=[_line(place.name)] if place.feature == "admin" else [],
        country=_country(place.country),
        longitude=[f"{point[0]:g}"],
        latitude=[f"{point[1]:g}"],
    )
    return {"location": [full], "addressEntity": [name]}


def _ties(row: TableRow, proofs: list[_Proof], cast: Cast) -> Iterator[dict[str, object]]:
    """Who to whom, for what is told as fact: a link that is denied would look like one that is."""
    if vouching_word(row.event.factuality.label) != "yes":
        return
    kind = kind_of(row.event.type, row.event.mode)
    tied: set[frozenset[str]] = set()
    for one, other in tied_pairs(row):
        subject, object_ = cast.id(one, row.report.id), cast.id(other, row.report.id)
        if subject in cast.drafts and object_ in cast.drafts and subject != object_:
            if row.event.nary and frozenset((subject, object_)) in tied:
                continue  # a meeting ties each to each: one link says so
            tied.add(frozenset((subject, object_)))
            yield entity(
                f"dateline-{content_id('t', row.id, subject, object_)}",
                "UnknownLink",
                subject=[subject],
                object=[object_],
                role=[kind.noun],
                status=[told_words(row.event.factuality.label)],
                summary=[xml_text(evidence(row))],
                **_dates(row),
                **_proof(proofs),
            )

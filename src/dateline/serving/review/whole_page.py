"""The pages on which stories, lineages, happenings and actors are split and joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dateline.errors import NotFound
from dateline.linking import join_namings, naming_key
from dateline.model import Happening, KnownActor, Lineage, Story
from dateline.recording import Record
from dateline.serving import addresses, people
from dateline.serving.lines import OPENING, happening_lines, report_line
from dateline.serving.moved import later_id
from dateline.serving.params import Params
from dateline.serving.questions import ask, ask_many
from dateline.serving.review.lines import LogLine, RecordLine, log_of, record_lines
from dateline.serving.shelf import Moment
from dateline.serving.stories.around import related_stories
from dateline.serving.words import printed

_OTHERS = 24


@dataclass(frozen=True, slots=True)
class Member:
    """What a whole is made of: a report, a naming, or an event with its record."""

    id: str
    words: str
    address: str
    beside: str
    record: RecordLine | None = None


@dataclass(frozen=True, slots=True)
class Other:
    """What it may be one with, or (of a story) what may be split too."""

    id: str
    words: str
    address: str
    beside: str


@dataclass(frozen=True, slots=True)
class WholePage:
    """A story, lineage, happening or actor, with its members, what is like it, and what was judged of it. `parts`: the
    lineages of a story."""

    kind: str
    id: str
    title: str
    address: str
    members: tuple[Member, ...]
    others: tuple[Other, ...]
    parts: tuple[Other, ...]
    history: tuple[LogLine, ...]
    to_link: bool


def story_page(moment: Moment, params: Params) -> WholePage:
    """The story whose id stands in the path. Raises NotFound."""
    story = moment.record.story(params.path["id"])
    row = ask(moment.connection, "SELECT number FROM stories WHERE id = :id", id=story.id)
    near = related_stories(moment.connection, row[0].number) if row else ()
    others = tuple(
        Other(one.story.id, one.story.title, one.story.address, "also about " + ", ".join(one.about)) for one in near
    )
    parts = tuple(_lineage(one) for one in story.lineages if len(one.reports) > 1)
    title = story.title or "Without a headline"
    members = _reports(moment, story.reports)
    return _page(moment, "story", story.id, title, addresses.story(story.id), members, others, parts)


def _lineage(one: Lineage) -> Other:
    where = addresses.judge_whole("lineage", one.id)
    return Other(one.id, one.agency or "one text", where, f"{len(one.reports)} pages")


def lineage_page(moment: Moment, params: Params) -> WholePage:
    """The lineage whose id stands in the path: pages that carry one text. Raises NotFound."""
    story, one = _inside(moment.record, "lineage", params.path["id"])
    assert isinstance(one, Lineage)
    others = tuple(_lineage(each) for each in story.lineages if each.id != one.id)[:_OTHERS]
    members = _reports(moment, one.reports)
    return _page(moment, "lineage", one.id, "Pages with one text", addresses.story(story.id), members, others)


def happening_page(moment: Moment, params: Params) -> WholePage:
    """The happening whose id stands in the path, with its events. Raises NotFound."""
    story, one = _inside(moment.record, "happening", later_id(moment.connection, params.path["id"]))
    assert isinstance(one, Happening)
    rows = ask(
        moment.connection,
        "SELECT happenings.number, happenings.id, happenings.type FROM happenings "
        "JOIN stories ON stories.number = happenings.story WHERE stories.id = :id ORDER BY happenings.ordinal",
        id=story.id,
    )
    near = sorted((row for row in rows if row.id != one.id), key=lambda row: row.type != one.type)[:_OTHERS]
    own = next((row.number for row in rows if row.id == one.id), None)
    lines = happening_lines(moment.connection, [row.number for row in near] + ([own] if own is not None else []))
    records = record_lines(moment.record, one.events)
    members = tuple(Member(each.id, each.line, each.address, each.words.outlet, each) for each in records)
    others = tuple(Other(x.id, x.line, x.address, x.told_words) for row in near if (x := lines.get(row.number)))
    title = lines[own].line if own in lines else "A happening"
    address = f"{addresses.story(story.id, happening=one.id)}#{one.id}"
    return _page(moment, "happening", one.id, title, address, members, others)


def _inside(record: Record, kind: str, name: str) -> tuple[Story, Lineage | Happening]:
    named = [one for one in record.named(name) if one.kind == kind]
    if not named:
        raise NotFound(f"there is no {kind} {name} in this record. After linking it may have another id: search it.")
    story = record.story(named[0].holder)
    held: tuple[Lineage | Happening, ...] = story.lineages if kind == "lineage" else story.happenings
    found = next((one for one in held if one.id == named[0].id), None)
    if found is None:
        raise NotFound(f"every event of {kind} {name} was rejected.")
    return story, found


def actor_page(moment: Moment, params: Params) -> WholePage:
    """The actor whose key the address gives, with every naming. Raises NotFound."""
    record, key = moment.record, params.needed("key")
    actors = join_namings(record.namings(), record.ties().actors)
    found = next((one for one in actors if one.key == key), None)
    if found is None:
        raise NotFound(f"nobody in this record has the key {key}. Search the name: the key may be another.")
    members = tuple(_namings(found))
    near = people.by_name(moment.connection, found.name.split()[-1])
    keys = {one.key: one for one in near if one.key and one.key != key}
    others = tuple(
        Other(one.key, one.name, addresses.actor(one.key), one.office or one.country or "")
        for one in list(keys.values())[:_OTHERS]
    )
    return _page(moment, "actor", key, found.name, addresses.actor(key), members, others)


def _namings(one: KnownActor) -> Iterable[Member]:
    for name in sorted({naming_key(each) for each in one.namings}):
        words, country, wikidata = name.rsplit("/", 2)
        yield Member(name, words, addresses.search(f'actor:"{words}"'), " ".join(filter(None, (country, wikidata))))


def _reports(moment: Moment, ids: Iterable[str]) -> tuple[Member, ...]:
    rows = ask_many(
        moment.connection,
        f"SELECT reports.number, {printed()}, {OPENING}, title, agency, published, events, statements, doubts "
        "FROM reports WHERE reports.id IN :wanted",
        ids,
    )
    lines = sorted(map(report_line, rows), key=lambda one: (one.published or "", one.outlet))
    return tuple(
        Member(one.id, one.title, one.address, " · ".join(filter(None, (one.outlet, one.published)))) for one in lines
    )


def _page(
    moment: Moment, kind: str, id_: str, title: str, address: str, members: tuple[Member, ...],
    others: tuple[Other, ...], parts: tuple[Other, ...] = (),
) -> WholePage:  # fmt: skip
    every = moment.record.judgements()
    judged = any(one.subject.id == id_ for one in every)
    unmet = moment.record.ties().unmet if judged else {}
    history = log_of(every, id_, None)
    lines = tuple(line if line.id not in unmet else _stale(line, unmet[line.id]) for line in history)
    return WholePage(kind, id_, title, address, members, others, parts, lines, moment.record.stale)


def _stale(line: LogLine, why: str) -> LogLine:
    return replace(line, state="stale", note=why)

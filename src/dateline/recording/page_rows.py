"""Values of the model as rows of the tables that belong to one report. The same value gives the same rows.

What a row points to stands in it by its natural key (`keys.py`): an event as (report id, event id), an actor as all
that is known of it. `numbering.py` puts numbers in their place. Every span comes with its words (`X_exact`), of which
most are not kept: they are cut from the text again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import msgspec

from dateline.model import Actor, Coding, Event, Page, Place, Report, Skipped, Span, Statement, Voice, When

Row = dict[str, object]
Rows = Mapping[str, list[Row]]
"""Table name → its rows."""


def words(prefix: str, span: Span | None, text: str) -> Row:
    """The three columns of a span."""
    if span is None:
        return {f"{prefix}_start": None, f"{prefix}_end": None, f"{prefix}_exact": None}
    return {f"{prefix}_start": span.start, f"{prefix}_end": span.end, f"{prefix}_exact": span.cut(text)}


class _Spotted(Protocol):
    @property
    def span(self) -> Span | None: ...


def _spot_columns(prefix: str, thing: _Spotted | None, text: str) -> Row:
    return words(prefix, None if thing is None else thing.span, text)


def list_texts(values: Iterable[str | None]) -> str | None:
    """Several values in one column: a JSON array with each once, in order; None if there are none."""
    listed = tuple(dict.fromkeys(value for value in values if value))
    return msgspec.json.encode(listed).decode("utf-8") if listed else None


def _actor_key(actor: Actor | None) -> tuple[object, ...] | None:
    """All that is known of an actor apart from the words of this place: a row of `actors`."""
    if actor is None:
        return None
    sector = actor.sectors[0] if actor.sectors else None
    known = (actor.country, actor.cow, actor.gw, sector, list_texts(actor.sectors), actor.office, actor.wikidata)
    return (actor.name, *known, actor.how)


def _location_key(place: Place | None) -> tuple[object, ...] | None:
    """A row of `locations`."""
    if place is None:
        return None
    return (place.name, place.geonames, place.latitude, place.longitude, place.country, place.admin, place.feature)


def _reason_key(words: str | None) -> tuple[object, ...] | None:
    """A row of `reasons`; none for no words."""
    return (words,) if words else None


def _entity_key(actor: Actor | None, report: str) -> tuple[str, str] | None:
    return (report, actor.entity) if actor and actor.entity is not None else None


def _actor(column: str, actor: Actor | None, key: Row, text: str) -> Row:
    return {
        column: _actor_key(actor),
        f"{column}_entity": _entity_key(actor, str(key["report"])),
        **_spot_columns(column, actor, text),
    }


def page_row(page: Page, outcome: str, made_by: str, sha256: str) -> Row:
    """The row of a page with its content as it came; `sha256` is the hash of that."""
    return {
        "id": page.id,
        "outcome": outcome,
        "origin": page.origin,
        "address": page.address,
        "media": page.media,
        "charset": page.charset,
        "fetched": page.fetched,
        "given_id": page.given_id,
        "given_title": page.given_title,
        "given_outlet": page.given_outlet,
        "given_published": page.given_published,
        "made_by": made_by,
        "sha256": sha256,
        "size": len(page.content),
        "content": page.content,
    }


def skipped_row(skipped: Skipped) -> Row:
    """The row of a page that is no report."""
    return {
        "id": skipped.id,
        "reason": skipped.reason,
        "detail": skipped.detail,
        "address": skipped.address,
        "given_id": skipped.given_id,
    }


def report_row(report: Report, coding: Coding) -> Row:
    """The row of a report without its number and the hash of its evidence."""
    agency, published = report.agency, report.published
    return {
        "id": report.id,
        "title": report.title,
        "outlet": report.outlet,
        "agency": agency and agency.name,
        "agency_how": agency and agency.how,
        "agency_words": agency and agency.words,
        **_spot_columns("agency", agency, report.text),
        "byline": list_texts(report.byline),
        "dateline_place": report.dateline and report.dateline.place,
        **_spot_columns("dateline", report.dateline, report.text),
        "published": published.value,
        "published_time": published.time,
        "published_method": published.method,
        "declared": published.declared,
        "window_from": published.window and published.window[0],
        "window_to": published.window and published.window[1],
        "doubts": len(published.doubts),
        "anchor": report.anchor,
        "language": report.language,
        "uncoded": coding.uncoded or None,
        "address": report.address,
        "fetched": report.fetched,
        "given_id": report.given_id,
        "notes": list_texts((*report.notes, *coding.notes)),
        "characters": len(report.text),
        "statements": len(coding.statements),
        "events": len(coding.events),
        "text": report.text,
    }


def searched_words(table: str, row: Row) -> tuple[object, ...]:
    """What is searched of a row of reports, statements or events (`search.SEARCHED`)."""
    if table == "reports":
        return row["title"], row["text"]
    if table == "statements":
        speaker = row["speaker"]
        return row["words"], speaker[0] if isinstance(speaker, tuple) else None
    return row["evidence_exact"], row["actors"], row["recipients"]


def report_rows(report: Report, coding: Coding) -> Rows:
    """The rows of every other table that belongs to the report."""
    text = report.text
    key: Row = {"report": report.id}
    rows: dict[str, list[Row]] = {
        "doubts": _doubts(report, key),
        "furniture": [
            {**key, "ordinal": n, "kind": piece.kind, "text": piece.text, "page_start": piece.page_start}
            for n, piece in enumerate(report.furniture)
        ],
        "places": [_place(n, place, key, text) for n, place in enumerate(coding.places)],
        "times": [
            {**key, "ordinal": n, "value": when.value, "kind": when.kind, "earliest": when.earliest}
            | {"latest": when.latest, "anchor": when.anchor, **words("time", when.span, text)}
            for n, when in enumerate(coding.times)
        ],
    }
    rows.update(_entities(coding, text, key))
    rows.update(_statements(coding.statements, text, key))
    rows.update(_events(coding.events, text, key))
    return rows


def _doubts(report: Report, key: Row) -> list[Row]:
    out: list[Row] = []
    for n, doubt in enumerate(report.published.doubts):
        row = {**key, "ordinal": n, "reason": doubt.reason}
        for side, witness in (("witness", doubt.witness), ("against", doubt.against)):
            row |= {
                f"{side}_kind": witness and witness.kind,
                f"{side}_value": witness and witness.value,
                f"{side}_words": witness and witness.words,
            }
        out.append(row)
    return out


def _place(ordinal: int, place: Place, key: Row, text: str) -> Row:
    return {
        **key,
        "ordinal": ordinal,
        "location": _location_key(place),
        "confidence": place.confidence,
        "how": _reason_key(place.how),
        **words("place", place.span, text),
    }


def _entities(coding: Coding, text: str, key: Row) -> dict[str, list[Row]]:
    entities: list[Row] = []
    mentions: list[Row] = []
    for n, entity in enumerate(coding.entities):
        own = {"ordinal": n, "name": entity.name, "kind": entity.kind, "mentions": len(entity.mentions)}
        entities.append({**key, "id": entity.id, **own})
        for part, spans in (("name", entity.mentions), ("role", entity.roles)):
            for m, span in enumerate(spans):
                where = {"entity": (key["report"], entity.id), "part": part, "ordinal": m}
                mentions.append({**where, **words("mention", span, text)})
    return {"entities": entities, "mentions": mentions}


def _when(when: When | None, text: str) -> Row:
    return {
        "when_value": when and when.value,
        "when_earliest": when and when.earliest,
        "when_latest": when and when.latest,
        **_spot_columns("when", when, text),
    }


def _statements(statements: tuple[Statement, ...], text: str, key: Row) -> dict[str, list[Row]]:
    rows: list[Row] = []
    contents: list[Row] = []
    for n, said in enumerate(statements):
        rows.append(
            {
                **key,
                "id": said.id,
                "ordinal": n,
                **_actor("speaker", said.speaker, key, text),
                "stance": said.stance,
                "quotation": said.quotation,
                "words": " … ".join(span.cut(text) for span in said.content) or None,
                **words("cue", said.cue, text),
                **words("content", said.content[0] if said.content else None, text),
                **_actor("addressee", said.addressee, key, text),
                "within": (key["report"], said.within) if said.within is not None else None,
                **_when(said.when, text),
                "rule": _reason_key(said.rule),
            }
        )
        for m, span in enumerate(said.content):
            own = {"statement": (key["report"], said.id), "ordinal": m}
            contents.append({**own, **words("content", span, text)})
    return {"statements": rows, "contents": contents}


def _event(event: Event, text: str) -> Row:
    factuality, when, where = event.factuality, event.when, event.where
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": list_texts(event.contexts),
        "cameo": event.cameo,
        "quad": event.quad,
        "score": event.score,
        "actors": list_texts(actor.name for actor in event.actors),
        "actor_countries": list_texts(actor.country for actor in event.actors),
        "recipients": list_texts(actor.name for actor in event.recipients),
        "recipient_countries": list_texts(actor.country for actor in event.recipients),
        "nary": event.nary,
        "told": factuality.label,
        "told_score": factuality.score,
        "told_how": _reason_key(factuality.how),
        **words("told_cue", factuality.cue, text),
        "said_by": list_texts(voice.speaker.name for voice in event.said_by),
        "denied_by": list_texts(voice.speaker.name for voice in event.denied_by),
        **_when(when, text),
        "when_kind": when and when.kind,
        "when_anchor": when and when.anchor,
        "place": _location_key(where),
        **_spot_columns("place", where, text),
        **words("evidence", event.evidence, text),
        **words("trigger", event.trigger, text),
        "rule": _reason_key(event.rule),
        "sure": event.sure,
        "event_date": event.event_date,
        "event_date_basis": event.event_date_basis,
    }


def _participant(actor: Actor, key: Row, text: str) -> Row:
    named = words("name", actor.span, text)
    return {"actor": _actor_key(actor), "entity": _entity_key(actor, str(key["report"])), **named}


def _voice(voice: Voice, key: Row, text: str) -> Row:
    said_in = (key["report"], voice.statement) if voice.statement is not None else None
    return {**_actor("speaker", voice.speaker, key, text), "statement": said_in, **words("cue", voice.cue, text)}


def _events(events: tuple[Event, ...], text: str, key: Row) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {"events": [], "participants": [], "voices": [], "counts": [], "retellings": []}
    for n, event in enumerate(events):
        of_event: Row = {"event": (key["report"], event.id)}
        rows["events"].append({**key, "ordinal": n, **_event(event, text)})
        for side, actors in (("actor", event.actors), ("recipient", event.recipients)):
            rows["participants"] += [
                {**of_event, "side": side, "ordinal": m, **_participant(actor, key, text)}
                for m, actor in enumerate(actors)
            ]
        for side, voices in (("said", event.said_by), ("denied", event.denied_by)):
            rows["voices"] += [
                {**of_event, "side": side, "ordinal": m, **_voice(voice, key, text)} for m, voice in enumerate(voices)
            ]
        rows["counts"] += [
            {**of_event, "ordinal": m, "kind": count.kind, "low": count.low, "high": count.high}
            | words("count", count.span, text)
            for m, count in enumerate(event.counts)
        ]
        rows["retellings"] += [
            {**of_event, "ordinal": m, **words("mention", span, text)} for m, span in enumerate(event.mentions)
        ]
    return rows

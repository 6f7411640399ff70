"""Values of the model as rows of the tables that belong to one report. The same value gives the same rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from dateline.model import Actor, Coding, Event, Page, Place, Report, Skipped, Span, Statement, Voice, When
from dateline.recording.canon import to_json

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


def join_texts(values: Iterable[str | None]) -> str | None:
    """Several values in one column: each once, in order, with "; " between; None if there are none."""
    return "; ".join(dict.fromkeys(value for value in values if value)) or None


def _actor(prefix: str, actor: Actor | None, text: str) -> Row:
    return {
        prefix: actor and actor.name,
        f"{prefix}_entity": actor and actor.entity,
        f"{prefix}_country": actor and actor.country,
        f"{prefix}_cow": actor and actor.cow,
        f"{prefix}_gw": actor and actor.gw,
        f"{prefix}_sector": actor.sectors[0] if actor and actor.sectors else None,
        f"{prefix}_sectors": join_texts(actor.sectors) if actor else None,
        f"{prefix}_office": actor and actor.office,
        f"{prefix}_wikidata": actor and actor.wikidata,
        f"{prefix}_how": actor and actor.how,
        **_spot_columns(prefix, actor, text),
    }


def page_row(page: Page, outcome: str, made_by: str, squeezed: bytes, sha256: str) -> Row:
    """The row of a page; `squeezed` is its content under zlib, `sha256` the hash of the content itself."""
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
        "content": squeezed,
    }


def skipped_row(skipped: Skipped) -> Row:
    """The row of a page that is no report."""
    return {
        "id": skipped.id,
        "reason": skipped.reason,
        "detail": skipped.detail,
        "address": skipped.address,
        "given_id": skipped.given_id,
        "value": to_json(replace(skipped, origin="")),
    }


def report_row(report: Report, coding: Coding) -> Row:
    """The row of a report without `number`, which the database gives."""
    agency, published = report.agency, report.published
    return {
        "id": report.id,
        "title": report.title,
        "outlet": report.outlet,
        "agency": agency and agency.name,
        "agency_how": agency and agency.how,
        "agency_words": agency and agency.words,
        **_spot_columns("agency", agency, report.text),
        "byline": join_texts(report.byline),
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
        "notes": join_texts((*report.notes, *coding.notes)),
        "characters": len(report.text),
        "statements": len(coding.statements),
        "events": len(coding.events),
        "text": report.text,
        "value": to_json(replace(report, text="", origin="")),
        "coding": to_json(coding),
    }


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
        "places": [
            {**key, "ordinal": n, "name": place.name, **_coordinates(place), **words("place", place.span, text)}
            for n, place in enumerate(coding.places)
        ],
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


def _coordinates(place: Place) -> Row:
    return {
        "geonames": place.geonames,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "country": place.country,
        "admin": place.admin,
        "feature": place.feature,
        "confidence": place.confidence,
        "how": place.how,
    }


def _entities(coding: Coding, text: str, key: Row) -> dict[str, list[Row]]:
    entities: list[Row] = []
    mentions: list[Row] = []
    for n, entity in enumerate(coding.entities):
        own = {"ordinal": n, "name": entity.name, "kind": entity.kind, "mentions": len(entity.mentions)}
        entities.append({**key, "id": entity.id, **own})
        for part, spans in (("name", entity.mentions), ("role", entity.roles)):
            for m, span in enumerate(spans):
                where = {"entity": entity.id, "part": part, "ordinal": m}
                mentions.append({**key, **where, **words("mention", span, text)})
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
                **_actor("speaker", said.speaker, text),
                "stance": said.stance,
                "quotation": said.quotation,
                **words("cue", said.cue, text),
                **words("content", said.content[0] if said.content else None, text),
                **_actor("addressee", said.addressee, text),
                "within": said.within,
                **_when(said.when, text),
                "rule": said.rule,
            }
        )
        for m, span in enumerate(said.content):
            contents.append({**key, "statement": said.id, "ordinal": m, **words("content", span, text)})
    return {"statements": rows, "contents": contents}


def _event(event: Event, text: str) -> Row:
    factuality, when, where = event.factuality, event.when, event.where
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": join_texts(event.contexts),
        "cameo": event.cameo,
        "quad": event.quad,
        "score": event.score,
        "actors": join_texts(actor.name for actor in event.actors),
        "actor_countries": join_texts(actor.country for actor in event.actors),
        "recipients": join_texts(actor.name for actor in event.recipients),
        "recipient_countries": join_texts(actor.country for actor in event.recipients),
        "nary": event.nary,
        "told": factuality.label,
        "told_score": factuality.score,
        "told_how": factuality.how,
        **words("told_cue", factuality.cue, text),
        "said_by": join_texts(voice.speaker.name for voice in event.said_by),
        "denied_by": join_texts(voice.speaker.name for voice in event.denied_by),
        **_when(when, text),
        "when_kind": when and when.kind,
        "when_anchor": when and when.anchor,
        "place": where and where.name,
        "place_geonames": where and where.geonames,
        "latitude": where and where.latitude,
        "longitude": where and where.longitude,
        "place_country": where and where.country,
        "place_admin": where and where.admin,
        "place_feature": where and where.feature,
        **_spot_columns("place", where, text),
        **words("evidence", event.evidence, text),
        **words("trigger", event.trigger, text),
        "rule": event.rule,
        "sure": event.sure,
        "event_date": event.event_date,
        "event_date_basis": event.event_date_basis,
    }


def _voice(voice: Voice, text: str) -> Row:
    spoken = {"statement": voice.statement, **words("cue", voice.cue, text)}
    return {**_actor("speaker", voice.speaker, text), **spoken}


def _events(events: tuple[Event, ...], text: str, key: Row) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {"events": [], "participants": [], "voices": [], "counts": [], "retellings": []}
    for n, event in enumerate(events):
        of_event = {**key, "event": event.id}
        rows["events"].append({**key, "ordinal": n, **_event(event, text)})
        for side, actors in (("actor", event.actors), ("recipient", event.recipients)):
            rows["participants"] += [
                {**of_event, "side": side, "ordinal": m, **_actor("name", actor, text)}
                for m, actor in enumerate(actors)
            ]
        for side, voices in (("said", event.said_by), ("denied", event.denied_by)):
            rows["voices"] += [
                {**of_event, "side": side, "ordinal": m, **_voice(voice, text)} for m, voice in enumerate(voices)
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

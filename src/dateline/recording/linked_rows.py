"""Stories as rows of the tables that linking replaces, with natural keys (`keys.py`) for what they point to."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Account, Happening, Lineage, Span, Story, Utterance, pages_in
from dateline.recording.canon import pack
from dateline.recording.page_rows import Row, Rows, list_texts


def story_rows(story: Story) -> Rows:
    """The rows of one story in every table of linking."""
    key: Row = {"story": story.id}
    rows: dict[str, list[Row]] = {
        "stories": [_story(story)],
        "story_reports": _membership(story, key),
        "lineages": [{**key, **_lineage(lineage)} for lineage in story.lineages],
    }
    rows.update(_kinships(story, key))
    rows.update(_happenings(story.happenings, key))
    rows.update(_utterances(story.utterances, key))
    return rows


def _cut(prefix: str, span: Span) -> Row:
    return {f"{prefix}_start": span.start, f"{prefix}_end": span.end}


def _story(story: Story) -> Row:
    return {
        "id": story.id,
        "title": story.title,
        "earliest": story.earliest,
        "latest": story.latest,
        "reports": len(story.reports),
        "sources": len(story.lineages),
        "copies": pages_in(story.lineages) - len(story.lineages),
        "happenings": len(story.happenings),
        "utterances": len(story.utterances),
        "value": pack(story),
    }


def _membership(story: Story, key: Row) -> list[Row]:
    lineage_of = {report: lineage.id for lineage in story.lineages for report in lineage.reports}
    return [{**key, "report": report, "lineage": _lineage_key(key, lineage_of.get(report))} for report in story.reports]


def _lineage_key(key: Row, lineage: str | None) -> tuple[object, str] | None:
    return None if lineage is None else (key["story"], lineage)


def _lineage(lineage: Lineage) -> Row:
    return {
        "id": lineage.id,
        "agency": lineage.agency,
        "shown_by": lineage.shown_by,
        "first": lineage.first,
        "outlets": list_texts(lineage.outlets),
        "reports": len(lineage.reports),
    }


def _kinships(story: Story, key: Row) -> dict[str, list[Row]]:
    kinships: list[Row] = []
    passages: list[Row] = []
    for kin in story.kinships:
        shares = {"share_of_a": kin.share_of_a, "share_of_b": kin.share_of_b}
        kinships.append({**key, "a": kin.a, "b": kin.b, "relation": kin.relation, **shares})
        for n, passage in enumerate(kin.passages):
            of_pair: Row = {"kinship": (story.id, kin.a, kin.b), "ordinal": n}
            passages.append({**of_pair, **_cut("a", passage.a), **_cut("b", passage.b)})
    return {"kinships": kinships, "passages": passages}


def _strongest(happening: Happening, name: str) -> str | None:
    accounts: Sequence[Account] = next((field.accounts for field in happening.fields if field.name == name), ())
    return max(accounts, key=lambda account: len(account.lineages)).value if accounts else None


def _happenings(happenings: Sequence[Happening], key: Row) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {
        name: [] for name in ("happenings", "happening_events", "accounts", "account_lineages", "exhibits")
    }
    for n, happening in enumerate(happenings):
        rows["happenings"].append(
            {
                **key,
                "id": happening.id,
                "ordinal": n,
                "type": happening.type,
                "mode": happening.mode,
                "told": happening.told,
                "quad": happening.quad,
                "events": len(happening.events),
                "sources": len(happening.lineages),
                "who": _strongest(happening, "who"),
                "to_whom": _strongest(happening, "to whom"),
                "day": _strongest(happening, "when"),
                "place": _strongest(happening, "where"),
            }
        )
        own = (key["story"], happening.id)
        rows["happening_events"] += [{"happening": own, "event": event} for event in happening.events]
        for field in happening.fields:
            for m, account in enumerate(field.accounts):
                given = {"happening": own, "field": field.name, "ordinal": m, "verdict": field.verdict}
                rows["accounts"].append({**given, "value": account.value, "sources": len(account.lineages)})
                _add_support(rows, account, (own, field.name, m), key)
    return rows


def _add_support(rows: dict[str, list[Row]], account: Account, own: tuple[object, ...], key: Row) -> None:
    """The lineages that give a value of a field, and the words."""
    rows["account_lineages"] += [
        {"account": own, "lineage": _lineage_key(key, lineage)} for lineage in dict.fromkeys(account.lineages)
    ]
    rows["exhibits"] += [
        {"account": own, "ordinal": o, "report": exhibit.report, **_cut("exhibit", exhibit.span)}
        for o, exhibit in enumerate(account.exhibits)
    ]


def _utterances(utterances: Sequence[Utterance], key: Row) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {"utterances": [], "utterance_lineages": [], "wordings": []}
    for n, utterance in enumerate(utterances):
        said = {"speaker": utterance.speaker, "stance": utterance.stance, "sources": len(utterance.lineages)}
        rows["utterances"].append({**key, "id": utterance.id, "ordinal": n, **said})
        own = (key["story"], utterance.id)
        rows["utterance_lineages"] += [
            {"utterance": own, "lineage": _lineage_key(key, lineage)} for lineage in dict.fromkeys(utterance.lineages)
        ]
        for m, wording in enumerate(utterance.wordings):
            given = {"utterance": own, "version": m, "report": wording.report}
            rows["wordings"] += [
                {**given, "statement": (wording.report, wording.statement), "ordinal": o, **_cut("wording", span)}
                for o, span in enumerate(wording.spans)
            ]
    return rows

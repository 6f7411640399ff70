"""Stories as rows of the tables that linking replaces."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dateline.model import Account, Exhibit, Happening, Lineage, Story, Utterance, pages_in
from dateline.recording.canon import to_json
from dateline.recording.page_rows import Row, Rows, join_texts, words

Texts = Callable[[str], str]
"""Report id → its text."""


def story_rows(story: Story, texts: Texts) -> Rows:
    """The rows of one story in every table of linking."""
    key: Row = {"story": story.id}
    rows: dict[str, list[Row]] = {
        "stories": [_story(story)],
        "story_reports": _membership(story, key),
        "lineages": [{**key, **_lineage(lineage)} for lineage in story.lineages],
    }
    rows.update(_kinships(story, texts, key))
    rows.update(_happenings(story.happenings, texts, key))
    rows.update(_utterances(story.utterances, texts, key))
    return rows


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
        "value": to_json(story),
    }


def _membership(story: Story, key: Row) -> list[Row]:
    lineage_of = {report: lineage.id for lineage in story.lineages for report in lineage.reports}
    return [{**key, "report": report, "lineage": lineage_of.get(report)} for report in story.reports]


def _lineage(lineage: Lineage) -> Row:
    return {
        "id": lineage.id,
        "agency": lineage.agency,
        "shown_by": lineage.shown_by,
        "first": lineage.first,
        "outlets": join_texts(lineage.outlets),
        "reports": len(lineage.reports),
    }


def _kinships(story: Story, texts: Texts, key: Row) -> dict[str, list[Row]]:
    kinships: list[Row] = []
    passages: list[Row] = []
    for kin in story.kinships:
        pair = {**key, "a": kin.a, "b": kin.b}
        shares = {"share_of_a": kin.share_of_a, "share_of_b": kin.share_of_b}
        kinships.append({**pair, "relation": kin.relation, **shares})
        for n, passage in enumerate(kin.passages):
            for side, report, span in (("a", kin.a, passage.a), ("b", kin.b, passage.b)):
                where = {"ordinal": n, "side": side, "report": report}
                passages.append({**pair, **where, **words("passage", span, texts(report))})
    return {"kinships": kinships, "passages": passages}


def _strongest(happening: Happening, name: str) -> str | None:
    accounts: Sequence[Account] = next((field.accounts for field in happening.fields if field.name == name), ())
    return max(accounts, key=lambda account: len(account.lineages)).value if accounts else None


def _happenings(happenings: Sequence[Happening], texts: Texts, key: Row) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {"happenings": [], "happening_events": [], "accounts": [], "exhibits": []}
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
        own = {**key, "happening": happening.id}
        rows["happening_events"] += [{**own, "report": report, "event": event} for report, event in happening.events]
        for field in happening.fields:
            for m, account in enumerate(field.accounts):
                of_field = {**own, "field": field.name}
                rows["accounts"].append({**of_field, "ordinal": m, "verdict": field.verdict, **_account(account)})
                rows["exhibits"] += [
                    {**of_field, "account": m, "ordinal": o, **_exhibit(exhibit, texts)}
                    for o, exhibit in enumerate(account.exhibits)
                ]
    return rows


def _account(account: Account) -> Row:
    return {"value": account.value, "lineages": join_texts(account.lineages), "sources": len(account.lineages)}


def _exhibit(exhibit: Exhibit, texts: Texts) -> Row:
    return {"report": exhibit.report, **words("exhibit", exhibit.span, texts(exhibit.report))}


def _utterances(utterances: Sequence[Utterance], texts: Texts, key: Row) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {"utterances": [], "wordings": []}
    for n, utterance in enumerate(utterances):
        rows["utterances"].append(
            {
                **key,
                "id": utterance.id,
                "ordinal": n,
                "speaker": utterance.speaker,
                "stance": utterance.stance,
                "lineages": join_texts(utterance.lineages),
                "sources": len(utterance.lineages),
            }
        )
        for m, wording in enumerate(utterance.wordings):
            own = {**key, "utterance": utterance.id, "version": m, "report": wording.report}
            rows["wordings"] += [
                {**own, "statement": wording.statement, "ordinal": o, **words("wording", span, texts(wording.report))}
                for o, span in enumerate(wording.spans)
            ]
    return rows

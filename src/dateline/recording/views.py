"""Views: what the tables say with numbers and places, in words; under the names that the field uses.

`told_events` and `told_statements` have every field of an event or a statement and the words of every span. The others
have a dozen columns. A column called as a table in the singular (`event`, `report`) holds the number of its row.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


def _cut(row: str, prefix: str, text: str = "reports.text") -> str:
    start, end = f"{row}.{prefix}_start", f"{row}.{prefix}_end"
    return f"substr({text}, {start} + 1, {end} - {start}) AS {prefix}_exact"


def _span(row: str, prefix: str) -> str:
    return f"{row}.{prefix}_start, {row}.{prefix}_end, {_cut(row, prefix)}"


def _actor(row: str, prefix: str) -> str:
    fields = ("country", "cow", "gw", "sector", "sectors", "office", "wikidata", "how")
    known = ", ".join(f"{prefix}_known.{field} AS {prefix}_{field}" for field in fields)
    return f"{prefix}_known.name AS {prefix}, {prefix}_of.name AS {prefix}_entity, {known}, {_span(row, prefix)}"


_PRINTED = "reports.title, reports.outlet, reports.agency, reports.published"
_STORY = "story_reports.story, lineages.id AS lineage"
_OF_STORY = (
    "LEFT JOIN story_reports ON story_reports.report = reports.number "
    "LEFT JOIN lineages ON lineages.number = story_reports.lineage"
)
_JUDGED = (
    "verdicts.judged, verdicts.judged_by, verdicts.judged_at, verdicts.why AS judged_why, "
    "verdicts.corrected AS judged_values, verdicts.stale AS judged_stale"
)
_OF_EVENT = "LEFT JOIN verdicts ON verdicts.event = events.number"
_OF_STATEMENT = "LEFT JOIN verdicts ON verdicts.statement = statements.number"


def _value(table: str, column: str) -> str:
    """A column as it was judged, where that holds; else as the program says."""
    holds = "verdicts.judged = 'corrected' AND verdicts.stale IS NULL"
    return f"CASE WHEN {holds} THEN verdicts.{column} ELSE {table}.{column} END"


def _judged(table: str, *columns: str) -> str:
    return ", ".join(f"{_value(table, column)} AS {column}" for column in columns)


_EVENT_REPORT = "JOIN events ON events.number = {0}.event JOIN reports ON reports.number = events.report"

VIEWS: Mapping[str, str] = MappingProxyType(
    {
        # ------------------------------------------------------------ every field, every span
        "told_events": "SELECT events.number AS event, events.id, events.report, reports.id AS report_id, "
        f"events.ordinal, {_judged('events', 'type', 'mode')}, events.contexts, events.cameo, events.quad, "
        "events.score, "
        "events.actors, events.actor_countries, events.recipients, events.recipient_countries, events.nary, "
        f"{_judged('events', 'told')}, events.told_score, ways.reason AS told_how, {_span('events', 'told_cue')}, "
        "events.said_by, "
        "events.denied_by, events.when_value, events.when_kind, events.when_earliest, events.when_latest, "
        f"events.when_anchor, {_span('events', 'when')}, locations.name AS place, "
        "locations.geonames AS place_geonames, locations.latitude, locations.longitude, "
        "locations.country AS place_country, locations.admin AS place_admin, locations.feature AS place_feature, "
        f"{_span('events', 'place')}, {_span('events', 'evidence')}, {_span('events', 'trigger')}, "
        "rules.reason AS rule, "
        f"events.sure, {_judged('events', 'event_date')}, events.event_date_basis, {_PRINTED}, {_STORY}, {_JUDGED}, "
        "events.type AS machine_type, events.told AS machine_told "
        f"FROM events JOIN reports ON reports.number = events.report {_OF_EVENT} "
        "LEFT JOIN locations ON locations.number = events.place "
        "LEFT JOIN reasons AS ways ON ways.number = events.told_how "
        f"LEFT JOIN reasons AS rules ON rules.number = events.rule {_OF_STORY}",
        "told_statements": "SELECT statements.number AS statement, statements.id, statements.report, "
        f"reports.id AS report_id, statements.ordinal, {_actor('statements', 'speaker')}, "
        f"{_judged('statements', 'stance')}, "
        f"statements.quotation, {_span('statements', 'cue')}, {_span('statements', 'content')}, "
        f"{_actor('statements', 'addressee')}, statements.within, statements.when_value, statements.when_earliest, "
        f"statements.when_latest, {_span('statements', 'when')}, rules.reason AS rule, {_PRINTED}, {_STORY}, "
        f"{_JUDGED}, statements.stance AS machine_stance FROM statements "
        f"JOIN reports ON reports.number = statements.report {_OF_STATEMENT} "
        "LEFT JOIN actors AS speaker_known ON speaker_known.number = statements.speaker "
        "LEFT JOIN entities AS speaker_of ON speaker_of.number = statements.speaker_entity "
        "LEFT JOIN actors AS addressee_known ON addressee_known.number = statements.addressee "
        "LEFT JOIN entities AS addressee_of ON addressee_of.number = statements.addressee_entity "
        f"LEFT JOIN reasons AS rules ON rules.number = statements.rule {_OF_STORY}",
        # ------------------------------------------------------------ what is searched
        "event_words": f"SELECT events.number, {_cut('events', 'evidence')[: -len('_exact')]}, events.actors, "
        "events.recipients FROM events JOIN reports ON reports.number = events.report",
        "statement_words": "SELECT statements.number, (SELECT {joined} FROM (SELECT "
        f"{_cut('contents', 'content')} FROM contents WHERE contents.statement = statements.number "
        "ORDER BY contents.ordinal) AS spans) AS words, actors.name AS speaker "
        "FROM statements JOIN reports ON reports.number = statements.report "
        "LEFT JOIN actors ON actors.number = statements.speaker",
        # ------------------------------------------------------------ a dozen columns, by the field's names
        "event_data": f"SELECT events.number AS event, {_judged('events', 'event_date', 'type', 'mode')}, "
        f"events.actors, events.recipients, {_judged('events', 'told')}, "
        f"{_cut('events', 'evidence')[: -len('_exact')]}, events.said_by, "
        "events.denied_by, locations.name AS place, reports.outlet, events.report, story_reports.story, "
        f"verdicts.judged FROM events JOIN reports ON reports.number = events.report {_OF_EVENT} "
        "LEFT JOIN locations ON locations.number = events.place "
        "LEFT JOIN story_reports ON story_reports.report = reports.number",
        "quotations": "SELECT statements.number AS statement, reports.published, actors.name AS speaker, "
        f"actors.country, {_judged('statements', 'stance')}, heard.name AS addressee, statements.quotation, "
        "statement_words.words, "
        f"{_cut('statements', 'cue')[: -len('_exact')]}, reports.outlet, statements.report, story_reports.story, "
        "statements.speaker AS actor, verdicts.judged "
        f"FROM statements JOIN reports ON reports.number = statements.report {_OF_STATEMENT} "
        "JOIN statement_words ON statement_words.number = statements.number "
        "LEFT JOIN actors ON actors.number = statements.speaker "
        "LEFT JOIN actors AS heard ON heard.number = statements.addressee "
        "LEFT JOIN story_reports ON story_reports.report = reports.number",
        "documents": "SELECT reports.number AS report, reports.published, reports.outlet, reports.agency, "
        "reports.title, reports.byline, reports.language, reports.characters, reports.statements, reports.events, "
        "story_reports.story, lineages.reports AS copies_of_its_text, reports.address, reports.id "
        f"FROM reports {_OF_STORY}",
        "dyads": f"SELECT events.number AS event, {_judged('events', 'event_date')}, "
        f"substr({_value('events', 'event_date')}, 1, 7) AS month, "
        "doers.name AS actor, doers.country AS actor_country, done_to.name AS recipient, "
        f"done_to.country AS recipient_country, {_judged('events', 'type')}, events.quad, events.score, "
        f"{_judged('events', 'told')}, events.report, verdicts.judged FROM events {_OF_EVENT} "
        "JOIN participants AS a ON a.event = events.number AND a.side = 'actor' "
        "JOIN participants AS r ON r.event = events.number AND r.side = 'recipient' "
        "JOIN actors AS doers ON doers.number = a.actor JOIN actors AS done_to ON done_to.number = r.actor",
        "participations": "SELECT participants.event, participants.side, participants.ordinal, "
        f"actors.name, actors.country, actors.sector, actors.office, {_span('participants', 'name')}, "
        "participants.actor, participants.entity, events.report "
        f"FROM participants {_EVENT_REPORT.format('participants')} "
        "JOIN actors ON actors.number = participants.actor",
        "attributions": "SELECT voices.event, voices.side, voices.ordinal, actors.name AS speaker, actors.country, "
        f"{_span('voices', 'speaker')}, {_span('voices', 'cue')}, voices.statement, voices.speaker AS actor, "
        f"events.report FROM voices {_EVENT_REPORT.format('voices')} JOIN actors ON actors.number = voices.speaker",
        "event_counts": "SELECT counts.event, counts.kind, counts.low, counts.high, "
        f"{_span('counts', 'count')}, events.type, events.event_date, events.told, reports.outlet, events.report "
        f"FROM counts {_EVENT_REPORT.format('counts')}",
        "event_mentions": f"SELECT retellings.event, retellings.ordinal, {_span('retellings', 'mention')}, "
        f"events.type, events.report FROM retellings {_EVENT_REPORT.format('retellings')}",
        "coreference": "SELECT mentions.entity, entities.name, entities.kind, mentions.part, mentions.ordinal, "
        f"{_span('mentions', 'mention')}, entities.report FROM mentions "
        "JOIN entities ON entities.number = mentions.entity JOIN reports ON reports.number = entities.report",
        "statement_spans": f"SELECT contents.statement, contents.ordinal, {_span('contents', 'content')}, "
        "statements.report FROM contents JOIN statements ON statements.number = contents.statement "
        "JOIN reports ON reports.number = statements.report",
        "toponyms": f"SELECT places.report, places.ordinal, {_span('places', 'place')}, locations.name, "
        "locations.country, locations.feature, locations.latitude, locations.longitude, locations.geonames, "
        "places.confidence, reasons.reason AS how, places.location "
        "FROM places JOIN reports ON reports.number = places.report "
        "LEFT JOIN locations ON locations.number = places.location LEFT JOIN reasons ON reasons.number = places.how",
        "timexes": f"SELECT times.report, times.ordinal, {_span('times', 'time')}, times.value, times.kind, "
        "times.earliest, times.latest, times.anchor, reports.published, reports.outlet "
        "FROM times JOIN reports ON reports.number = times.report",
        "mastheads": f"SELECT reports.number AS report, reports.outlet, reports.agency, {_span('reports', 'agency')}, "
        f"reports.agency_how, reports.agency_words, reports.dateline_place, {_span('reports', 'dateline')}, "
        "reports.published, reports.published_method, reports.declared, reports.doubts FROM reports",
        # ------------------------------------------------------------ over many reports
        "cross_document_events": "SELECT happenings.number AS happening, happenings.day, happenings.type, "
        "happenings.mode, happenings.told, happenings.who, happenings.to_whom, happenings.place, "
        "happenings.sources, happenings.events, stories.title AS story_title, happenings.story "
        "FROM happenings JOIN stories ON stories.number = happenings.story",
        "conflicting_accounts": "SELECT happenings.number AS happening, happenings.type, happenings.day, "
        "accounts.field, accounts.verdict, accounts.value, accounts.sources, accounts.number AS account, "
        "happenings.story FROM accounts JOIN happenings ON happenings.number = accounts.happening "
        "WHERE accounts.verdict = 'differ'",
        "account_words": f"SELECT exhibits.account, exhibits.ordinal, {_span('exhibits', 'exhibit')}, "
        "accounts.field, accounts.value, reports.outlet, accounts.happening, exhibits.report FROM exhibits "
        "JOIN accounts ON accounts.number = exhibits.account JOIN reports ON reports.number = exhibits.report",
        "utterance_wordings": f"SELECT wordings.utterance, wordings.version, wordings.ordinal, "
        f"{_span('wordings', 'wording')}, utterances.speaker, utterances.stance, reports.outlet, "
        "wordings.statement, wordings.report, utterances.story FROM wordings "
        "JOIN utterances ON utterances.number = wordings.utterance JOIN reports ON reports.number = wordings.report",
        "text_reuse": "SELECT kinships.number AS kinship, kinships.relation, kinships.share_of_a, "
        "kinships.share_of_b, one.outlet AS outlet_a, one.published AS published_a, one.title AS title_a, "
        "other.outlet AS outlet_b, other.published AS published_b, other.title AS title_b, kinships.a AS report_a, "
        "kinships.b AS report_b, kinships.story FROM kinships JOIN reports AS one ON one.number = kinships.a "
        "JOIN reports AS other ON other.number = kinships.b",
        "shared_passages": "SELECT passages.kinship, passages.ordinal, passages.a_start, passages.a_end, "
        f"{_cut('passages', 'a', 'one.text')}, passages.b_start, passages.b_end, "
        f"{_cut('passages', 'b', 'other.text')}, kinships.a AS report_a, kinships.b AS report_b, kinships.story "
        "FROM passages JOIN kinships ON kinships.number = passages.kinship "
        "JOIN reports AS one ON one.number = kinships.a JOIN reports AS other ON other.number = kinships.b",
    }
)
"""Name → its query, in words that SQLite and PostgreSQL share; `{joined}` stands for how each joins several texts."""

_JOINED = MappingProxyType(
    {"sqlite": "group_concat(content_exact, ' … ')", "postgresql": "string_agg(content_exact, ' … ')"}
)


def view_statements(dialect: str) -> tuple[str, ...]:
    """What makes every view."""
    joined = _JOINED[dialect]
    return tuple(f"CREATE VIEW {name} AS {query.replace('{joined}', joined)}" for name, query in VIEWS.items())

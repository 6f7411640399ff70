-- Who accused whom
-- Accusations that are told as facts (happened, ongoing, habitual), by pair, with how many independent texts and outlets tell them, and the words of one.
SELECT pairs.*, event_words.evidence AS words
FROM (
  SELECT dyads.actor AS accuser, dyads.recipient AS accused, count(DISTINCT dyads.event) AS events,
    count(DISTINCT coalesce('l' || story_reports.lineage, dyads.report)) AS independent_texts,
    count(DISTINCT reports.outlet) AS outlets, min(dyads.event_date) AS earliest, max(dyads.event_date) AS latest,
    min(dyads.event) AS event
  FROM dyads JOIN reports ON reports.number = dyads.report LEFT JOIN story_reports ON story_reports.report = dyads.report
  WHERE dyads.type = 'ACCUSE' AND dyads.told IN ('happened', 'ongoing', 'habitual')
  GROUP BY dyads.actor, dyads.recipient
) AS pairs JOIN event_words ON event_words.number = pairs.event
ORDER BY pairs.independent_texts DESC, pairs.events DESC, accuser, accused

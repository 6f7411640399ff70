-- Denied claims with their denials
-- What somebody says and somebody denies, with the words of the claim and those of the denial.
SELECT events.type AS type, event_words.evidence AS claim, events.said_by AS said_by, attributions.speaker AS denied_by,
  statement_words.words AS denial, attributions.cue_exact AS cue, attributions.event AS event, attributions.statement AS statement,
  attributions.report AS report
FROM attributions JOIN events ON events.number = attributions.event JOIN event_words ON event_words.number = events.number
  LEFT JOIN statement_words ON statement_words.number = attributions.statement
WHERE attributions.side = 'denied' ORDER BY attributions.event

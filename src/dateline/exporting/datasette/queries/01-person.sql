-- Everything by a person or body
-- What somebody did, underwent and said, over all reports. A part of the name is enough.
SELECT events.event_date AS day, participants.side AS as_what, events.type AS what, events.told AS told,
  actors.name AS who, event_words.evidence AS words, participants.event AS event, NULL AS statement, events.report AS report
FROM participants JOIN actors ON actors.number = participants.actor JOIN events ON events.number = participants.event
  JOIN event_words ON event_words.number = events.number
WHERE actors.name LIKE '%' || :name || '%'
UNION ALL
SELECT quotations.published, 'speaker', quotations.stance, quotations.quotation, quotations.speaker, quotations.words, NULL,
  quotations.statement, quotations.report
FROM quotations WHERE quotations.speaker LIKE '%' || :name || '%'
ORDER BY day, report LIMIT 1000

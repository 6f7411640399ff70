-- Everything by a person or body
-- What somebody did, underwent and said, over all reports; what has no date comes last. A part of the name is enough. Where there are more than 1,000 rows, the page says so and shows the first: give more of the name.
SELECT events.event_date AS day, participants.side AS as_what, events.type AS what, events.told AS told,
  actors.name AS who, event_words.evidence AS words, participants.event AS event, NULL AS statement, events.report AS report
FROM participants JOIN actors ON actors.number = participants.actor JOIN events ON events.number = participants.event
  JOIN event_words ON event_words.number = events.number
WHERE :name <> '' AND actors.name LIKE '%' || :name || '%'
UNION ALL
SELECT quotations.published, 'speaker', quotations.stance, quotations.quotation, quotations.speaker, quotations.words, NULL,
  quotations.statement, quotations.report
FROM quotations WHERE :name <> '' AND quotations.speaker LIKE '%' || :name || '%'
ORDER BY day NULLS LAST, report

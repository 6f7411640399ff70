-- One day
-- What is dated to a day (2024-01-31), a month (2024-01) or a year (2024): events with their words, told as facts first.
SELECT event_data.event_date, event_data.type, event_data.told, event_data.actors, event_data.recipients, event_data.evidence,
  event_data.said_by, event_data.denied_by, event_data.place, event_data.outlet, event_data.event, event_data.report
FROM event_data WHERE event_data.event_date = :day
  OR (length(:day) IN (4, 7) AND event_data.event_date LIKE :day || '-%')
ORDER BY event_data.told NOT IN ('happened', 'ongoing', 'habitual'), event_data.event_date, event_data.type, event_data.event

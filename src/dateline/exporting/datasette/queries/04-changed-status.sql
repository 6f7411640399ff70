-- What changed status
-- Happenings that reports tell in different ways (planned here, happened there), by the date of the report.
SELECT happening_events.happening AS happening, happenings.type AS type, happenings.who AS who, happenings.to_whom AS to_whom,
  events.told AS told, min(reports.published) AS first_told_so, max(reports.published) AS last_told_so, count(*) AS events
FROM happening_events JOIN happenings ON happenings.number = happening_events.happening
  JOIN events ON events.number = happening_events.event JOIN reports ON reports.number = events.report
WHERE happening_events.happening IN (SELECT happening FROM happening_events JOIN events ON events.number = happening_events.event
  GROUP BY happening HAVING count(DISTINCT told) > 1)
GROUP BY happening_events.happening, events.told ORDER BY happening_events.happening, first_told_so

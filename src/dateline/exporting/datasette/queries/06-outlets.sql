-- Reports per outlet
-- How much each outlet printed, and how much of it carries a text that others print too.
SELECT reports.outlet AS outlet, count(*) AS reports, sum(lineages.reports > 1) AS shared_texts, sum(reports.agency IS NOT NULL) AS by_agencies,
  min(reports.published) AS first, max(reports.published) AS last, sum(reports.events) AS events, sum(reports.statements) AS statements
FROM reports LEFT JOIN story_reports ON story_reports.report = reports.number
  LEFT JOIN lineages ON lineages.number = story_reports.lineage
GROUP BY reports.outlet ORDER BY reports DESC, outlet

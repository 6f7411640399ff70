-- Copies of one text
-- Texts that several pages carry: who wrote them, who printed them, first and last.
SELECT lineages.number AS lineage, lineages.agency AS agency, lineages.reports AS pages, reports.outlet AS outlet,
  reports.published AS published, reports.title AS title, story_reports.report AS report, lineages.story AS story
FROM lineages JOIN story_reports ON story_reports.lineage = lineages.number JOIN reports ON reports.number = story_reports.report
WHERE lineages.reports > 1 ORDER BY lineages.reports DESC, lineages.number, reports.published

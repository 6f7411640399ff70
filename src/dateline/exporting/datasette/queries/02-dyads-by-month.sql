-- Dyads by month
-- How often one country did what to another, by month and quad class; what was denied or only planned is left out.
SELECT month, actor_country, recipient_country, quad, count(DISTINCT event) AS events, round(avg(score), 2) AS mean_score
FROM dyads WHERE told IN ('happened', 'ongoing') AND actor_country IS NOT NULL AND recipient_country IS NOT NULL
GROUP BY month, actor_country, recipient_country, quad ORDER BY month, events DESC

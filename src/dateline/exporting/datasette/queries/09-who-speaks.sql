-- Who speaks, and how
-- Speakers by country, with how often they say, deny, threaten ...
SELECT actors.name AS speaker, actors.country AS country, count(*) AS statements, sum(stance = 'denies') AS denies,
  sum(stance = 'threatens') AS threatens, sum(stance = 'demands') AS demands, sum(stance = 'promises') AS promises, statements.speaker AS actor
FROM statements JOIN actors ON actors.number = statements.speaker GROUP BY statements.speaker ORDER BY statements DESC LIMIT 200

-- Search the words of statements
-- Statements in which all these words stand, best first; words between double quotes stand side by side.
SELECT quotations.* FROM statements_search JOIN quotations ON quotations.statement = statements_search.rowid
WHERE statements_search MATCH CASE WHEN trim(:words, ' "') = '' THEN '""' ELSE escape_fts(:words) END
ORDER BY statements_search.rank LIMIT 200

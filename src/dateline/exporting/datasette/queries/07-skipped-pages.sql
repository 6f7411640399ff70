-- Skipped pages with reasons
-- Every page that is no report, and why.
SELECT skipped.reason AS reason, skipped.detail AS detail, pages.origin AS origin, pages.address AS address, pages.size AS bytes
FROM skipped JOIN pages ON pages.number = skipped.number ORDER BY skipped.reason, pages.origin

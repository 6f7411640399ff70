-- Where sources differ
-- Fields of happenings for which sources give different values, with the words of each.
SELECT conflicting_accounts.happening AS happening, conflicting_accounts.type AS type, conflicting_accounts.field AS field,
  conflicting_accounts.value AS value, conflicting_accounts.sources AS sources, account_words.exhibit_exact AS words,
  account_words.outlet AS outlet, account_words.report AS report
FROM conflicting_accounts JOIN account_words ON account_words.account = conflicting_accounts.account
ORDER BY conflicting_accounts.happening, conflicting_accounts.field, conflicting_accounts.sources DESC

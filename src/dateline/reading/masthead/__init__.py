"""The masthead (metadata): headline, outlet, agency, byline, dateline, language, each with the words that show it."""

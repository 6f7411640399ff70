"""The event ontology: types with their traits, words that carry them, and their codes, all from tables."""

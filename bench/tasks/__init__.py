"""One module a task: `predict(gold, out)` reads docs.jsonl of a gold folder and writes the predictions."""

"""Pages without politics, on which nothing should be recorded: which they are, and how many records each gives."""

"""Acts: which words tell an act (event triggers), and who plays which part in it."""

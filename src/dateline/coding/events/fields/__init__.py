"""Fields: the parties (semantic roles), the counts, the voices, and how an act is told."""

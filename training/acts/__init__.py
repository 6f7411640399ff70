"""Acts learnt from text: which words tell one, who takes part in it, and how it is told (event extraction)."""

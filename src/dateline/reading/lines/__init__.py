"""Lines: what a line of a page is, alone and beside its neighbours, and the clean text that lines make."""

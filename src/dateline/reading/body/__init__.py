"""The body: which part of a page is the story, and what stands around it (furniture, that is boilerplate)."""

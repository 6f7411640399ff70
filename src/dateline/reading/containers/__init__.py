"""Containers: files, archives, feeds, mail and JSON, told by content; each gives pages, or says what is lost."""

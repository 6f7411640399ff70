"""Syntax: from any parser's tree to predicates and their arguments, whatever scheme it speaks (UD or CLEAR)."""

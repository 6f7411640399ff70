"""Dates: the witnesses to a page's day, what speaks against them, and which one is believed."""

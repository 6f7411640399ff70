"""Measures Dateline: predictions for every gold set, through the functions that the command line uses."""

"""Runs the command line."""

from dateline.cli import main

main()

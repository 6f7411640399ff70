"""Judging in the browser: pages with forms, and the only addresses that write. They are there with `--review` alone."""

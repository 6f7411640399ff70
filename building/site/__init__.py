"""The documentation as a site: `python -m building.site out/site`, or `make docs`."""

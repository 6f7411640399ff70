"""Builders of tables, out of the wheel: each writes tables that a room of the house reads, and their sources above them."""

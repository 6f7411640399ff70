"""Builders of tables, out of the wheel: each writes tables that a room reads, and names its sources above them."""

"""Settings: the day and the place of an act, in its own words or lent by a meeting, a speech or an incident."""

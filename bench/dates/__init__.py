"""Dates with planted lies, and honest ones that look odd: how many lies are caught, how many honest pages doubted."""

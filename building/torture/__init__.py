"""Proof by breaking: inputs and moments that hurt, made here, and what must be true after them."""

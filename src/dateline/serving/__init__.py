"""The record as pages and as JSON: `app.application` is what a server runs. Nothing is written, no other host asked."""

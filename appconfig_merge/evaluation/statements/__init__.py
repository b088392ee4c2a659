"""Handlers of statements."""

"""Compared configurations as text, JSON, CSV."""

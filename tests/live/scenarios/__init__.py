"""Planted differences: pages that run with something else than one would say, and why they do."""

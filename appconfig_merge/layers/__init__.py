"""Layers: what is read from scripts, JSON texts and program data, ready to be merged."""

"""Functions and classes of the script's own: defining, calling and constructing."""

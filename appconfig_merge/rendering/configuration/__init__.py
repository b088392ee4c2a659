"""A configuration as text and as JavaScript."""

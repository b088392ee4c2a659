"""A configuration as text, as JSON and as JavaScript."""

"""A planned or made change of the resource as text and as JSON."""

"""The answer for one path as text and as JSON."""

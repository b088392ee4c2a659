"""One value's story as text, and the JSON of what belongs to it."""

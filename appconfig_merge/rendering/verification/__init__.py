"""A verification as text, as JSON and as JUnit's XML."""

"""What a configuration is read from, and the reading of it."""

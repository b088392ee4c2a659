"""The result that explains itself: effective values, each with every claim that was made on it."""

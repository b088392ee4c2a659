"""What configurations were: over the history of the files in git, and kept resources."""

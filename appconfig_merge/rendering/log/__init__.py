"""The rendering of logs: when values changed."""

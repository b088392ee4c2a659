"""Many configurations, files or live accounts: read together, compared, changed."""

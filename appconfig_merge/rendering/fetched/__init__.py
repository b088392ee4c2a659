"""What became of many accounts that were fetched, as text and as JSON."""

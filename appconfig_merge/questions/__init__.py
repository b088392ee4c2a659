"""Questions put to a configuration: what differs, what would be, what to edit."""

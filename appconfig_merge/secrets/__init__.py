"""What must not be shown: what looks like a secret, and how values and texts are masked."""

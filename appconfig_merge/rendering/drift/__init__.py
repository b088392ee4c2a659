"""What drifted in many environments, as text and as JSON."""

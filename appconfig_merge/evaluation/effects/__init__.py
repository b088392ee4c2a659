"""What code that isn't evaluated could reach, and making that unknown."""

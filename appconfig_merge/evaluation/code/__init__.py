"""What can be told of code without running it."""

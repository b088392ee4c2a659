"""What an upgrade of Flex UI changes for many environments, as text and as JSON."""

"""Snapshots of a running Flex UI: the script that takes them, and their reader."""

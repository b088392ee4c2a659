"""Whole pages, run with the real Flex UI in a real browser, and what we say of them."""

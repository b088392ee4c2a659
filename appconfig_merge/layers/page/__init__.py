"""The layer that a page hands to Flex UI: its scripts run in order, in one world."""

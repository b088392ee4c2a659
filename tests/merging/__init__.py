"""The merge: Flex UI's rules, its laws, and Node as the judge."""

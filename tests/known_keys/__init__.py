"""The known keys of Flex UI, and what is said of a configuration that uses them."""

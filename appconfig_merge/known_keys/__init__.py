"""The keys of Flex UI's configuration: which exist in a release, and what they take.

The facts are data, ``data/known-keys.schema.json``; docs/known-keys.md says where they are from.
"""

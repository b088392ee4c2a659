"""What is there where a script sets no configuration: what it sets instead, and what it says.

Imported only where that happens.
"""

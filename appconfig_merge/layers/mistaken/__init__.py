"""What was given as a Configuration resource and is none: named, with how to get the right file.

Imported only where that happens. Nothing is guessed: what a tool has renamed, encoded or wrapped is
refused, since nobody knows what else it did.
"""

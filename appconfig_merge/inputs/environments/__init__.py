"""Environments: what configurations there are, whose, and what each is read from."""

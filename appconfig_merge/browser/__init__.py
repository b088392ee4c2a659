"""Snapshots taken by opening a page in a browser (extra ``browser``: Playwright)."""

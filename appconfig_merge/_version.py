"""The version, read by the build and by ``effective-config --version``."""

__version__ = "0.1.0"

"""The version, the same as the program's."""

__version__ = "0.1.0"

"""Lantu 蓝图: a government's yearly work plan, read, broken down, measured and run."""

__version__ = "0.1.0"

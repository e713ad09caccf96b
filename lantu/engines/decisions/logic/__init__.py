"""Reading a table and deciding by it, without looking anything up."""

from .deciding import decide, reason
from .reading import read

__all__ = ["decide", "read", "reason"]

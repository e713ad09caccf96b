"""Reading flows, counting terms, telling whose turn it is, without looking anything up."""

from .duties import duties
from .flows import read

__all__ = ["duties", "read"]

"""What is decided about readings without looking anything up; pure."""

from .checking import checked
from .choosing import counting
from .flagging import flags
from .units import Inexact, convert

__all__ = ["Inexact", "checked", "convert", "counting", "flags"]

"""Every write of the spine: a named verb, one transaction, one entry of the journal. Each asks `may`."""

from .adoption import adopt, discard, publish, unpublish
from .sample import adopt_sample

__all__ = [
    "adopt",
    "adopt_sample",
    "discard",
    "publish",
    "unpublish",
]

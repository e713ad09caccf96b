"""Every write of the spine: a named verb, one transaction, one entry of the journal. Each asks `may`."""

from .adoption import adopt, describe, discard, publish, unpublish
from .assigning import assign
from .reading import read_waiting
from .review import accept, accept_all, add_target, edit, reject, restore
from .rules import take_rules
from .sample import adopt_sample
from .undoing import undo
from .uploads import reread, upload

__all__ = [
    "accept",
    "accept_all",
    "add_target",
    "adopt",
    "adopt_sample",
    "assign",
    "describe",
    "discard",
    "edit",
    "publish",
    "read_waiting",
    "reject",
    "reread",
    "restore",
    "take_rules",
    "undo",
    "unpublish",
    "upload",
]

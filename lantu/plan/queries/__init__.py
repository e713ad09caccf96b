"""Every read of the spine. Each asks `may`; what a person may not know of is Absent to them."""

from .plans import ahead, organisations, plan, plans, text, version, versions
from .standings import standings
from .targets import diff, difference_to_machine, history, recent, target
from .tree import targets, tree

__all__ = [
    "ahead",
    "diff",
    "difference_to_machine",
    "history",
    "organisations",
    "plan",
    "plans",
    "recent",
    "standings",
    "target",
    "targets",
    "text",
    "tree",
    "version",
    "versions",
]

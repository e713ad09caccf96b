"""Quantities: which numbers with units are promised. The rules are listed in choosing.py."""

from lantu.plan.text.grammar.quantities.choosing import Found
from lantu.plan.text.grammar.quantities.finding import Quantities
from lantu.plan.text.grammar.quantities.surroundings import Around

__all__ = ["Around", "Found", "Quantities"]

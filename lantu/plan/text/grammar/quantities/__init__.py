"""Quantities: which numbers with units are promised. The rules are listed in choosing.py."""

from lantu.plan.text.grammar.quantities.choosing import Found
from lantu.plan.text.grammar.quantities.finding import Around, Quantities

__all__ = ["Around", "Found", "Quantities"]

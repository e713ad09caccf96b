"""Quantities: which numbers with units are promised. The rules are listed in choosing.py."""

from lantu.plan.text.grammar.quantities.choosing import Found
from lantu.plan.text.grammar.quantities.finding import ANY_NUMBER, Quantities
from lantu.plan.text.grammar.quantities.surroundings import Around

__all__ = ["ANY_NUMBER", "Around", "Found", "Quantities"]

"""Milestones: a named thing and the state it gets to. The rules are listed in reaching.py."""

from lantu.plan.text.grammar.milestones.reaching import CUES, Milestones, Near, Reached

__all__ = ["CUES", "Milestones", "Near", "Reached"]

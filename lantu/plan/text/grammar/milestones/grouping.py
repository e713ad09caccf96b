"""State verbs that touch are one: 竣工投用, 制定并发布."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantu.plan.text import State
from lantu.plan.text.grammar.scanning import Clause

_JOINS = re.compile(r"\s?(?:并|和|及|、|且|并正式|后|即)?(?:正式|全面|同步)?\s?")
# Of what is built, how far it has got.
RANK = {"start": 0, "topped_out": 1, "complete": 2, "operate": 3}


@dataclass(slots=True)
class Group:
    """State verbs that touch (竣工投用, 制定并发布): one state, the furthest."""

    start: int
    end: int
    state: State
    side: str
    text: str


def _furthest(last: Group, verb_state: State) -> State:
    if last.text.endswith("启动") and verb_state in ("publish", "hold", "establish"):
        return "start"
    if last.text.endswith("完成") and verb_state in RANK:
        return verb_state
    if last.state in ("publish", "establish", "hold", "approve"):
        return last.state
    return verb_state if RANK.get(verb_state, 9) >= RANK.get(last.state, 9) else last.state


def groups(text: str, clause: Clause) -> list[Group]:
    """The state verbs of a clause, joined where they touch."""
    made: list[Group] = []
    for word in clause.words:
        verb = word.verb
        if verb is None or verb.state is None:
            continue
        last = made[-1] if made else None
        gap = text[last.end : word.start] if last else ""
        related = last and (last.state == verb.state or (last.state in RANK and verb.state in RANK))
        if last and _JOINS.fullmatch(gap) and (gap == "" or related):
            side = verb.side if verb.side != "either" else last.side
            made[-1] = Group(last.start, word.end, _furthest(last, verb.state), side, last.text + word.text)
            continue
        made.append(Group(word.start, word.end, verb.state, verb.side, word.text))
    return made

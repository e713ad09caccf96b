"""What a heading says about the paragraphs below it: work to do, aims, or a look back."""

from __future__ import annotations

import re

# A report's first part: what was done. Nothing in it is a promise.
_LOOK_BACK = re.compile(
    r"回顾|过去(?:的?一年|[二三四五]年|的\d{4}年)|(?:主要|工作|取得的)成(?:效|绩|就)|工作总结$|(?:完成|执行|落实|进展|开展|工作)情况$"
    r"|^(?:我.)?(?:发展|工作)(?:现状|基础|环境|形势)$|现实基础$|^.{0,6}存在的?(?:主要)?(?:问题|困难|不足)|^面临的?形势|形势(?:分析|与.{2,6})?$|背景(?:意义)?$"
)
# A plan's own frame: figures here stand for the whole plan, not for one task.
_AIMS = re.compile(
    r"总体(?:要求|思路|目标)|指导思想|基本原则|工作原则|(?:主要|预期|发展|工作|年度|总|具体|行动|阶段性?)目标(?:任务)?(?:和.{0,8})?$|主要指标$"
    r"|发展定位|名词解释|适用范围|附则$|总则$"
)
_YEAR = re.compile(r"(20\d\d)年?")


def looks_back(heading: str, year: int | None) -> bool:
    """Whether a heading opens a look back: by its words, or as the work of a year before the plan's."""
    if _LOOK_BACK.search(heading):
        return True
    years = [int(found) for found in _YEAR.findall(heading)]
    return bool(year and years and max(years) < year and re.search(r"工作|发展", heading))


def states_aims(heading: str) -> bool:
    """Whether a heading opens the frame of the plan (guiding ideas, principles, overall aims) instead of tasks."""
    return bool(_AIMS.search(heading))

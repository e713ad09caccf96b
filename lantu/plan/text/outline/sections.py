"""What a heading says about the paragraphs below it: work to do, aims, or a look back."""

from __future__ import annotations

import re

# A report's first part: what was done. Nothing in it is a promise.
_LOOK_BACK = re.compile(
    r"回顾|过去(?:的?一年|[二三四五]年|的\d{4}年)|^(?!.*(?:提升|提高|确保|巩固|强化|增强|深化|促进|推动)).{0,12}(?:主要|工作|取得的)成(?:效|绩|就)"
    r"|工作总结$|(?:发展|建设|改革|历史性)成[就效绩]$|(?:完成|执行|落实|进展|开展)情况$|20\d\d年.{0,4}工作情况$|^(?:我.)?(?:发展|工作)(?:现状|基础|环境|形势)$|现实基础$"
    r"|^.{0,6}存在的?(?:主要)?(?:问题|困难|不足)|^(?:面临的?|当前)?形势(?:分析)?$|背景(?:意义)?$"
)
# A plan's own frame: figures here stand for the whole plan, not for one task.
_AIMS = re.compile(
    r"总体(?:要求|思路|目标)|指导思想|基本原则|工作原则|(?:主要|预期|发展|工作|年度|总|具体|行动|阶段性?)目标(?:任务)?(?:和.{0,8})?$|主要指标$|(?:主要|总体|基本)考虑$"
    r"|(?:“?十[四五六七]五”?|五年).{0,8}(?:目标|任务|规划|思路|发展)|远景目标|发展定位|名词解释|适用范围|附则$|总则$"
)
_RECALLS = re.compile(
    r"一年来[,:]|[五三]年来[,:]|这[五三]年,|极不(?:寻常|平凡)|(?:过去|刚刚过去|即将过去|回首过去)的?(?:一年|五年|\d{4}年)"
)
# 2025年工作回顾和2026年工作安排: a part that holds both, its paragraphs tell which.
_BOTH_WAYS = re.compile(
    r"(?:回顾|总结|成[就效绩]|情况).{0,6}[和及与暨、,].{0,12}(?:目标|任务|思路|安排|打算|计划|举措|要求|谋划)"
)
_AHEAD = re.compile(
    r"今年|下一步|(?:今后|未来|下一?)的?(?:[一三五]年|一个时期|时期)|新的一年|明年|展望|预期目标|(?:总体|主要|发展|奋斗|工作)(?:目标|要求|思路|任务)"
)
_TO_COME = re.compile(
    r"今年|明年|目标|力争|将|计划|规划|确保|要|下一步|今后|未来|到20\d\d年|20\d\d年底前|努力|力求|必须|各位代表"
)
_DRAFTED = re.compile(
    r"规划.{0,8}建议》|《?纲要》?\(?草案|编制(?:了|形成|完成).{0,30}(?:规划|纲要)"
)  # what a report presents of the next plan
_FIVE_YEARS = re.compile("十[一二三四五六七八九]五")
_GLOSSARY = re.compile(
    r"(?:附[件录]?:?)?(?:《[^》]+》|.{0,12}报告)?中?的?(?:有关|相关|部分)*(?:内容)?(?:名词|术语|名词术语|用语|词语|概念|指标)(?:名词)?(?:解释|注释|说明|释义):?$"
    r"|注释:?$|有关内容名"
)
_TO_DO = re.compile(r"20\d\d年.{0,4}(?:重点|主要)(?:工作|任务)|(?:重点|主要)工作|20\d\d年(?:政府)?工作")
_WORK = re.compile(r"20\d\d年.{0,12}(?:工作|任务|安排|打算|举措)$|(?:主要|重点)(?:任务|工作)$")
_YEAR = re.compile(r"(20\d\d)年?")


def looks_back(heading: str, since: int | None) -> bool:
    """Whether a heading opens a look back: by its words, or as the work of a year before the plan's first."""
    if looks_both_ways(heading):
        return False
    if _LOOK_BACK.search(heading):
        return True
    years = [int(found) for found in _YEAR.findall(heading)]
    return bool(since and years and max(years) < since and re.search(r"工作|发展", heading))


def recalls(opening: str) -> bool:
    """Whether the opening of a report's first part speaks of the time behind, whatever its heading says."""
    return bool(_RECALLS.search(opening))


def looks_both_ways(heading: str) -> bool:
    """Whether a heading names a look back and the plan together."""
    return bool(_BOTH_WAYS.search(heading))


def turns_ahead(paragraph: str, heading: str) -> bool:
    """Whether a paragraph below such a heading opens with the plan: the last of the heading's years or five-year plans."""
    opening = paragraph[:30]
    periods = _FIVE_YEARS.findall(heading) or _YEAR.findall(heading)
    named = len(set(periods)) > 1 and periods[-1] in opening
    ahead = named or _AHEAD.search(opening) or _DRAFTED.search(paragraph[:120])
    return bool(ahead) and not recalls(opening)


def looks_ahead(text: str) -> bool:
    """Whether a paragraph that speaks of the time behind turns to the plan's own aims."""
    return bool(re.search(r"预期目标|今年|目标是|力争|我们将", text))


def speaks_of_plan(text: str) -> bool:
    """Whether anything in a paragraph that follows a look back speaks of what is to come."""
    return bool(_TO_COME.search(text))


def explains_words(line: str) -> bool:
    """Whether a line opens a glossary, whose numbers count words."""
    return bool(_GLOSSARY.match(line))


def opens_part(line: str) -> bool:
    """Whether a line without a number opens a part of a report, going by its words."""
    return bool(_WORK.search(line) or _LOOK_BACK.search(line) or _AIMS.search(line) or _GLOSSARY.match(line))


def states_aims(heading: str) -> bool:
    """Whether a heading opens the frame of the plan (guiding ideas, principles, overall aims) instead of tasks."""
    return bool(_AIMS.search(heading)) and not _TO_DO.search(heading)

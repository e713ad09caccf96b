"""Words that compare and words that move a number: `comparator basis | words`, one line each.

`BEFORE` stand in front of the number, `AFTER` behind its unit. A basis of `-` leaves the basis to the verb and the unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lantu.plan.text import Basis, Comparator

# Reaching words name the number as the state to be reached; bounds only compare and need somebody who promises.
REACH = """
>= level | 达到 达 达至 提高到 提高至 提升到 提升至 增加到 增加至 增至 扩大到 扩大至 上升到 上升至 稳定在 突破到 增长到 增长至
>= level | 站上 迈上 跨上 登上 冲上
>= level | 发展到 发展至 拓展到 拓展至 升至 扩容至 扩容到 提至 稳定达到 巩固在 增到 壮大到 扩展到 扩展至 延长至 延长到 总量达 总数达
= level | 保持在 保持 维持在 保持稳定在
<= level | 控制在 降低到 降低至 降到 降至 下降到 下降至 压缩到 压缩至 缩短到 缩短至 压减到 压减至 减少到 减少至 缩减到 缩减至 精简到 精简至 压降至 压降到
> level | 突破 超过 过 超 高于 大于 多于 跨越 跃上
"""
BOUND = """
>= - | ≥ ≧ ⩾ 不少于 不低于 不小于 不下于 不得少于 不得低于 至少 最少 最低 不弱于 累计不少于 均不低于
<= - | ≤ ≦ ⩽ 不超过 不高于 不多于 不大于 不超 不得超过 不得高于 最高 最多 至多 最高不超过
> - | >
< - | < 低于 小于 少于 不足 不到
~ - | 约 大约 近 接近 约为 左右约
"""
GROWTH = """
= growth | 增长 年均增长 同比增长 递增 增幅 增速 增速达 增长率 提高 提升 增加 上升 增幅达 涨幅
= growth | 下降 降低 减少 压减 缩减 压缩 缩短 压降 削减 降幅 同比下降 累计下降 精简
>= growth | 增速达到 增幅达到
> growth | 高于 快于
"""
AFTER = """
>= | 以上 及以上 以上(含)
<= | 以内 以下 之内 及以下
~ | 左右 上下
"""


@dataclass(frozen=True, slots=True)
class Compare:
    """A word before a number: what it compares, the basis it implies, and its family (reach, bound, growth)."""

    word: str
    comparator: Comparator
    basis: Basis | None
    family: str


@cache
def comparators() -> dict[str, Compare]:
    """Every word that may stand before a number."""
    found: dict[str, Compare] = {}
    for family, table in (("growth", GROWTH), ("bound", BOUND), ("reach", REACH)):
        for line in table.strip().splitlines():
            head, words = (part.strip() for part in line.split("|"))
            comparator, basis = head.split()
            for word in words.split():
                found[word] = Compare(word, comparator, None if basis == "-" else basis, family)  # type: ignore[arg-type]
    return found


@cache
def after_words() -> dict[str, Comparator]:
    """Every word that may stand behind a number and its unit."""
    lines = (line.split("|") for line in AFTER.strip().splitlines())
    return {word: head.strip() for head, words in lines for word in words.split()}  # type: ignore[misc]

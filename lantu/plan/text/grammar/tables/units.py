"""Units: one line each. To teach a unit, add its word to a line (or a line) and an example in rules/units.yaml.

A line is `class: word word=normal word …`; the class decides how a number may be a target:
count (things), people, money, rate (per cent), area, measure (length, mass, volume, energy …), time, score and fee (only where a state to be reached is named).
"""

from __future__ import annotations

import re
from functools import cache

TABLE = """
count: 个 家 所 座 条 项 处 件 部 台 台套 套 户 间 栋 幢 艘 架 辆 列 场 场次 门 款 例 宗 块 片 张 支 只 头 羽 尾 株 棵 本 册 篇 期 届
count: 名 位 对 组 队 次 人次 起 单 笔 批次 架次 班次 航次 车次 标箱 标准箱 TEU 床 床位 席 座席 根 口 眼 盏 枚 艘次 梯次 趟 轮 面 扇
count: 节 堂 份 家次 户次 件次 学位 车位 泊位 场/次=场次 种 类
people: 人
money: 元 元人民币=元 美元 欧元 港元 元美元=美元 人民币=元
rate: % 个百分点=百分点 百分点 ‰ 倍 位次 个位次=位次
area: ㎡ m2=㎡ m²=㎡ 平方米=㎡ 平米=㎡ 平方公里 k㎡=平方公里 km2=平方公里 km²=平方公里 亩 公顷 平方千米=平方公里 亩次
measure: 公里 千米=公里 km=公里 公里/小时 米 延米 延长米 海里 车公里 吨 总吨 载重吨 公斤 千克 斤 克 吨/日 吨/年 吨/天 吨标准煤 吨标煤 吨公里
measure: 立方 立方米=立方 m3=立方 m³=立方 方 m3/d m³/d=m3/d 立方米/日=m3/d 立方米/天=m3/d 升 毫米 厘米 桶
measure: 千瓦时 度 千瓦 兆瓦=MW MW GW kW 兆瓦时 MWh 千伏安 兆伏安 伏安 微克/立方米 毫克/升 毫克/立方米 TB PB GB P EFLOPS PFLOPS Gbps 机架 标准机架
time: 天 日 个工作日=工作日 工作日 小时 分钟 秒 年 个月 月 周 岁 个小时=小时 个自然日=自然日 学时 课时
score: 分
fee: 元/㎡ 元/平方米 元/人 元/月 元/吨 元/度 元/千瓦时 元/天 元/次 元/户 元/亩 元/年 元/辆 元/件
"""


@cache
def units() -> dict[str, tuple[str, str]]:
    """Every unit as written -> (normal form, class)."""
    table: dict[str, tuple[str, str]] = {}
    for line in TABLE.strip().splitlines():
        kind, _, words = line.partition(":")
        for word in words.split():
            written, _, normal = word.partition("=")
            table[written] = (normal or written, kind)
    return table


# 台(套), 场(次), 户(人): what may stand in brackets behind a unit.
_ALTERNATIVES = frozenset("个家处户人套台间次名位条座所项件组栋片只张") | {"人次", "场次", "台套"}


def beginnings() -> str:
    """The first characters of all units."""
    return "".join(sorted({re.escape(unit[0]) for unit in units()}))


@cache
def _by_first() -> dict[str, list[tuple[str, str, str]]]:
    """The units by their first character, longest first: as written, normal form, class."""
    begun: dict[str, list[tuple[str, str, str]]] = {}
    for unit in sorted(units(), key=len, reverse=True):
        begun.setdefault(unit[0], []).append((unit, *units()[unit]))
    return begun


def unit_at(text: str, position: int, end: int) -> tuple[int, str, str] | None:
    """The longest unit that begins at `position`: (its end, normal form, class). 9条(个): the first of two is taken."""
    for unit, normal, kind in _by_first().get(text[position : position + 1], ()):
        if text.startswith(unit, position, end):
            stop = position + len(unit)
            other = text.find(")", stop + 2, min(end, stop + 5)) if text.startswith("(", stop) else -1
            return other + 1 if other > 0 and text[stop + 1 : other] in _ALTERNATIVES else stop, normal, kind
    return None

"""Who answers, as plans write it: inside brackets, on lines of their own, with and without a label."""

from __future__ import annotations

from datetime import date

import pytest

from lantu.plan.text.outline import outline

HEAD = "东湖区2024年工作要点\n一、城市更新\n"


@pytest.mark.parametrize(
    ("tail", "lead", "owners"),
    [
        ("（责任单位：区发展改革委、区财政局）", (), ("区发展改革委", "区财政局")),
        ("\n责任单位：区住建局，各街道办事处", (), ("区住建局", "各街道办事处")),
        ("\n牵头单位：区教育局；配合单位：区财政局", ("区教育局",), ("区财政局",)),
        ("[区教育局牵头，区人社局、各镇政府配合]", ("区教育局",), ("区人社局", "各镇政府")),
        ("（区城管局牵头负责，区园林中心按职责分工负责）", ("区城管局",), ("区园林中心",)),
        ("（各有关部门按职责分工负责）", (), ("各有关部门",)),
        ("（区发展改革委、交通运输局和各镇政府）", (), ("区发展改革委", "交通运输局", "各镇政府")),
        ("【责任领导：张某；责任单位：区水务局（区河长办）】", (), ("区水务局(区河长办)",)),
        ("\n牵头及责任单位：区商务局", ("区商务局",), ()),
        ("（牵头：区卫健委；协办：区医保局、区民政局等部门）", ("区卫健委",), ("区医保局", "区民政局")),
    ],
)
def test_owners_are_read_and_cut_out_of_the_task(tail: str, lead: tuple[str, ...], owners: tuple[str, ...]) -> None:
    text = f"{HEAD}1.新建口袋公园6个。{tail}\n2.新增绿道15公里。\n"
    first, second = outline(text).stretches
    assert (first.lead, first.owners) == (lead, owners)
    assert "".join(text[start:end] for pieces in first.clear for start, end in pieces) == "新建口袋公园6个。"
    assert first.title == "新建口袋公园6个"
    assert text[first.start : first.end] == f"1.新建口袋公园6个。{tail}"
    assert (second.lead, second.owners) == ((), ())


@pytest.mark.parametrize(
    "words",
    [
        "新增高新技术企业30家（含培育）。",
        "推进临湖医院（二期）、青年公寓（东区）建设。",
        "建成15分钟生活圈（12个）。",
        "由区教育局牵头成立教育集团3个。",
        "深化“一业一证”（证照联办）改革。",
        "完成征收面积（含集体土地）12万平方米（约180亩）。",
        "推动科技创新、产业创新和金融创新深度融合，建设让人民满意的法治型服务型政府",
    ],
)
def test_other_brackets_and_sentences_stay_in_the_task(words: str) -> None:
    text = f"{HEAD}1.{words}\n2.新增绿道15公里。\n"
    first = outline(text).stretches[0]
    assert (first.lead, first.owners) == ((), ())
    assert "".join(text[start:end] for pieces in first.clear for start, end in pieces) == words


@pytest.mark.parametrize(
    ("limit", "due"),
    [
        ("6月底前", date(2024, 6, 30)),
        ("2024年9月15日", date(2024, 9, 15)),
        ("第二季度", date(2024, 6, 30)),
        ("上半年", date(2024, 6, 30)),
        ("年底前", date(2024, 12, 31)),
        ("2025年6月", date(2025, 6, 30)),
        ("2024.10", date(2024, 10, 31)),
        ("2024-11-05", date(2024, 11, 5)),
        ("二〇二五年底", date(2025, 12, 31)),
        ("8月中旬", date(2024, 8, 20)),
        ("2024年1月-2024年12月", date(2024, 12, 31)),
        ("长期坚持", None),
        ("2月30日", None),
    ],
)
def test_a_time_limit_beside_a_task_gives_its_last_day(limit: str, due: date | None) -> None:
    text = f"{HEAD}1.新建口袋公园6个。\n完成时限：{limit}\n2.新增绿道15公里。\n"
    assert outline(text).stretches[0].due == due

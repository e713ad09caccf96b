"""The door of the grammar on any text: quotes are pieces of it, numbers agree with their quotes, nothing raises."""

from __future__ import annotations

import re
import string
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lantu.plan.text.grammar import Context, targets
from lantu.plan.text.grammar.figures.numerals import NUMERAL, numeral
from lantu.plan.text.grammar.scanning import fold, roles
from lantu.plan.text.grammar.tables.units import units

VOCABULARY = [*sorted(roles()), *sorted(units()), "2024年", "6月底前", "四周年前", "《", "》", "“", "”", "（", "）", "，", "、", "。",
              "高新技术企业", "大桥", "12", "3.5", "1,200", "３０", "二十", "百分之五", "三分之二", "翻一番", "3-5", "万亿规模", "由", "等"]  # fmt: skip
NO_BEGINNING, NO_ENDING = set(" 、,:;。)》”"), set(" 、,:;。(《“")
plan_text = st.lists(
    st.one_of(st.sampled_from(VOCABULARY), st.text(max_size=3), st.integers(0, 10**6).map(str)), max_size=25
).map("".join)
contexts = st.builds(
    Context,
    st.one_of(st.none(), st.integers(1990, 2060)),
    st.just(()),
    st.sampled_from(["", "若干措施", "临港新片区工作要点"]),
)


@given(plan_text, contexts, st.integers(0, 40), st.integers(0, 200))
def test_quotes_are_pieces_of_the_stretch(text: str, context: Context, start: int, end: int) -> None:
    for target in targets(text, start, end, context):
        assert start <= target.start < target.end <= end
        assert target.quote == text[target.start : target.end]
        assert target.subject in text
        assert 0 < target.confidence <= 1


@given(plan_text, contexts)
def test_a_subject_is_a_whole_name(text: str, context: Context) -> None:
    for target in targets(text, 0, len(text), context):
        subject = fold(target.subject)
        assert subject == "" or not (subject[0] in NO_BEGINNING or subject[-1] in NO_ENDING), subject
        assert all(subject.count(a) == subject.count(b) for a, b in ("()", "《》", "“”")), subject
        assert not re.fullmatch(r"[\d.,%]+", subject), subject


@given(plan_text, contexts)
def test_a_quantity_has_a_number_and_a_milestone_a_state(text: str, context: Context) -> None:
    for target in targets(text, 0, len(text), context):
        if target.kind == "milestone":
            assert target.state is not None
            assert target.value is target.low is target.high is None
        else:
            assert target.comparator is not None
            assert target.unit or target.rule in ("reach", "bound", "count")
            assert (target.value is None) == (target.low is not None and target.high is not None)


@given(st.integers(1, 10**7), st.sampled_from(["", "万", "亿", "余", "多", "余万"]), st.sampled_from(["家", "个", "公里", "吨"]),
       st.sampled_from(["新增", "新建", "完成"]), st.booleans())  # fmt: skip
def test_the_number_in_the_quote_gives_the_value(number: int, scale: str, unit: str, verb: str, wide: bool) -> None:
    digits = str(number).translate(str.maketrans(string.digits, "０１２３４５６７８９")) if wide else str(number)
    text = f"年内{verb}{digits}{scale}{unit}示范工程。"
    (target,) = targets(text, 0, len(text), Context(2024))
    factor = {"万": 10**4, "余万": 10**4, "亿": 10**8}.get(scale, 1)
    assert target.value == number * factor
    found = NUMERAL.search(fold(target.quote))
    assert found is not None
    assert numeral(found).value == target.value
    assert target.comparator == (">" if scale[:1] in ("余", "多") else "=")


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_a_range_has_both_ends(low: int, more: int) -> None:
    text = f"引进{low}-{low + more}家企业。"
    (target,) = targets(text, 0, len(text), Context(2024))
    assert (target.low, target.high, target.comparator) == (low, low + more, "range")


HAN = "零一二三四五六七八九"


def han(number: int) -> str:
    """A number below 100,000 as it is written in Chinese."""
    out, gap = "", False
    for power, sign in ((4, "万"), (3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = number // 10**power % 10
        if digit:
            out += ("零" if gap and out else "") + HAN[digit] + sign
        gap = not digit
    return out.removeprefix("一") if 10 <= number < 20 else out


@given(st.integers(2, 99_999))
def test_chinese_numerals(number: int) -> None:
    found = NUMERAL.fullmatch(han(number))
    assert found is not None
    assert numeral(found).value == Fraction(number)


WRAPPED = """全年新建改造标准化校舍三十二栋,新增普惠性学位1200个,完成农村公
路改造提升150公里,推动青枫湖大桥年底前建成通车,城乡污水处理率达
到95%以上。"""


def test_lines_broken_at_the_page_width_read_as_one() -> None:
    context = Context(2024)
    plain = WRAPPED.replace("\n", "")
    broken = targets(WRAPPED, 0, len(WRAPPED), context)
    whole = targets(plain, 0, len(plain), context)
    assert [(t.value, t.unit, t.state, t.due) for t in broken] == [(t.value, t.unit, t.state, t.due) for t in whole]
    assert len(broken) == 5
    assert all(WRAPPED[t.start : t.end] == t.quote for t in broken)
    assert [t.quote.replace("\n", "") for t in broken] == [t.quote for t in whole]

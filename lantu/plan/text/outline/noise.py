"""Lines that are on the page but not in the document, and the stamps that copyists leave inside sentences.

Every table is one row a kind with an example; a colleague adds a row. Patterns are matched against folded text
without blanks at its ends (see `folding`).
"""

from __future__ import annotations

import re
from collections import Counter

# Beginnings of lines that a web page, a newsletter or an office's print form puts around a document.
_FURNITURE = (
    r"(?:来源|信息来源|文章来源|稿源|出处|作者|记者|编辑|责编|责任编辑|审核|校对|排版|摄影|监制|撰稿|供稿)[::]",  # 来源:市政府网站
    r"(?:分享到|分享至|上一篇|下一篇|上一条|下一条|相关链接|相关阅读|推荐阅读|延伸阅读)[::]?.{0,60}$",
    r"(?:打印本页|打印|关闭窗口|关闭|返回顶部|返 ?回|首页|收藏|转发|点赞|在看)$",
    r"(?:点击量|浏览量|浏览次数|阅读量|阅读次数|访问量|字号|视力保护色|扫一扫|扫码|长按|点击上方|点击蓝字|阅读原文|原标题|微信截图|微信图片|图片来源|无障碍|适老版|长者版|设为首页|加入收藏|您的位置|当前位置).{0,40}$",
    r"(?:版权所有|网站标识码|.{0,2}ICP备|地址:|邮编:|联系电话:|技术支持:)",
    r"[•·* ]*(?:索引号|索 引 号|发文字号|发文序号|发文机关|发文单位|发布机构|发布单位|发布日期|发布时间|发文日期|成文日期|生成日期"
    r"|主题分类|主题词|公开类型|公开方式|公开属性|体裁分类|效力状态|有效性|有 效 性|文号|文 +号|信息名称|信息有效性|标题|名称"
    r"|组配分类|统一编号|分类|分 +类)(?: ?[:|].{0,80}| .{0,60})?$",
    r"(?:抄送|抄报|主送|报送|分送)[::]",
    r"\(?(?:此件|本件)(?:主动|依申请|公开|不)",
    r"(?:秘密|机密|绝密|特急|加急|急件|内部资料)(?:★.*)?$",
    r"\(?(?:全文|文字版|征求意见稿|送审稿|讨论稿|审议稿|草案)\)?$",
    r"微信(?:公众号|号|扫)",
)
_PAGE = (
    r"[-—–─·]+ ?\d{1,4} ?[-—–─·]+",  # - 3 -
    r"第 ?\d{1,4} ?页.{0,12}",  # 第3页 共20页
    r"\d{1,4} ?/ ?\d{1,4}",  # 3/20
    r"(?:page|Page|PAGE) ?\d{1,4}.{0,10}",
)
_NUMBER_OF_FILE = r"[一-鿿]{1,12}\[\d{4}\] ?第?\d{1,4} ?号"  # 云政发[2024]3号
_FURNITURE_LINE = re.compile("|".join(_FURNITURE))
_PAGE_LINE = re.compile("(?:" + "|".join((*_PAGE, _NUMBER_OF_FILE)) + r")\Z")
_CONTENTS_LINE = re.compile(r"(?:\.{3,}|…{1,}|·{3,}|_{3,}|-{4,}) ?\(?\d{1,4}\)?\Z")
_PAGE_ENDS = frozenset("0123456789)")
_FOOTER = re.compile(
    r"\(?(?:(?:信息|文章)?来源|责任编辑|责编|编辑|抄送) ?:.{0,60}\Z|(?:分享到|上一篇|下一篇|相关链接|扫一扫|版权所有|网站标识码).{0,60}\Z"
)

DATE = re.compile(
    r"(?:\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日|[二一][〇零0O九十一二三四五六七八]{3,4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
    r"(?:印发)?\Z"
)
OFFICE = re.compile(
    r"[^。;,:!?]{2,40}(?:人民政府|政府|办公室|办公厅|委员会|管委会|领导小组|指挥部|局|厅|委|部)(?:\d{4}年\d{1,2}月\d{1,2}日(?:印发)?)?\Z"
)
ADDRESSEES = re.compile(r"(?!各位)(?:各|[^。:]{0,40}[,、]各)[^。:]{1,200}:\Z")
HANDED_DOWN = re.compile(r"(?:印发给?你们|现予印发|印发给你|分解下达|现将.{2,80}(?:印发|下达))")

_STAMP = re.compile(r"(?:请关注|欢迎关注|关注公众号|微信公众号|扫码关注|更多资讯)[::]?[^。;,、\n]{2,16}$", re.MULTILINE)

_FOOTNOTE = re.compile(r"\[(?<=[^\s\]]\[)\d{1,3}\](?!号)")  # a mark such as [12] that points to a glossary


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page around the document: sources, buttons, page numbers, file numbers."""
    return bool(_FURNITURE_LINE.match(line) or _PAGE_LINE.match(line))


def is_contents_line(line: str) -> bool:
    """Whether a line is an entry of a table of contents: dots and a page number at its end."""
    return line[-1:] in _PAGE_ENDS and bool(_CONTENTS_LINE.search(line))


def is_footer(line: str) -> bool:
    """Whether a line is one after which, near the end, only the page follows."""
    return bool(_FOOTER.match(line))


def stamps(folded: str) -> list[tuple[int, int]]:
    """What is pressed into sentences: footnote marks, and phrases such as 请关注:某某号 known from the ends of lines."""
    ends = list(_STAMP.finditer(folded))
    places = [found.span() for found in (*ends, *_FOOTNOTE.finditer(folded))]
    phrases = [re.escape(phrase) for phrase, _ in Counter(found.group() for found in ends).most_common(8)]
    if phrases:
        places += [found.span() for found in re.finditer("|".join(phrases), folded)]
    return sorted(set(places))

"""Why a file is refused: one row a reason, in zh and en. Each says what, where, why and what to do next."""

from __future__ import annotations

from lantu.plan.text import Unreadable

_REASONS: dict[str, tuple[str, str]] = {
    "not_there": (
        "没有 {name} 这个文件。请检查路径和文件名，文件名有空格时加引号。",
        "There is no file {name}. Check the path and the name; put quotes around a name with spaces.",
    ),
    "a_folder": (
        "{name} 是文件夹，不是文件。请写出其中计划文件的名字。",
        "{name} is a folder, not a file. Name the plan inside it.",
    ),
    "not_opened": (
        "{name} 打不开（{where}）。请检查读取权限，或先关闭占用它的程序。",
        "{name} cannot be opened ({where}). Check that you may read it and that no other program holds it.",
    ),
    "empty": (
        "{name} 是空文件，没有可读的内容。请检查上传或复制是否完整，再选一次。",
        "{name} is empty: there is nothing to read. Check that it was copied or saved completely, then try again.",
    ),
    "no_text": (
        "{name} 打得开，但里面没有文字。请换用含正文的文件。",
        "{name} opens but holds no text. Use the file that holds the plan's wording.",
    ),
    "too_big": (
        "{name} 有 {size} MB，超过 {limit} MB 的上限。请去掉图片或拆成几个文件后再读。",
        "{name} has {size} MB, above the limit of {limit} MB. Remove its pictures or split it, then try again.",
    ),
    "too_long": (
        "{name} 的文字超过 {limit} 个字符的上限，不像一份计划。请只留计划正文后再读。",
        "{name} holds more than {limit} characters, too many for a plan. Keep the plan's own text, then try again.",
    ),
    "too_many_pages": (
        "{name} 超过 {limit} 页的上限。请把计划所在的页另存为一个 PDF 后再读。",
        "{name} has more than {limit} pages. Save the pages of the plan as a PDF of their own, then try again.",
    ),
    "too_many_cells": (
        "{name}（{where}）的单元格超过 {limit} 个的上限。请只留任务表、删去空白行列后再读。",
        "{name} ({where}) has more than {limit} cells. Keep the table of tasks, delete blank rows and columns, then try again.",
    ),
    "nested": (
        "{name}（{where}）嵌套超过 {limit} 层。请把内层表格改为普通段落后再读。",
        "{name} ({where}) is nested more than {limit} deep. Turn the inner tables into paragraphs, then try again.",
    ),
    "bomb": (
        "{name} 里的 {where} 解压后大得反常（上限 {limit} MB），可能是压缩炸弹，没有解压。请用 Word 或 Excel 打开原件，另存一份再读。",
        "{name} holds {where}, which would inflate abnormally (limit {limit} MB), perhaps a decompression bomb; it was not"
        " inflated. Open the original in Word or Excel, save it anew, then try again.",
    ),
    "entities": (
        "{name} 里的 {where} 带有 XML 实体或文档类型声明，正常的 Office 文件没有，可能用来攻击，没有读取。请用 Word 或 Excel 打开原件，另存一份再读。",
        "{name} holds {where} with an XML entity or document type declaration. Office files have none and it may be an attack;"
        " it was not read. Open the original in Word or Excel, save it anew, then try again.",
    ),
    "macros": (
        "{name} 带有宏（{where}）。计划用不着宏，带宏的文件一律不收。请在 Word 或 Excel 里另存为 .docx 或 .xlsx 后再读。",
        "{name} carries macros ({where}). A plan needs none, so such files are not taken. Save it as .docx or .xlsx in Word or"
        " Excel, then try again.",
    ),
    "password": (
        "{name} 设有打开密码，读不到正文。请用密码打开，取消密码后另存一份再读。",
        "{name} is protected by a password, so its text cannot be read. Open it with the password, save a copy without, then"
        " try again.",
    ),
    "old_office": (
        "{name} 是旧版 {what} 格式，不能直接读。请用 WPS 或 Office 打开，另存为 {become} 后再读。",
        "{name} is in the old {what} format, which is not read. Open it in WPS or Office, save it as {become}, then try again.",
    ),
    "other_form": (
        "{name} 是{what}，不在可读的格式之内（.txt .md .html .docx .pdf .xlsx .csv）。请另存为 {become} 后再读。",
        "{name} is {what_en}; the forms that can be read are .txt .md .html .docx .pdf .xlsx .csv. Save it as {become}, then"
        " try again.",
    ),
    "archive": (
        "{name} 是压缩包。请先解压，再选其中的计划文件。",
        "{name} is an archive. Unpack it, then choose the plan inside.",
    ),
    "picture": (
        "{name} 是图片，没有文字。请找有文字的原文件；只有扫描件时，存为 PDF，并用 python3 run.py up --ocr 启动（会装上文字识别组件）后再读。",
        "{name} is a picture, without text. Find the original with text; if there is only a scan, save it as PDF and"
        " start with python3 run.py up --ocr, which installs the recognition extra, then try again.",
    ),
    "scan": (
        "{name}（{where}）是扫描件，没有文字层，本机也没有安装文字识别组件。请用 python3 run.py up --ocr 启动（会装上该组件）后再读，或找有文字的原文件。",
        "{name} ({where}) is a scan without a text layer, and the recognition extra is not installed here. Start"
        " with python3 run.py up --ocr, which installs it, and try again, or find the original with text.",
    ),
    "binary": (
        "{name} 不是文本，内容是二进制数据（{where}）。请换用 .txt .md .html .docx .pdf .xlsx 或 .csv 文件。",
        "{name} is no text: its content is binary ({where}). Use a .txt .md .html .docx .pdf .xlsx or .csv file.",
    ),
    "malformed": (
        "{name} 已损坏或不合 {form} 格式，打不开（{where}）。请用原来的软件打开，另存一份再读。",
        "{name} is damaged or not proper {form}, so it cannot be opened ({where}). Open it in the program that made it, save"
        " it anew, then try again.",
    ),
}


def refuse(code: str, name: str, **facts: object) -> Unreadable:
    """The refusal for `code`, ready to be raised; `facts` fill the gaps of its sentences (see the table).

    A fact is one for both languages, or a pair (zh, en).
    """
    zh, en = (
        sentence.format(
            name=name, **{key: fact[at] if isinstance(fact, tuple) else fact for key, fact in facts.items()}
        )
        for at, sentence in enumerate(_REASONS[code])
    )
    return Unreadable(code, zh, en)

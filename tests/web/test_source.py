"""Showing a text loses nothing of it, finds what is sought and never lets it become markup."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from lantu.web.pages import forms, source


@dataclass(frozen=True)
class Words:
    key: str
    kind: str
    start: int
    end: int


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Words]]:
    text = draw(
        st.text(st.characters(codec="utf-8"), min_size=1, max_size=80) | st.text("甲乙<&\n。 ", min_size=1, max_size=60)
    )
    spans = draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12)), max_size=5))
    return text, [Words(f"k{at}", "quantity", a, min(len(text), a + n)) for at, (a, n) in enumerate(spans)]


@given(marked_texts())
def test_the_pieces_are_the_text(given_text: tuple[str, list[Words]]) -> None:
    text, targets = given_text
    for line in source.paragraphs(text, targets, [], frozenset(), []):
        shown = "".join(piece.text for piece in line.pieces)
        assert text[line.start : line.start + len(shown)] == shown
        at = line.start
        for piece in line.pieces:
            inside = {target.key for target in targets if target.start <= at and target.end >= at + len(piece.text)}
            assert {target.key for target in piece.targets} == inside
            at += len(piece.text)


@given(marked_texts())
def test_what_is_shown_is_text_again(given_text: tuple[str, list[Words]]) -> None:
    text, targets = given_text
    lines = source.paragraphs(text, targets, [], frozenset(), [])
    made = source.render(lines, "?target=", frozenset(), "")
    assert re.findall(r"<(?!/?(?:a|p|mark)[ >])", made) == []
    shown = html.unescape(re.sub(r"<[^>]*>", "", made)).replace("\ufffd", "\0")
    wanted = "\n".join(line for line in text.split("\n") if line.strip())
    assert shown == wanted.replace("\ufffd", "\0")


@given(st.text("甲乙丙 ＡB㎡m2５5\n", max_size=40), st.text("甲乙Ａb５m2㎡ ", min_size=1, max_size=3))
def test_finding_ignores_width_case_and_spacing(text: str, words: str) -> None:
    from lantu.plan.logic.keys import normalised

    sought = normalised(words)
    spans = source.find(text, words)
    assert bool(spans) == bool(sought and sought in normalised(text))
    for start, end in spans:
        assert normalised(text[start:end]).find(sought) >= 0


@given(marked_texts())
def test_a_sentence_holds_its_words(given_text: tuple[str, list[Words]]) -> None:
    text, targets = given_text
    for target in targets:
        before, quote, after = source.sentence(text, target.start, target.end)
        assert quote == text[target.start : target.end]
        assert before + quote + after in text
        assert not set("。！？；\n") & set(before)


def test_numbers_are_typed_as_people_write_them() -> None:
    assert [forms.number(words) for words in ("1,200", "570亿", "2.5", "1.2万亿", "", " 30 ")] == [
        1200,
        57_000_000_000,
        2.5,
        1_200_000_000_000,
        None,
        30,
    ]

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.template import Context, Engine

from lantu.ground import strings

ROOT = Path(__file__).resolve().parents[2]
KEY = r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+"


KNOWN = strings.keys()


def files(kind: str) -> dict[str, str]:
    found = [file for file in (ROOT / "lantu").rglob(kind) if "plans" not in file.parts]
    return {str(file.relative_to(ROOT)): file.read_text("utf-8") for file in found}


def in_code() -> tuple[set[str], set[str]]:
    """What stands in Python outside docstrings and looks like a key, and the beginnings of keys that f-strings complete."""
    whole, beginnings = set(), set()
    for text in files("*.py").values():
        tree = ast.parse(text)
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
                beginnings.add(str(node.values[0].value))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                whole.add(node.value)
    return whole, {start for start in beginnings if re.fullmatch(rf"{KEY}[._]|[a-z]+\.", start)}


def in_templates() -> tuple[set[str], set[str]]:
    """Keys that templates ask for, and the beginnings of keys that they complete with `|add`."""
    text = "\n".join(files("*.html").values())
    quoted = re.findall(r"""["']([a-z][a-z0-9_.]*)["']""", text)
    return {word for word in quoted if re.fullmatch(KEY, word)}, {word for word in quoted if word.endswith((".", "_"))}


def test_every_key_has_both_languages() -> None:
    """Loading refuses otherwise; this loads all of them."""
    assert KNOWN
    for key in KNOWN:
        values = dict.fromkeys(strings.fields(key), "1")
        assert all(strings.say(key, lang, **values) for lang in strings.LANGUAGES)


def test_every_key_that_is_asked_for_exists() -> None:
    asked = {}
    for name, text in files("*.py").items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if called in ("say", "tell", "give_up"):
                    asked[str(node.args[0].value)] = name
    for name, text in files("*.html").items():
        asked |= dict.fromkeys(re.findall(r"""\{%-?\s*t\s+["']([^"']+)["']\s*(?!\|)""", text), name)
    assert asked
    assert {key: name for key, name in asked.items() if key not in KNOWN and not key.endswith((".", "_"))} == {}


def test_every_key_is_used() -> None:
    """Somewhere stands the whole key, or a beginning of it that code completes, or the code of a refusal of its room."""
    words, beginnings = in_code()
    asked, completed = in_templates()
    starts = tuple((beginnings | completed) - {"project.backup."})
    refusals = {f"project.backup.{word}" for word in words}
    unused = {key for key in KNOWN if key not in words | asked | refusals and not key.startswith(starts)}
    assert unused == set()


def test_a_sentence_takes_its_values_by_name() -> None:
    assert strings.say("project.up.twice", "en", address="…", var="/x").startswith("Another Lantu is using /x")
    assert strings.fields("project.up.twice") == {"address", "var"}
    with pytest.raises(KeyError):
        strings.say("project.up.twice", "en")
    with pytest.raises(KeyError):
        strings.say("project.up.nothing", "en")


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('[a]\nzh = "甲"\n', "needs zh and en"),
        ('[a]\nzh = "甲"\nen = ""\n', "needs zh and en"),
        ('[a]\nzh = "甲{n}"\nen = "a"\n', "other values"),
        ('[a]\nzh = "甲{}"\nen = "a{}"\n', "by name only"),
        ('[a]\nzh = "甲{n.x}"\nen = "a{n.x}"\n', "by name only"),
    ],
)
def test_a_file_that_is_wrong_is_refused(tmp_path: Path, toml: str, said: str) -> None:
    file = tmp_path / "room" / "strings.toml"
    file.parent.mkdir()
    file.write_text(toml, "utf-8")
    with pytest.raises(ValueError, match=said):
        strings.read(file)


def test_tables_within_tables_are_paths(tmp_path: Path) -> None:
    file = tmp_path / "room" / "strings.toml"
    file.parent.mkdir()
    file.write_text('[a]\nzh = "甲"\nen = "a"\n[a.b]\nzh = "乙"\nen = "b"\n', "utf-8")
    assert set(strings.read(file)) == {"room.a", "room.a.b"}


@pytest.mark.parametrize(
    ("query", "cookie", "lang"),
    [
        ("", "", "zh"),
        ("?lang=en", "", "en"),
        ("?lang=zh", "en", "zh"),
        ("", "en", "en"),
        ("?lang=fr", "en", "en"),
        ("", "fr", "zh"),
    ],
)
def test_language_of_a_request(rf, query: str, cookie: str, lang: str) -> None:
    request = rf.get(f"/{query}")
    request.COOKIES["lang"] = cookie
    assert strings.language(request) == lang


def test_the_tag_speaks_the_context_and_escapes_values() -> None:
    engine = Engine(builtins=["lantu.web.templatetags.strings"])
    template = engine.from_string('{% t "project.up.twice" var=var address="…" %}')
    assert template.render(Context({"var": "<b>", "lang": "en"})).startswith("Another Lantu is using &lt;b&gt;")
    assert template.render(Context({"var": "x"})).startswith("另一个")

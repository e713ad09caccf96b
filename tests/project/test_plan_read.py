"""`lantu plan read`: run as people run it, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lantu.project import cli

ROOT = Path(__file__).resolve().parents[2]
PLAN = """某市2024年工作要点

一、产业发展

1. 新增规上企业20家，实现产值570亿元。责任单位：市经信局

2. 推动南湖大桥6月底前建成。

二、民生保障

3. 提升服务水平。
"""


def lantu(
    *words: str, given: bytes | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "import sys; from lantu.project.cli import main; sys.exit(main())", *words]
    return subprocess.run(
        command, input=given, capture_output=True, cwd=ROOT, check=False, env={**os.environ, **(env or {})}
    )


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_json_is_the_form_that_other_programs_read(plan):
    ran = lantu("plan", "read", str(plan), "--json")
    assert (ran.returncode, ran.stderr) == (0, b"")
    read = json.loads(ran.stdout)
    assert read["year"] == 2024
    assert [task["number"] for task in read["tasks"]] == [1, 2, 3]
    targets = [target for task in read["tasks"] for target in task["targets"]] + read["targets"]
    assert all(PLAN[target["start"] : target["end"]] == target["quote"] for target in targets)
    worth = next(target for target in targets if target.get("unit") == "元")
    assert (worth["kind"], worth["value"]) == ("quantity", 57_000_000_000)
    built = next(target for target in targets if target["kind"] == "milestone")
    assert (built["state"], built["due"]) == ("complete", "2024-06-30")
    assert "value" not in built


def test_the_tree_shows_areas_tasks_and_values_in_chinese_scale(plan):
    shown = lantu("plan", "read", str(plan)).stdout.decode()
    lines = shown.splitlines()
    assert next(line for line in lines if "产业发展" in line).startswith("一、")
    assert "570亿元" in shown
    assert "2024-06-30" in shown
    assert "市经信局" in shown
    assert "\033" not in shown  # no colours in a pipe


def test_standard_input_is_read_like_a_file_and_the_year_can_be_given(plan):
    ran = lantu("plan", "read", "-", "--json", "--year", "2025", given=plan.read_bytes())
    assert json.loads(ran.stdout)["year"] == 2025


def test_stats_count(plan):
    shown = lantu("plan", "read", str(plan), "--stats").stdout.decode()
    counts = {line.split()[0]: line.split()[-1] for line in shown.splitlines() if line.strip()}
    assert counts["任务"] == "3"
    assert counts["领域"] == "2"
    assert counts["里程碑"] == "1"


def test_it_works_where_the_terminal_knows_no_chinese(plan):
    ran = lantu("plan", "read", str(plan), env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert ran.returncode == 0
    assert "570亿元" in ran.stdout.decode()


def test_reading_starts_neither_django_nor_a_library_of_another_form(plan):
    code = (
        "import sys; from lantu.project.cli import main; main(sys.argv[1:]);"
        "print([m for m in ('django','openpyxl','docx','pdfplumber','lxml') if m in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "plan", "read", str(plan)], capture_output=True, cwd=ROOT, check=True
    )
    assert ran.stderr.decode().strip() == "[]"


@pytest.mark.parametrize(
    ("prepare", "zh", "en"),
    [
        (lambda path: None, "没有", "There is no file"),
        (lambda path: path.mkdir(), "是文件夹", "is a folder"),
        (lambda path: path.write_bytes(b""), "空文件", "is empty"),
        (lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_WRONLY), 200 * 1024 * 1024), "200 MB", "200 MB"),
        (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), "旧版", "old"),
    ],
    ids=["missing", "folder", "empty", "200 MB", "old Office"],
)
def test_a_file_that_cannot_be_read_is_explained_in_both_languages(tmp_path, prepare, zh, en):
    path = tmp_path / "plan.doc"
    prepare(path)
    ran = lantu("plan", "read", str(path), "--json")
    first, second = ran.stderr.decode().strip().split("\n")
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert zh in first
    assert en in second


@pytest.mark.parametrize(
    "words", [["plan", "reed"], ["plan", "read"], ["plan", "read", "x", "--yaer", "1"], ["nothing"]]
)
def test_wrong_words_are_explained_in_both_languages(words):
    ran = lantu(*words)
    assert ran.returncode == 2
    assert "命令写得不对" in ran.stderr.decode()
    assert "The command is wrong" in ran.stderr.decode()


def test_help_lists_every_verb_in_both_languages():
    shown = lantu("--help").stdout.decode()
    for verb in cli.verbs():
        assert f"    {verb} " in shown
    assert "读懂一份政府年度工作计划" in shown
    assert "reads a government's yearly work plan" in shown


def test_output_into_a_closed_pipe_ends_quietly(plan):
    plan.write_text("\n\n".join(f"{n}. 新增规上企业20家。" for n in range(1, 4000)), encoding="utf-8")
    code = "import sys; from lantu.project.cli import main; sys.exit(main())"
    ran = subprocess.Popen(
        [sys.executable, "-c", code, "plan", "read", str(plan)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert ran.stdout is not None
    assert ran.stderr is not None
    ran.stdout.readline()
    ran.stdout.close()
    assert ran.stderr.read() == b""
    ran.stderr.close()
    assert ran.wait() == cli.CLOSED

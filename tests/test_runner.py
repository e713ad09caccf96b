"""run.py on machines that lack something, and when it is killed half-way. Each test sets up a fresh copy of the project."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

ROOT = Path(__file__).resolve().parents[1]
PLAN = "lantu/plans/lingang-2023/document.txt"
STEPS = "[1/4]"


def copy_project(folder: Path) -> Path:
    """What a fresh clone would hold, the changes not yet committed included."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    for name in names.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def start(folder: Path, *words: str, **variables: str) -> subprocess.Popen[str]:
    env = {**os.environ, **variables}
    command = [sys.executable, str(folder / "run.py"), *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True)


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=600)
    return process.returncode, out, err


def in_a_world_where(script: str, folder: Path) -> tuple[int, str, str]:
    """`run.py setup` with mounts that only it can see; needs root or a kernel that lets users have that."""
    python = os.path.realpath(sys.executable)
    own_root = [] if os.geteuid() == 0 else ["--map-root-user"]
    command = ["unshare", *own_root, "--mount", "sh", "-ec", f'{script}\nexec "{python}" run.py setup']
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.stderr.startswith("unshare:") or "mount:" in done.stderr:
        pytest.skip(f"this machine allows no mounts of one's own: {done.stderr.splitlines()[0]}")
    return done.returncode, done.stdout, done.stderr


def assert_one_sentence(code: int, out: str, err: str, zh: str, en: str) -> None:
    """It failed, said what to do in both languages as its last words, and showed no trace."""
    assert code == 1
    assert out == ""
    assert "Traceback" not in err
    assert zh in err.splitlines()[-2]
    assert en in err.splitlines()[-1]


def test_old_pythons_can_read_far_enough_to_be_told():
    """An old Python compiles the whole file before it runs the line that turns it away."""
    source = (ROOT / "run.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 6))
    imported = {name.name for node in tree.body if isinstance(node, ast.Import) for name in node.names}
    assert imported <= {"hashlib", "json", "os", "sys"}
    assert not any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in tree.body)


def test_every_sentence_is_there_in_both_languages():
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    table = next(node.value for node in tree.body if isinstance(node, ast.Assign) and node.targets[0].id == "MESSAGES")
    han = re.compile("[\u4e00-\u9fff]")
    for zh, en in ast.literal_eval(table).values():
        assert han.search(zh)
        assert not han.search(en)
        assert re.findall(r"{\w+}", zh) == re.findall(r"{\w+}", en)


@pytest.fixture(scope="module")
def ready(tmp_path_factory) -> Iterator[Path]:
    """A copy that two `run.py` set up at the same time."""
    folder = copy_project(tmp_path_factory.mktemp("ready"))
    both = [start(folder, "setup"), start(folder, "setup")]
    ends = [finish(process) for process in both]
    assert [code for code, _, _ in ends] == [0, 0], ends
    assert sorted(STEPS in err for _, _, err in ends) == [False, True], "one sets up, the other waits for it"
    yield folder
    shutil.rmtree(folder)


@pytest.mark.slow
def test_two_at_once_set_up_once_and_the_next_start_is_silent(ready):
    assert finish(start(ready, "setup")) == (0, "", "")


@pytest.mark.slow
def test_reading_writes_nothing_but_the_answer(ready):
    code, out, err = finish(start(ready, "plan", "read", str(ready / PLAN), "--json"))
    assert code == 0, err
    assert json.loads(out)


@pytest.mark.slow
def test_the_first_answer_of_all_is_clean_too(tmp_path):
    """Set-up and command in one go: what is shown of setting up stays out of stdout."""
    folder = copy_project(tmp_path)
    code, out, err = finish(start(folder, "plan", "read", str(folder / PLAN), "--json"))
    assert code == 0, err
    assert STEPS in err
    assert json.loads(out)


@pytest.mark.slow
def test_the_wheel_carries_the_page_assets_and_the_plans(ready, tmp_path):
    python = ready / ".venv" / "bin" / "python"
    subprocess.run(
        [python, "-m", "uv", "build", "--wheel", "-q", "-b", "requirements-build.lock", "-o", tmp_path],
        cwd=ready,
        check=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    vendor = "lantu/web/static/vendor/"
    assert {vendor + name for name in ("echarts.min.js", "echarts.LICENSE", "htmx.min.js", "htmx.LICENSE")} <= names
    assert PLAN in names
    assert not any(name.startswith(("tests/", "benchmarks/")) for name in names)


@pytest.mark.slow
def test_the_locks_are_those_of_the_project(ready):
    """Made again they pin the same; only hashes may be added, when a file is published for a version we use."""
    locks = {lock: lock.read_text(encoding="utf-8") for lock in ready.glob("requirements*.lock")}
    assert len(locks) >= 5
    assert finish(start(ready, "lock"))[0] == 0
    for lock, before in locks.items():
        pins = [re.findall(r"(?m)^[a-z0-9].*==\S+", content) for content in (before, lock.read_text(encoding="utf-8"))]
        assert pins[0] == pins[1], lock.name


class Mirror(SimpleHTTPRequestHandler):
    """A package index on this machine: one folder a package, one link a file."""

    def log_message(self, format: str, *args: object) -> None:
        self.server.asked.append(self.path)


@pytest.fixture
def mirror(tmp_path):
    """An index that has only iniconfig, in the version of our own test tools."""
    pin = re.search(r"(?ms)^iniconfig==.*?(?=^\S)", (ROOT / "requirements-test.lock").read_text(encoding="utf-8"))
    wanted = tmp_path / "wanted.lock"
    wanted.write_text(pin.group(), encoding="utf-8")
    place = tmp_path / "index" / "simple" / "iniconfig"
    get = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--require-hashes", "-d", place, "-r", wanted]
    subprocess.run(get, check=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Mirror, directory=str(tmp_path / "index")))
    server.asked = []
    Thread(target=server.serve_forever, daemon=True).start()
    yield server, wanted.read_text(encoding="utf-8")
    server.shutdown()
    server.server_close()


@pytest.mark.slow
@pytest.mark.parametrize("variable", ["PIP_INDEX_URL", "UV_DEFAULT_INDEX"])
def test_a_mirror_is_used_and_written_nowhere(ready, mirror, tmp_path, variable):
    server, lock = mirror
    planted = ready / "benchmarks" / "peers" / "planted"
    planted.mkdir(parents=True, exist_ok=True)
    (planted / "requirements.in").write_text("iniconfig\n", encoding="utf-8")
    (planted / "requirements.lock").write_text(lock, encoding="utf-8")
    shutil.rmtree(ready / ".benchmarks", ignore_errors=True)
    address = f"127.0.0.1:{server.server_port}"
    where = {variable: f"http://{address}/simple", "UV_CACHE_DIR": str(tmp_path / "cache")}
    code, out, err = finish(start(ready, "peer", "planted", **where))
    assert code == 0, err
    assert any("/simple/iniconfig/" in path for path in server.asked)
    subprocess.run([out.strip(), "-c", "import iniconfig"], check=True)
    written = subprocess.run(["grep", "-rlF", address, ready], capture_output=True, text=True, check=False)
    assert written.stdout == ""


@pytest.mark.slow
def test_lost_assets_come_back(ready):
    vendor = ready / "lantu" / "web" / "static" / "vendor"
    shutil.rmtree(vendor)
    code, _, err = finish(start(ready, "setup"))
    assert code == 0, err
    assert (vendor / "echarts.min.js").stat().st_size > 500_000


@pytest.mark.slow
@pytest.mark.parametrize("reached", ["bin/pip", "bin/uv", "lib"])
def test_killed_half_way_it_starts_again(tmp_path, reached):
    """Killed when the named part of .venv appears; `lib` stands for the middle of installing packages."""
    folder = copy_project(tmp_path)
    killed = start(folder, "setup")
    sign = folder / ".venv" / reached
    if reached == "lib":
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        sign = sign / version / "site-packages" / "django"
    while not sign.exists() and killed.poll() is None:
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    assert not (folder / ".venv" / "lantu-stamp.json").exists()
    code, _, err = finish(start(folder, "setup"))
    assert code == 0, err
    python = folder / ".venv" / "bin" / "python"
    subprocess.run([python, "-c", "import django, docx, lantu, openpyxl, pdfplumber"], cwd="/", check=True)
    assert finish(start(folder, "setup")) == (0, "", "")


@pytest.mark.slow
def test_without_a_network_it_says_so(tmp_path):
    folder = copy_project(tmp_path / "lantu")
    nowhere = "http://127.0.0.1:9/simple"  # the discard port: nobody listens
    caches = {"UV_CACHE_DIR": str(tmp_path / "uv"), "PIP_CACHE_DIR": str(tmp_path / "pip"), "PIP_RETRIES": "0"}
    end = finish(start(folder, "setup", PIP_INDEX_URL=nowhere, PIP_NO_INDEX="", PIP_FIND_LINKS="", **caches))
    assert_one_sentence(*end, "连不上软件源", "The package index cannot be reached")


@pytest.mark.slow
def test_a_file_that_is_not_the_locked_one_is_refused(tmp_path):
    folder = copy_project(tmp_path)
    lock = folder / "requirements.lock"
    pins = lock.read_text(encoding="utf-8")
    lock.write_text(re.sub(r"sha256:[0-9a-f]{64}", "sha256:" + "0" * 64, pins), encoding="utf-8")
    assert_one_sentence(*finish(start(folder, "setup")), "校验值", "does not match its hash")


@pytest.mark.slow
def test_without_the_venv_module_it_names_the_package(tmp_path):
    folder = copy_project(tmp_path / "lantu")
    (tmp_path / "nothing").mkdir()
    hide = f'mount --bind "{tmp_path}/nothing" "{sysconfig.get_path("stdlib")}/ensurepip"'
    assert_one_sentence(*in_a_world_where(hide, folder), "缺少 venv 模块", "lacks the venv module")


@pytest.mark.slow
def test_in_a_folder_that_cannot_be_written_it_says_so(tmp_path):
    folder = copy_project(tmp_path / "lantu")
    lock = f'mount --bind "{folder}" "{folder}"; mount -o remount,ro,bind "{folder}"; cd "{folder}"'
    assert_one_sentence(*in_a_world_where(lock, folder), "无法写入", "cannot be written")


@pytest.mark.slow
@pytest.mark.parametrize("room", ["20m", "700m"])
def test_on_a_full_disk_it_says_so(tmp_path, room):
    """Too small from the start, and filling up while packages are installed (with the caches on the same disk)."""
    folder = copy_project(tmp_path / "lantu")
    disk = tmp_path / "disk"
    disk.mkdir()
    fill = f"""mount -t tmpfs -o size={room} lantu "{disk}"
        cp -r "{folder}" "{disk}/lantu"; cd "{disk}/lantu"
        export UV_CACHE_DIR="{disk}/uv" PIP_CACHE_DIR="{disk}/pip" npm_config_cache="{disk}/npm" TMPDIR="{disk}"
        if [ {room} = 700m ]; then (sleep 2; head -c 700m /dev/zero > "{disk}/filler" 2>/dev/null || true) & fi"""
    end = in_a_world_where(fill, folder)
    assert_one_sentence(*end, "磁盘空间不足", "The disk is full")
    assert (STEPS in end[2]) == (room == "700m")

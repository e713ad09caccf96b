"""Other people's programs that a benchmark measures ours against, each in an environment of its own.

A peer is a folder here with a `requirements.in` and the `requirements.lock` that `python3 run.py lock` makes of it. Its
environment lies in `.benchmarks/peers/` and is made when it is first asked for or when the lock has changed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE.parents[1] / ".benchmarks" / "peers"


def python_of(name: str) -> Path:
    """The Python in which peer `name` is installed. KeyError for a name that is no peer; an exit of uv is passed on."""
    lock = HERE / name / "requirements.lock"
    if not lock.is_file():
        raise KeyError(name)
    home = HOME / name
    python, done = home / "bin" / "python", home / "requirements.lock"
    if not (done.is_file() and done.read_bytes() == lock.read_bytes() and python.exists()):
        shutil.rmtree(home, ignore_errors=True)
        uv = [sys.executable, "-m", "uv"]
        subprocess.run([*uv, "venv", "--quiet", "--python", sys.executable, home], check=True)
        install = [*uv, "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", lock]
        subprocess.run(install, check=True)
        shutil.copyfile(lock, done)
    return python

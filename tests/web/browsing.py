"""A real server on a database of its own, and people with browsers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"phone": (390, 844), "laptop": (1440, 900), "wall": (1920, 1080)}
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SHOTS = ROOT / "tests" / "shots"

INVITE = """
import sys
from lantu.project import start
start.django_ready()
from lantu.ground.people import SYSTEM, actions
print(actions.invite(SYSTEM, actions.add(SYSTEM, sys.argv[1], roles=[sys.argv[2]]).ref))
"""


@dataclass
class Server:
    address: str
    var: Path

    def link(self, name: str, role: str) -> str:
        """A one-time link for a new person with this role."""
        done = subprocess.run(
            [sys.executable, "-c", INVITE, name, role],
            env=environment(self.var),
            capture_output=True,
            text=True,
            check=True,
        )
        return f"{self.address}/login/{done.stdout.strip()}"


def environment(var: Path) -> dict[str, str]:
    """What a fresh installation sees: no settings but the folder."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("LANTU_", "DATABASE_URL", "DJANGO_"))
    }
    return kept | {"LANTU_VAR": str(var), "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


@contextmanager
def running(var: Path) -> Iterator[Server]:
    """`lantu up` in a folder of its own, on whatever port is free, until the block ends."""
    command = [sys.executable, "-c", "from lantu.project.cli import main; main()", "up", "--port", "8900"]
    with subprocess.Popen(
        command, env=environment(var), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            said = []
            assert process.stdout is not None
            for line in process.stdout:
                said.append(line)
                if found := re.search(r"(http://[\d.:]+)/login/", line):
                    yield Server(found[1], var)
                    break
            else:
                raise AssertionError("the server did not start: " + "".join(said))
        finally:
            process.terminate()
            process.wait(20)


@dataclass
class Visitor:
    """A person with a browser; whatever the browser complains of is kept and must be empty at the end."""

    page: Any
    address: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(15_000)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message: Any) -> None:
        # A browser reports the answer 409 or 422 of a request as an error of its own; pages show those in words.
        if message.type in ("error", "warning") and not re.search(r"status of 4(09|22|03|04|10)", message.text):
            self.complaints.append(message.text)

    def go(self, path: str) -> Any:
        answer = self.page.goto(path if path.startswith("http") else self.address + path)
        self.page.wait_for_load_state("load")
        return answer

    def enter(self, link: str) -> None:
        self.go(link)
        self.page.click("main button")
        self.page.wait_for_url(self.address + "/")

    def shot(self, name: str) -> None:
        SHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png")


# What every page owes to those who do not see it or use no mouse. Each entry of the answer is one fault, in words.
FAULTS = """() => {
  const faults = [];
  const visible = (e) => e.getClientRects().length && getComputedStyle(e).visibility !== "hidden";
  const name = (e) => (e.getAttribute("aria-label") || e.labels?.[0]?.textContent || e.textContent || e.title || "").trim();
  for (const e of document.querySelectorAll("input:not([type=hidden]), select, textarea"))
    if (visible(e) && !e.labels?.length && !e.getAttribute("aria-label")) faults.push(`no label: ${e.outerHTML.slice(0, 80)}`);
  for (const e of document.querySelectorAll("a[href], button"))
    if (visible(e) && !name(e)) faults.push(`no name: ${e.outerHTML.slice(0, 80)}`);
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) faults.push(`id twice: ${id}`);
  let level = 0;
  for (const e of document.querySelectorAll("main h1, main h2, main h3, main h4")) {
    if (!visible(e)) continue;
    const next = Number(e.tagName[1]);
    if (next > level + 1) faults.push(`heading jumps from ${level} to ${next}: ${e.textContent.trim().slice(0, 40)}`);
    level = next;
  }
  if (document.querySelectorAll("h1").length !== 1) faults.push("not exactly one h1");
  if (!document.documentElement.lang) faults.push("no language");
  if (document.documentElement.scrollWidth > innerWidth + 1) faults.push(`wider than the window: ${document.documentElement.scrollWidth}`);
  return faults;
}"""

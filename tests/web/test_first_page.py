"""What a start loads: every page's code, none of the libraries that only a file or an export needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.web.browsing import environment

LOADED = """
import sys
from lantu.project import start
start.django_ready()
from django.urls import reverse
reverse("home")
print(*sorted({"openpyxl", "docx", "pdfplumber", "pdfminer", "lxml"} & set(sys.modules)))
"""


def test_no_page_waits_for_what_reads_or_writes_files(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], env=environment(tmp_path), capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []

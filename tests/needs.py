"""What a test may ask of the machine, and the rule about skipping.

A test that needs something a user's machine may lack asks for it by name:

- `needs_shared`: the folder of data beside the checkout, as a Path;
- `needs_chromium`: the path of a Chromium;
- `needs_postgres`: the address of a PostgreSQL in TEST_DATABASE_URL in which databases may be made and dropped.

On a user's machine it skips and says which is missing. Where CI=true nothing may be missing: every skip is a failure.
`@pytest.mark.usefixtures("needs_postgres")` serves where the value is not needed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

import pytest

ROOT = Path(__file__).resolve().parent.parent
Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)
DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
    "live_server",
}


@pytest.fixture(scope="session")
def needs_shared() -> Path:
    """The data folder beside the checkout; it is never part of the project."""
    shared = ROOT.parent / "shared"
    if not shared.is_dir():
        pytest.skip("no folder named shared beside the checkout")
    return shared


@pytest.fixture(scope="session")
def needs_chromium() -> str:
    """The path of a Chromium, for `playwright`'s `executable_path`."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    pytest.skip("no Chromium on this machine (Debian: apt install chromium fonts-noto-cjk)")


@pytest.fixture(scope="session")
def needs_postgres() -> str:
    """The address of a PostgreSQL made for tests."""
    url = os.environ.get("TEST_DATABASE_URL")
    if not url:
        pytest.skip("no PostgreSQL: TEST_DATABASE_URL is not set")
    return url


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark `database` on whatever touches it, so that a second run can repeat just that on PostgreSQL."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES:
            item.add_marker("database")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    return refuse_skip(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    return refuse_skip(report)


def refuse_skip(report: Report) -> Report:
    """In CI a test that did not run has failed, whatever its reason; an expected failure is not a skip."""
    if os.environ.get("CI") == "true" and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {reason}"
    return report

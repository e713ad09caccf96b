"""Starting and stopping, as real processes that are spoken to over HTTP."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lantu.project.serving import safety
from tests.places import Installation


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(place: Installation, *words: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, and what it printed until it was ready."""
    process = place.begin(*words, **environment)
    assert process.stdout is not None
    said = ""
    try:
        for line in process.stdout:
            said += line
            if line.startswith(("Lantu is ready", "One-time login link")) and ("link" in line or "serve" in words):
                break
        else:
            raise AssertionError(said + (process.stderr.read() if process.stderr else ""))
        yield process, said
    finally:
        process.kill()
        process.communicate()


def get(address: str, host: str = "") -> tuple[int, dict[str, str]]:
    request = urllib.request.Request(address, headers={"Host": host} if host else {})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers)


def test_up_serves_once_says_how_to_log_in_and_stops_cleanly(empty_place: Installation) -> None:
    port = str(free_port())
    with running(empty_place, "up", "--port", port) as (process, said):
        address = re.findall(r"http://127\.0\.0\.1:\d+/", said)[0]
        assert "蓝图已就绪" in said
        assert re.search(r"/login/[\w-]{40,}", said)
        status, headers = get(address + "healthz")
        assert status == 200
        assert "script-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe-inline" not in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        second = empty_place.run("up", "--port", port)
        assert second.returncode == 1
        assert "Another Lantu is using" in second.stderr
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
        assert process.returncode == 0, err
        assert "Lantu has stopped" in out
        assert "Traceback" not in err


def test_up_keeps_its_secret_to_itself_and_takes_the_next_port(empty_place: Installation) -> None:
    del empty_place.environment["LANTU_SECRET"]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with running(empty_place, "up", "--port", str(port)) as (_, said):
            assert f"Port {port} is taken" in said
            assert f"127.0.0.1:{port}/" not in said
    secret = empty_place.var / "secret"
    assert secret.stat().st_mode & 0o777 == 0o600
    assert empty_place.var.stat().st_mode & 0o777 == 0o700
    first = secret.read_text()
    assert len(first) >= 48
    with running(empty_place, "up", "--port", str(free_port())):
        assert secret.read_text() == first


SAFE = {"LANTU_HOSTS": "plan.example.org", "LANTU_HTTPS": "0", "LANTU_SECRET": "0123456789abcdefghijklmnopqrstuvwxyz"}
SQLITE = {"ENGINE": "django.db.backends.sqlite3"}
UNSAFE = [
    ({"LANTU_SECRET": ""}, 1, "no_secret"),
    ({"LANTU_SECRET": "0123456789abcdefghij"}, 1, "short_secret"),
    ({"LANTU_SECRET": "password" * 8}, 1, "short_secret"),
    ({"LANTU_HOSTS": ""}, 1, "no_hosts"),
    ({"LANTU_HOSTS": "a.example.org,*"}, 1, "any_host"),
    ({"LANTU_DEBUG": "1"}, 1, "debug"),
    ({"LANTU_HTTPS": ""}, 1, "https"),
    ({}, 2, "workers"),
]


@pytest.mark.parametrize(("change", "workers", "danger"), UNSAFE)
def test_every_danger_is_seen(tmp_path: Path, change: dict[str, str], workers: int, danger: str) -> None:
    found = [key for key, _ in safety.dangers({**SAFE, **change}, SQLITE, tmp_path, workers)]
    assert found == [f"project.unsafe.{danger}"]


def test_serve_names_all_dangers_at_once_and_does_not_start(empty_place: Installation) -> None:
    done = empty_place.run("serve", "--workers", "2", LANTU_SECRET="short", LANTU_HOSTS="*", LANTU_DEBUG="1")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for sentence in ("太短", "too simple", "allows any name", "LANTU_DEBUG=1", "LANTU_HTTPS=1", "one process", "lacks"):
        assert sentence in done.stderr


def test_serve_refuses_tables_that_are_missing_or_readable_or_away(empty_place: Installation) -> None:
    empty_place.var.mkdir(mode=0o700)
    assert "lacks" in empty_place.run("serve", **SAFE).stderr
    nowhere = empty_place.run("serve", DATABASE_URL=f"postgresql://lantu@127.0.0.1:{free_port()}/none", **SAFE)
    assert nowhere.returncode == 1
    assert "cannot be reached" in nowhere.stderr


@pytest.mark.parametrize("name", ["secret", "lantu.sqlite3"])
def test_what_others_can_read_is_a_danger(tmp_path: Path, name: str) -> None:
    var = tmp_path / "var"
    var.mkdir(mode=0o700)
    (var / name).write_text("x")
    (var / name).chmod(0o644)
    assert list(safety.dangers(SAFE, SQLITE, var, 1)) == []
    var.chmod(0o755)
    found = [(key, values["path"]) for key, values in safety.dangers(SAFE, SQLITE, var, 1)]
    assert found == [("project.unsafe.readable", var), ("project.unsafe.readable", var / name)]


def test_serve_answers_its_own_name_only(installation: Installation) -> None:
    port = str(free_port())
    words = ("serve", "--port", port, *(("--workers", "2") if installation.engine == "postgresql" else ()))
    with running(installation, *words, **SAFE) as (process, _):
        address = f"http://127.0.0.1:{port}/healthz"
        for _ in range(100):  # several workers are announced while they start
            try:
                status, _ = get(address, "plan.example.org")
                break
            except OSError:
                continue
        assert status == 200
        assert get(address, "evil.example.org")[0] == 400
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


def test_people_are_managed_from_the_command_line(empty_place: Installation) -> None:
    assert empty_place.run("upgrade").returncode == 0
    added = empty_place.run("people", "add", "王安", "--roles", "security_admin")
    assert "/login/" in added.stdout
    (ref,) = set(re.findall(r"p[0-9a-f]{24}", added.stdout))
    assert empty_place.run("people", "roles", ref, "office,leader").returncode == 0
    assert empty_place.run("people", "list").stdout == f"{ref}\t王安\tleader,office\n"
    wrong = empty_place.run("people", "roles", ref, "auditor,system_admin")
    assert wrong.returncode == 1
    assert "审计员须由不同的人担任" in wrong.stderr
    assert empty_place.run("people", "close", ref).returncode == 0
    assert "已停用" in empty_place.run("people", "list").stdout
    assert "see `lantu people list`" in empty_place.run("people", "link", "p0").stderr

"""`lantu up`: start on this machine: everything in var/, a sample plan, a login link."""

from __future__ import annotations

import argparse
import os
import threading

from lantu.project import place, start

SUMMARY = (
    "在本机启动：数据在 var/，附示例计划，并打印登录链接",
    "start on this machine: everything in var/, a sample plan, a login link",
)
HOST, PORT = "127.0.0.1", 8000


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=PORT, help=f"(default {PORT}, or the next free one)")


def run(args: argparse.Namespace) -> int:
    var = place.var()
    try:
        with place.held(var):
            if not os.environ.get("LANTU_SECRET"):
                place.make_secret(var / "secret")
            _serve(args.port)
    except place.InUse as other:
        start.give_up("project.up.twice", var=var, address=other.address or "…")
    return 0


def _serve(port: int) -> None:
    start.django_ready()
    from django.core.management import call_command
    from django.urls import reverse

    from lantu.plan.actions import adopt_sample
    from lantu.project.serving import clock, server

    call_command("migrate", interactive=False, verbosity=0)
    adopt_sample()
    token = _login_token()
    try:
        listening = server.listen(HOST, port, server.TRIES)
    except OSError as error:
        start.give_up("project.serve.no_port", host=HOST, port=port, reason=error.strerror)
    address = f"http://{HOST}:{listening.getsockname()[1]}"

    place.serves_at(place.var(), address)

    def ready() -> None:
        if listening.getsockname()[1] != port:
            start.tell("project.up.other_port", port=port)
        start.tell("project.up.ready", address=f"{address}/", link=f"{address}/login/{token}")
        # All addresses are loaded while the person reaches for the link, not when they have opened it.
        threading.Thread(target=reverse, args=["home"], daemon=True).start()

    with clock.Clock(clock.ticks()):
        server.serve(listening, ready)
    start.tell("project.up.stopped")


def _login_token() -> str:
    """A one-time way in for whoever sits at this machine. The account is made at the first start."""
    from lantu.ground.people import SYSTEM, actions, queries

    person = queries.first_with_role("office")
    ref = person.ref if person else actions.add(SYSTEM, "本机用户", roles=["office"]).ref
    return actions.invite(SYSTEM, ref)

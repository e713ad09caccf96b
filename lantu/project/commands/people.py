"""`lantu people`: accounts: list, add, link, roles, close, erase."""

from __future__ import annotations

import argparse

from lantu.project import start

SUMMARY = ("人员：列出、新增、登录链接、角色、停用、删除", "accounts: list, add, link, roles, close, erase")


def add(parser: argparse.ArgumentParser) -> None:
    below = parser.add_subparsers(dest="what", required=True)
    below.add_parser("list", help="everybody, with opaque reference and roles / 列出人员")
    new = below.add_parser("add", help="open an account and print its login link / 新增")
    new.add_argument("name")
    new.add_argument("--email", default="")
    new.add_argument("--roles", default="reader", help="separated by commas")
    for verb, text in (("link", "print a one-time login link / 登录链接"), ("close", "close an account / 停用")):
        below.add_parser(verb, help=text).add_argument("ref")
    roles = below.add_parser("roles", help="replace somebody's roles / 设置角色")
    roles.add_argument("ref")
    roles.add_argument("roles", help="separated by commas")
    erase = below.add_parser("erase", help="destroy the key of a person's facts, for ever / 删除个人信息")
    erase.add_argument("ref")
    erase.add_argument("--reason", required=True, help="goes into the journal; name nobody in it")


def run(args: argparse.Namespace) -> int:
    start.django_ready()
    from lantu.ground.people import actions

    try:
        _do(args)
    except actions.Refused as refused:
        start.refuse(refused.zh, refused.en)
    return 0


def _do(args: argparse.Namespace) -> None:
    from lantu.ground.people import SYSTEM, actions, queries

    match args.what:
        case "list":
            for row in queries.everybody():
                state = "" if row.is_active else "\t(closed / 已停用)"
                print(f"{row.ref}\t{row.name}\t{','.join(row.roles)}{state}")
        case "add":
            row = actions.add(SYSTEM, args.name, email=args.email, roles=args.roles.split(","))
            start.tell("project.people.added", ref=row.ref, link=_link(row.ref))
        case "link":
            start.tell("project.people.link", link=_link(args.ref))
        case "roles":
            row = actions.set_roles(SYSTEM, args.ref, args.roles.split(","))
            start.tell("project.people.roles", ref=row.ref, roles=", ".join(row.roles))
        case "close":
            start.tell("project.people.closed", ref=actions.deactivate(SYSTEM, args.ref).ref)
        case "erase":
            start.tell("project.people.erased", ref=actions.erase(SYSTEM, args.ref, args.reason).ref)


def _link(ref: str) -> str:
    """The one-time link; only its path, when nothing serves here that knows its address."""
    from django.conf import settings

    from lantu.ground.people import SYSTEM, actions
    from lantu.project import place

    path = f"/login/{actions.invite(SYSTEM, ref)}"
    if settings.HTTPS:
        return f"https://{settings.ALLOWED_HOSTS[0]}{path}"
    return f"{place.address(settings.VAR)}{path}"

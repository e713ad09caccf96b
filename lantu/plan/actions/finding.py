"""What every write asks first: may this person, and is the thing there. Rows are locked until the write ends."""

from __future__ import annotations

from lantu.ground.people import Person, may
from lantu.plan import Absent, Forbidden
from lantu.plan.models import Plan, Target, Version
from lantu.plan.queries.plans import absent


def ask(person: Person, verb: str, thing: object = None) -> None:
    """Raises Forbidden unless the table of permissions says yes."""
    if not may(person, verb, thing):
        raise Forbidden(
            "forbidden",
            "您的角色不能这样做；请找负责计划的科室，或用有权限的账号登录",
            "Your roles do not allow this; ask the office that keeps the plan, or log in with an account that may",
        )


def locked_plan(person: Person, key: str, verb: str) -> Plan:
    """The plan, locked. Who may not even read it learns only that it is absent."""
    plan = Plan.objects.select_for_update().filter(key=key).first()
    if plan is None or not may(person, "plan.read", plan):
        raise absent(key)
    ask(person, verb, plan)
    return plan


def locked_version(plan: Plan, number: int) -> Version:
    """One version of a locked plan, locked."""
    version = Version.objects.select_for_update().filter(plan=plan, number=number).first()
    if version is None:
        raise Absent(
            "absent",
            f"计划“{plan.key}”没有第 {number} 版；请查看版本列表",
            f"Plan {plan.key!r} has no version {number}; see its versions",
        )
    version.plan = plan
    return version


def thing(row: Version | Target) -> str:
    """The name of a thing in the journal. A target's is the same in every version, so that its history goes on."""
    if isinstance(row, Version):
        return f"plan/{row.plan.key}/version/{row.number}"
    return f"plan/{row.version.plan.key}/target/{row.key}"

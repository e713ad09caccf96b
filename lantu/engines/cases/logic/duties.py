"""A calendar of duties: a decision table that says, for each kind of period, what is asked and by which day."""

from __future__ import annotations

from collections.abc import Iterator

from lantu.engines.cases import Duty
from lantu.engines.decisions import Fact, Table
from lantu.engines.decisions.logic import decide
from lantu.ground.period import KINDS, Period, add_working_days


def duties(table: Table, duty: str, year: Period) -> Iterator[Duty]:
    """The duties of this name in a year, by the row in force on each period's last day; periods without a row have none.

    The table asks for `duty`, `every` (month, quarter, half, year) and `month` (the last month of the period, 1 to 12) and
    gives `opens` and `within`: working days counted from the period's last day. Raises ground.period.Uncovered.
    """
    for kind in KINDS[:-1]:
        for period in year.parts(kind):
            facts: dict[str, Fact] = {"duty": duty, "every": kind, "month": period.end.month}
            found = decide(table, facts, period.end)
            if found.row is None:
                continue
            opens, within = (int(str(found.outputs[name])) for name in ("opens", "within"))
            yield Duty(
                duty,
                str(period),
                add_working_days(period.end, opens),
                add_working_days(period.end, within),
                found.outputs,
                found.row.name,
                found.row.source,
            )

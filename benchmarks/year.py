"""The made-up year, judged: what the benchmarks of documents are written from."""

from datetime import date

from data import area_frame, illustrative_observations
from geo import load_register
from indicators import aggregate, deliverable_reports, load_plan, status
from reports import Basis, make_basis

__all__ = ["illustrative_basis"]


def illustrative_basis(day: date) -> Basis:
    """Plan, register and figures of illustrative data, judged on a day that is the cut-off too."""
    plan, register = load_plan(), load_register()
    rows, hierarchy = illustrative_observations(plan, register), area_frame(register)
    return make_basis(
        plan=plan,
        register=register,
        status=status(rows, plan=plan, hierarchy=hierarchy, as_of=day),
        figures=aggregate(rows, plan=plan, hierarchy=hierarchy, as_of=day),
        hierarchy=hierarchy,
        deliveries=deliverable_reports(rows, plan, as_of=day),
        as_of=day,
        cutoff=day,
        is_illustrative=True,
    )

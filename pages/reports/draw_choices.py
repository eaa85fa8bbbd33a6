"""The choices of this page: which document, whose, and until when; all are in the address."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from geo import Register
from indicators import Plan
from pages.shared.scope import choose_cutoff, choose_one
from pages.shared.viewpoint import Scope
from reports import KINDS, Edition, Kind, Unit, units_of

__all__ = ["Choice", "choose_document"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be written.

    Attributes:
        name: the word that asks for the kind, such as `summary`.
        units: all of the edition, the chosen one among them.
    """

    name: str
    kind: Kind
    edition: Edition
    unit: Unit
    units: tuple[Unit, ...]
    cutoff: date


def choose_document(plan: Plan, register: Register, scope: Scope) -> Choice:
    """Draw the choices and give them."""
    columns = st.columns([1.1, 1.1, 1.6, 0.9], vertical_alignment="bottom")
    with columns[0]:
        names = {name: scope.say(f"reports.kind_{name}") for name in KINDS}
        name = choose_one("document", names, title=scope.say("reports.document"))
    kind = KINDS[name]
    with columns[1]:
        editions = {edition.value: scope.say(f"reports.edition_{edition}") for edition in kind.editions}
        edition = Edition(choose_one("edition", editions, title=scope.say("reports.edition")))
    units = units_of(edition, plan=plan, register=register)
    with columns[2]:
        unit = _choose_unit(units, scope)
    with columns[3]:
        cutoff = choose_cutoff(scope, first=date(plan.year, 1, 1))
    return Choice(name, kind, edition, unit, units, cutoff)


def _choose_unit(units: tuple[Unit, ...], scope: Scope) -> Unit:
    """The prefecture of the bar comes first, so that it is the usual one."""
    ordered = sorted(units, key=lambda unit: unit.id != scope.prefecture)
    names = {unit.id: scope.text(unit.name) for unit in ordered}
    chosen = choose_one("unit", names, title=scope.say("reports.unit"))
    return next(unit for unit in units if unit.id == chosen)

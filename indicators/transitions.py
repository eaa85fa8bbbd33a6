"""What changed since last time: goals newly met or lost, stuck ones, figures corrected afterwards."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

import polars as pl

from indicators.observation import KEY, OBSERVATION_SCHEMA
from indicators.status import STATUS_SCHEMA
from indicators.vocabulary import Light
from indicators.wording import load_wording

__all__ = [
    "CORRECTION_SCHEMA",
    "STUCK_SCHEMA",
    "TRANSITION_SCHEMA",
    "Correction",
    "Transition",
    "corrections",
    "stuck",
    "transition_wording",
    "transitions",
]


class Transition(StrEnum):
    """How a goal of an area changed its standing."""

    NEWLY_MET = "newly_met"
    NEWLY_LOST = "newly_lost"
    FIRST_FIGURE = "first_figure"
    FIGURE_GONE = "figure_gone"


class Correction(StrEnum):
    """What happened to an observation that was stored before."""

    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


transition_wording = load_wording(Path(__file__).with_name("transitions_wording.toml"))
"""Sentences about transitions and corrections."""

_WHO = ["indicator", "area", "area_name", "level"]
_SIDES = ("light", "value", "numerator", "denominator")
_FIGURES = ("numerator", "denominator", "value", "state", "na_reason")

TRANSITION_SCHEMA = pl.Schema(
    {name: pl.String() for name in (*_WHO, "transition")}
    | {f"{name}_{side}": STATUS_SCHEMA[name] for name in _SIDES for side in ("before", "after")}
)
"""Columns of a frame of transitions; figures as in a status frame, before and after."""

STUCK_SCHEMA = pl.Schema(
    {name: pl.String() for name in (*_WHO, "light")}
    | {"periods": pl.Int64(), "since": pl.Date(), "value": pl.String(), "short": pl.Int64()}
)
"""Columns of a frame of stuck goals: how many states in a row, since which date, and the newest figure."""

CORRECTION_SCHEMA = pl.Schema(
    {name: pl.String() for name in (*KEY, "correction")}
    | {f"{name}_{side}": OBSERVATION_SCHEMA[name] for name in _FIGURES for side in ("before", "after")}
    | {name: pl.String() for name in ("reported_by", "reported_on", "note")}
)
"""Columns of a frame of corrections; `reported_by`, `reported_on` and `note` are those of the new row."""


def transitions(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Goals and areas that changed their standing between two status frames, in the order of `after`.

    A goal stands as met when its light is met, or at risk only for want of room (R5). It is newly met when it
    stands so now and had another figure before; newly lost when it is not met now and was not so before. At
    risk without reaching the target (R6, R8) is neither. A first figure and a missing one are told apart, so
    that the first report of the year does not pass for a change of quality.

    Args:
        before: as `STATUS_SCHEMA`.
        after: the same goals and areas at a later date or after an upload.

    Returns:
        Frame as `TRANSITION_SCHEMA`.
    """
    columns = ["indicator", "area", *_SIDES, "is_met", "is_missed", "has_figure"]
    earlier = _with_standing(before).select(columns)
    pairs = _with_standing(after).join(
        earlier, on=["indicator", "area"], how="left", suffix="_before", maintain_order="left"
    )
    found = pairs.with_columns(transition=_transition()).filter(pl.col("transition").is_not_null())
    return found.rename({name: f"{name}_after" for name in _SIDES}).select(TRANSITION_SCHEMA.names())


def stuck(states: Sequence[pl.DataFrame], *, periods: int = 2, light: Light = Light.NOT_MET) -> pl.DataFrame:
    """Goals and areas that have shown one light in each of the last `periods` states or longer.

    Args:
        states: status frames as `STATUS_SCHEMA` at the ends of consecutive periods, the oldest first.
        periods: at least so many in a row, up to the last one; above zero.
        light: which light, such as not met or no data.

    Returns:
        Frame as `STUCK_SCHEMA`, the longest first, else in the order of the last state.
    """
    if len(states) < periods:
        return pl.DataFrame(schema=STUCK_SCHEMA)
    history = pl.concat(
        [state.with_columns(back=pl.lit(back)) for back, state in enumerate(reversed(states))]
    )
    is_run = (pl.col("light") == light).cum_prod().over("indicator", "area", order_by="back").cast(pl.Boolean)
    runs = (
        history.filter(is_run)
        .group_by("indicator", "area")
        .agg(periods=pl.len().cast(pl.Int64), since=pl.col("as_of").min())
    )
    found = states[-1].join(runs, on=["indicator", "area"], maintain_order="left")
    long = found.filter(pl.col("periods") >= periods)
    return long.sort("periods", descending=True, maintain_order=True).select(STUCK_SCHEMA.names())


def corrections(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Observations of the same key whose figures differ between two states of the store, or are gone (R16).

    New keys are no corrections. 98.70 and 98.7 are the same value.

    Args:
        before: as `OBSERVATION_SCHEMA`, one row for each key.
        after: the same later.

    Returns:
        Frame as `CORRECTION_SCHEMA`, in the order of `before`.
    """
    later = after.select(OBSERVATION_SCHEMA.names()).with_columns(is_there=True)
    pairs = before.select(*KEY, *_FIGURES).join(
        later, on=list(KEY), how="left", suffix="_after", maintain_order="left"
    )
    is_gone = pl.col("is_there").is_null()
    differs = pl.any_horizontal(_plain(name).ne_missing(_plain(f"{name}_after")) for name in _FIGURES)
    named = pairs.filter(differs | is_gone).with_columns(
        correction=pl.when(is_gone)
        .then(pl.lit(Correction.WITHDRAWN.value))
        .otherwise(pl.lit(Correction.CORRECTED.value))
    )
    return named.rename({name: f"{name}_before" for name in _FIGURES}).select(CORRECTION_SCHEMA.names())


def _with_standing(states: pl.DataFrame) -> pl.DataFrame:
    light = pl.col("light")
    reaches = (pl.col("short") == 0).fill_null(value=False) | (pl.col("rule") == "R5")
    return states.with_columns(
        is_met=(light == Light.MET) | ((light == Light.AT_RISK) & reaches),
        is_missed=light == Light.NOT_MET,
        has_figure=~light.is_in([Light.NO_DATA, Light.NOT_APPLICABLE]),
    )


def _transition() -> pl.Expr:
    now, then = pl.col("has_figure"), pl.col("has_figure_before").fill_null(value=False)
    return (
        pl.when(now & ~then)
        .then(pl.lit(Transition.FIRST_FIGURE.value))
        .when(~now & then)
        .then(pl.lit(Transition.FIGURE_GONE.value))
        .when(now & pl.col("is_met") & ~pl.col("is_met_before"))
        .then(pl.lit(Transition.NEWLY_MET.value))
        .when(now & pl.col("is_missed") & ~pl.col("is_missed_before"))
        .then(pl.lit(Transition.NEWLY_LOST.value))
    )


def _plain(name: str) -> pl.Expr:
    """A column as it is compared: decimal text without trailing zeros."""
    column = pl.col(name)
    if not name.startswith("value"):
        return column
    is_fraction = column.str.contains(".", literal=True)
    trimmed = column.str.strip_chars_end("0").str.strip_chars_end(".")
    return pl.when(is_fraction).then(trimmed).otherwise(column)

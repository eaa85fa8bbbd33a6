"""What a summary says of one goal: counts, rate, distance to the target in points, and the state in words.

Every figure is read from the row of the status frame (the segments and the areas with both years from the
frame of figures); nothing is praised and no cause is named.
"""

from collections.abc import Iterator
from decimal import Decimal

from indicators import Flag, Goal, Kind, Level, Light, Reason, Text, domain_wording, percent, percent_text
from reports.basis import Basis, Row
from reports.case_lines import cases_told
from reports.errors import report_wording
from reports.number_text import day_text, points_apart, rate_text, tight
from reports.unit import Edition, Unit

__all__ = ["goal_line", "is_left_out", "light_word", "rate_gap"]

_HELD_TO_TARGET = frozenset({Kind.RATE, Kind.SHARE_OF_COUNTIES, Kind.MEAN_OF_PREFECTURES})
_TOLD_BEFORE = frozenset({Flag.PARTIAL, Flag.IRRECOVERABLE, Flag.SMALL_SAMPLE, Flag.STREAM_BELOW})
_FULL = 10_000  # basis points


def goal_line(basis: Basis, unit: Unit, goal: Goal) -> str:
    """The sentences on a goal, behind its number in the plan and its name."""
    row = basis.row(goal.id, unit.area)
    said = _said(row, goal, unit=unit, basis=basis)
    line = _say("line.goal", number=goal.number, name=goal.name, said=said)
    return line + "".join(_remarks(row, goal, basis=basis)) + cases_told(basis, unit, goal)


def is_left_out(row: Row) -> bool:
    """Whether a goal is not judged at the unit's level and nothing can be told of it."""
    return row["reason"] == Reason.NOT_AT_LEVEL and row["value"] is None


def light_word(row: Row) -> Text:
    """The state of a row in words, as black-and-white print needs it."""
    return domain_wording(f"light.{row['light']}")


def rate_gap(row: Row, goal: Goal) -> Decimal | None:
    """Points above (or, negative, below) the target as written; None for what has no rate and target."""
    if row["value"] is None or row["target"] is None or goal.kind not in _HELD_TO_TARGET:
        return None
    return Decimal(rate_text(row["value"], goal)) - Decimal(row["target"])


def _say(key: str, **facts: object) -> str:
    return report_wording(key, **facts).zh


def _said(row: Row, goal: Goal, *, unit: Unit, basis: Basis) -> str:
    if row["light"] == Light.NO_DATA:
        return _absence(row, unit=unit, basis=basis)
    if row["light"] == Light.NOT_APPLICABLE:
        return _counted(row, goal, basis) + _say("line.without_mark") if row["value"] else _out(row, goal)
    if goal.kind is Kind.RISE:
        return _counted(row, goal, basis, places=2) + _rise(row, goal)
    if goal.kind in _HELD_TO_TARGET:
        return _counted(row, goal, basis) + _distance(row, goal)
    return tight(row["sentence_zh"])


def _absence(row: Row, *, unit: Unit, basis: Basis) -> str:
    cutoff, reason = day_text(basis.cutoff), row["reason"]
    if reason == Reason.NOT_REPORTED:
        who = unit.name if unit.edition is Edition.PREFECTURE else report_wording("unit.those_in_charge")
        return _say("line.not_reported", cutoff=cutoff, unit=who)
    if row["compared"]:
        return tight(row["sentence_zh"])
    return _say("line.no_data", cutoff=cutoff, reason=tight(domain_wording(f"reason.{reason}").zh))


def _out(row: Row, goal: Goal) -> str:
    if row["reason"] != Reason.NO_OBJECT:
        return _say("line.not_applicable", reason=domain_wording(f"reason.{row['reason']}"))
    key = f"object.{goal.id}"
    return _say("line.no_object", object=report_wording(key if _is_known(key) else "object.other"))


def _is_known(key: str) -> bool:
    return key in report_wording.sentences


def _counted(row: Row, goal: Goal, basis: Basis, *, places: int | None = None) -> str:
    """The counts and the rate; for a mean of prefectures the mean."""
    value = rate_text(row["value"], goal, places=places)
    if row["pooled"] is not None and row["level"] == Level.REGION:
        parts = basis.figure(goal.id, row["area"])["parts"]
        return _say("counted.mean", count=len(parts), value=value)
    key = f"counted.{goal.id}"
    return _say(
        key if _is_known(key) else "counted.other",
        numerator=row["numerator"],
        denominator=row["denominator"],
        numerator_name=goal.numerator,
        denominator_name=goal.denominator,
        value=value,
    )


def _distance(row: Row, goal: Goal) -> str:
    gap = rate_gap(row, goal)
    assert gap is not None
    is_reached = row["short"] == 0 or row["light"] == Light.MET or (row["short"] is None and gap >= 0)
    facts = {
        "points": f"{abs(gap):f}",
        "light": light_word(row),
        "short": row["short"],
        "unit": goal.count_unit,
    }
    if is_reached:
        place = "full" if goal.threshold_bp == _FULL else "above" if gap > 0 else "equal"
        return _say(f"line.{row['light']}_{place}", why=_why(row), **facts)
    if Flag.IRRECOVERABLE in row["flags"]:
        return _say("line.lost", **facts)
    if row["short"] is None:
        return _say("line.below_mean", **facts)
    if row["planned"] is not None:
        return _say("line.planned", planned=f"{Decimal(row['planned']):.1f}", **facts)
    return _say("line.excess" if goal.sampled else "line.lacking", **facts)


def _why(row: Row) -> Text:
    doubts = [flag for flag in row["flags"] if flag in {Flag.STALE, Flag.PARTIAL}]
    return report_wording("why.doubtful", flags=_words(doubts)) if doubts else report_wording("why.narrow")


def _words(flags: list[str]) -> Text:
    words = [domain_wording(f"flag.{flag}") for flag in flags]
    return Text("、".join(word.zh for word in words), ", ".join(word.en for word in words))


def _rise(row: Row, goal: Goal) -> str:
    value = rate_text(row["value"], goal, places=2)
    before = rate_text(row["compared"][0]["reference"], goal, places=2)
    light = light_word(row)
    if value == before:
        return _say("line.level", before=before, light=light)
    direction = report_wording(
        "line.higher" if Decimal(value) > Decimal(before) else "line.lower", before=before
    )
    return _say("line.rise", direction=direction, points=points_apart(value, before), light=light)


def _remarks(row: Row, goal: Goal, *, basis: Basis) -> Iterator[str]:
    if row["pooled"] is not None and row["level"] == Level.REGION:
        pooled = rate_text(row["pooled"], goal, places=2)
        counts = {name: row[name] for name in ("numerator", "denominator")}
        yield _say("also.pooled", pooled=pooled, **counts)
    yield from _streams(row, goal, basis=basis)
    if row["high"] is not None and row["high"] != row["low"]:
        low, high = (rate_text(row[bound], goal) for bound in ("low", "high"))
        yield _say("also.range", count=row["expected"] - row["reported"], low=low, high=high)
    if Flag.PARTIAL in row["flags"]:
        level = domain_wording(f"level.{goal.natural_level}")
        yield _say("also.partial", level=level, **{name: row[name] for name in ("reported", "expected")})
    if goal.kind is Kind.RISE and row["value"] is not None and row["level"] != Level.COUNTY:
        units = basis.figure(goal.id, row["area"])["same_units"]
        level = domain_wording(f"level.{goal.natural_level}")
        yield _say("also.same", units=units, expected=row["expected"], level=level)
    others = [flag for flag in row["flags"] if flag not in _TOLD_BEFORE]
    if others:
        yield _say("also.flags", flags=_words(others))


def _streams(row: Row, goal: Goal, *, basis: Basis) -> Iterator[str]:
    """The segments that miss the target by themselves (E18)."""
    if Flag.STREAM_BELOW not in row["flags"]:
        return
    names = {segment.id: segment.name for segment in goal.segments}
    for stream in basis.figure(goal.id, row["area"])["streams"]:
        value = percent(stream["numerator"], stream["denominator"])
        if value * 100 < goal.target_bp:
            shown = percent_text(value, goal.threshold_bp)
            yield _say(
                "also.below",
                segment=names[stream["segment"]],
                value=shown,
                points=points_apart(shown, row["target"]),
                **{name: stream[name] for name in ("numerator", "denominator")},
            )

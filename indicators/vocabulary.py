"""The closed sets of words that the plan, the arithmetic and the pages share."""

from enum import StrEnum

__all__ = ["Comparison", "Flag", "Kind", "Level", "Light", "PeriodType", "Reason", "Sector", "Temporal"]


class Level(StrEnum):
    """Level of an area, the smallest first."""

    COUNTY = "county"
    PREFECTURE = "prefecture"
    REGION = "region"


class Sector(StrEnum):
    """The four goal articles of the plan (articles 1 to 4)."""

    PRODUCT = "product"
    ENGINEERING = "engineering"
    SERVICE = "service"
    ENVIRONMENT = "environment"


class Kind(StrEnum):
    """How a goal is measured and judged."""

    RATE = "rate"  # numerator over denominator against a percentage (R1-R7)
    SHARE_OF_COUNTIES = "share_of_counties"  # counties that do it, of a fixed list (R14)
    MEAN_OF_PREFECTURES = "mean_of_prefectures"  # simple mean of the seven rates (R4)
    COUNT = "count"  # a number of things against a number
    ASPIRATION = "aspiration"  # a count without a number to reach
    MILESTONE = "milestone"  # started or done
    NEAR_REFERENCE = "near_reference"  # close to a reference value (R9)
    REACH_REFERENCE = "reach_reference"  # at least a reference value (R10)
    RISE = "rise"  # above last year's value (R11)
    QUOTA = "quota"  # within the state's quota (R12)
    WORDING = "wording"  # words only, judged by hand


class Comparison(StrEnum):
    """How a value is held against its target; all of them include the target itself (R2)."""

    AT_LEAST = ">="
    EXACTLY = "="
    AT_MOST = "<="


class Temporal(StrEnum):
    """How values of several periods combine (R15)."""

    FLOW = "flow"  # periods add up
    STOCK = "stock"  # the latest snapshot counts
    ANNUAL = "annual"  # one value a year


class PeriodType(StrEnum):
    """What span of time an observation covers."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    YTD = "ytd"
    SNAPSHOT = "snapshot"


class Light(StrEnum):
    """The six lights; colour, glyph and word are in `pages/shared/palette.py`."""

    MET = "met"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    NOT_MET = "not_met"
    NO_DATA = "no_data"
    NOT_APPLICABLE = "not_applicable"


class Reason(StrEnum):
    """Why there is no figure, or why the object does not apply."""

    NOT_REPORTED = "not_reported"
    NOT_DUE = "not_due"
    AWAITING_PUBLICATION = "awaiting_publication"
    NO_REFERENCE = "no_reference"
    AWAITING_JUDGEMENT = "awaiting_judgement"
    REJECTED = "rejected"
    UNVERIFIED = "unverified"
    ZERO_DENOMINATOR = "zero_denominator"
    NO_OBJECT = "no_object"
    NOT_AT_LEVEL = "not_at_level"
    NO_STATION = "no_station"
    EXCLUDED = "excluded"


class Flag(StrEnum):
    """Remarks beside a light; never a verdict by themselves."""

    SMALL_SAMPLE = "small_sample"
    STALE = "stale"
    PARTIAL = "partial"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    JUMP = "jump"
    IRRECOVERABLE = "irrecoverable"
    REFERENCE_YEAR = "reference_year"
    MIXED_UNIT = "mixed_unit"
    STREAM_BELOW = "stream_below"

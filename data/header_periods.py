"""Periods in header labels and titles: with their year, or as a month, quarter or half of a known year."""

import re
from dataclasses import dataclass

from indicators import PeriodType, find_period

__all__ = [
    "PERIOD_WORDS",
    "TitlePeriod",
    "read_label_period",
    "speaks_of_period",
    "title_period",
    "title_year",
]

_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_NUMBER = "(?:1[0-2]|0?[1-9]|十一|十二|[一二三四五六七八九十])"
_PART = f"(?:{_NUMBER}月份?|第?[1-4一二三四]季度|[上下]半年)"
_MONTH = r"20\d\d(?:[-/](?:1[0-2]|0?[1-9])|\.(?:1[0-2]|0[1-9]))"  # 2016.1 may have been 2016.10

PERIOD_WORDS = (
    rf"(?:20\d\d年?)?{_PART}(?!\d{{1,2}}日)"
    rf"|{_MONTH}(?:-01)?(?![-/.\d])|20\d\d-?[qh][1-4]|q[1-4](?!\d)"
    r"|20\d\d年(?:度|全年)?(?!\d)|20\d\d(?![-/.\d年])"
)
"""Pattern of a period in a folded label without spaces."""

_PLANS = re.compile(r"20\d\d年(?:度)?[^年]{0,8}(?:计划|方案|规划)|[〔\[(]20\d\d[〕\])]")
_SPAN = re.compile(rf"({_NUMBER})(?:月份?)?(?:[-—–~]|至|到)({_NUMBER})(月|季度)(?!\d)|前([二三])季度")
_DATED = re.compile(rf"20\d\d年{_PART}(?!\d|底|末)|{_MONTH}(?![-/.\d])|20\d\d-?[qh][1-4]")
_ALONE = re.compile(rf"(?<![\d年]){_PART}(?!\d|底|末|前)")
_YEAR = re.compile(r"20\d\d年(?:度|全年)?(?!\d)")
_DAY = re.compile(r"(?:20\d\d年)?\d{1,2}月\d{1,2}日")
_PART_OF_YEAR = re.compile(rf"{_NUMBER}月|半年|季|[上中下]旬|第.{{1,3}}周|期间|20\d\d\.\d(?![\d.])")
_UP_TO = re.compile(r"截[至止到]20\d\d|截[至止到]\d")
_OF_THE_PERIOD = re.compile("本[月季期]|当[月季期]")


@dataclass(frozen=True, slots=True)
class TitlePeriod:
    """The period that a title gives to all rows; `kind` is `ytd` for a span from January, else empty."""

    text: str
    kind: str = ""


def read_label_period(text: str, *, year: int) -> str | None:
    """A match of `PERIOD_WORDS` as the reader of periods takes it; None when there is no such period."""
    plain = _plain(text)
    written = plain if plain.startswith("20") else f"{year}{'' if plain.startswith('q') else '年'}{plain}"
    period = find_period(written)
    return period.text if period else None


def title_period(text: str, *, year: int, to_date: bool = False) -> TitlePeriod | None:
    """The period inside a folded title without spaces; None when there is none, or no single one.

    Names of plans and numbers of documents give no period.

    Args:
        text: the title.
        year: the year that is meant where the title names none.
        to_date: whether another line says that the figures are cumulative (累计).
    """
    told = _PLANS.sub("", text)
    year = title_year(told) or year
    spans = list(_SPAN.finditer(told))
    if spans:
        return _up_to(spans, year=year)
    if _UP_TO.search(_DAY.sub("", told)):
        return None
    found = _DATED.findall(told) + _ALONE.findall(told)
    if not found and not _PART_OF_YEAR.search(told):
        found = _YEAR.findall(told)
    periods = {read_label_period(words, year=year) for words in found}
    only = periods.pop() if len(periods) == 1 else None
    if only and (to_date or "累计" in told):
        return None if _OF_THE_PERIOD.search(told) else _since_january(only)
    return TitlePeriod(only) if only else None


def speaks_of_period(text: str) -> bool:
    """Whether a folded title names a time, be it one that cannot be read as a period; days do not count."""
    told = _DAY.sub("", _PLANS.sub("", text))
    return any(words.search(told) for words in (_PART_OF_YEAR, _YEAR, _SPAN))


def title_year(text: str) -> int | None:
    """The one year that a folded title names."""
    years = set(re.findall(r"(?<!\d)20\d\d(?=年|[-/.]\d)", text))
    return int(years.pop()) if len(years) == 1 else None


def _up_to(spans: list[re.Match[str]], *, year: int) -> TitlePeriod | None:
    """Year to date, of a single span that begins in January."""
    first, last, unit, quarters = spans[0].groups()
    if len(spans) > 1 or (first and _number(first) != 1):
        return None
    months = _number(quarters or last) * (1 if unit == "月" else 3)
    return TitlePeriod(f"{year}-{months:02d}", PeriodType.YTD.value) if months <= 12 else None


def _since_january(text: str) -> TitlePeriod | None:
    """Year to date at the end of a period; None for a year, of which it is unclear how far it goes."""
    period = find_period(text)
    if period is None or period.kind is PeriodType.YEAR:
        return None
    return TitlePeriod(f"{period.end:%Y-%m}", PeriodType.YTD.value)


def _number(word: str) -> int:
    return _NUMERALS.index(word) + 1 if word in _NUMERALS else int(word)


def _plain(text: str) -> str:
    """As the reader of periods knows it: digits for months, no 份 and 度 behind, no first day of a month."""
    text = re.sub(r"^(20\d\d[-/.]\d{1,2})-01$", r"\1", text).removesuffix("份")
    text = re.sub(r"(?<=年)(?:度|全年)$", "", text)
    month = re.search(r"[一二三四五六七八九十]+(?=月)", text)
    return text.replace(month[0], str(_number(month[0]))) if month else text

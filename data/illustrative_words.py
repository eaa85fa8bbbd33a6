"""The words of illustrative entries, in both languages; no real firm, project or document is meant."""

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["ACTIONS", "EVENTS", "FIRMS", "PRODUCTS", "REASONS", "SUBMISSIONS", "TREATMENTS"]

_PROJECTS = (
    "{area}农村公路某标段 / a section of a rural road, {area_en}",
    "{area}小学某教学楼 / a school building, {area_en}",
    "{area}某小型灌渠 / a small irrigation channel, {area_en}",
    "{area}安居房某单体 / a housing block, {area_en}",
)

PRODUCTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "agri_pass_rate": ("大棚蔬菜 / vegetables", "牦牛肉 / yak meat", "鲜奶 / milk", "鸡蛋 / eggs"),
        "industrial_pass_rate": ("水泥 / cement", "电线电缆 / cable", "复合肥 / fertiliser"),
        "food_drug_pass_rate": (
            *("糌粑 / tsampa", "酥油 / butter", "桶装水 / bottled water", "糕点 / pastry"),
            *("食用油 / edible oil", "中药饮片 / herbal slices", "藏药丸剂 / Tibetan pills"),
        ),
        "export_pass_rate": ("地毯 / carpets", "羊毛制品 / woollens"),
        "completed_conformity": _PROJECTS,
        "large_first_acceptance": _PROJECTS,
        "other_first_acceptance": _PROJECTS,
        "industrial_discharge": (
            "某水泥厂废气 / exhaust of a cement works",
            "某屠宰场废水 / abattoir waste water",
        ),
        "drinking_source": ("某水源地 / a water source",),
    }
)
"""What fails, by goal."""

FIRMS: Mapping[str, str] = MappingProxyType(
    {"large_industry_qms_rate": "{area}某企业{number}（演示） / firm {number}, {area_en}"}
)
"""Names of firms without a certificate, by goal."""

_ON_SITE = ("资料不全 / papers missing", "外观缺陷 / visible defects", "混凝土强度不足 / weak concrete")

REASONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "agri_pass_rate": ("农药残留超标 / pesticide residue", "兽药残留超标 / veterinary drug residue"),
        "industrial_pass_rate": ("强度不合格 / strength too low", "标识不符 / wrong marking"),
        "food_drug_pass_rate": (
            *("菌落总数超标 / too many germs", "添加剂超限量 / additive above its limit"),
            *("含量不符 / wrong content", "标签不符 / wrong label"),
        ),
        "export_pass_rate": ("规格不符 / wrong size",),
        "completed_conformity": _ON_SITE,
        "large_first_acceptance": _ON_SITE,
        "other_first_acceptance": _ON_SITE,
        "industrial_discharge": ("颗粒物超标 / particles above the limit",),
        "drinking_source": ("浑浊度超标 / turbidity above the limit",),
        "large_industry_qms_rate": ("证书到期未换 / certificate expired", "尚未申请认证 / not yet applied"),
    }
)
"""Why it fails, by goal; of a firm first the expired certificate, then none."""

TREATMENTS = (
    "已责令整改，待复查 / ordered to mend it, to be checked again",
    "已下架并销毁 / taken off the shelves and destroyed",
    "整改后复验合格 / mended and accepted",
    "已取得证书 / certified",
)
"""How cases are handled: the first is not the end of it, the last is that of firms."""

ACTIONS: tuple[tuple[str, str | None, str, str, str | None], ...] = (
    (
        "agri_pass_rate",
        "540300",
        "2016-11-30",
        "加密蔬菜抽检并约谈基地 / sample more vegetables, call in growers",
        None,
    ),
    ("food_drug_pass_rate", "542400", "2016-10-20", "复查桶装水企业 / check the water bottlers again", None),
    ("other_first_acceptance", "540200", "2016-12-10", "专项检查在建校舍 / inspect school buildings", None),
    (
        "large_industry_qms_rate",
        None,
        "2016-12-20",
        "上门辅导未认证企业 / coach firms without certificate",
        None,
    ),
    (
        "quality_county_coverage",
        "542400",
        "2016-09-30",
        "补齐工作方案 / complete the work plans",
        "2016-09-28",
    ),
    ("air_good_days", "540100", "2016-11-15", "控制工地扬尘 / keep dust of building sites down", None),
    ("A05-01", None, "2016-10-31", "补交台账 / hand in the records", None),
    ("A17-01", None, "2016-09-30", "汇总质量月活动 / sum up the quality month", "2016-10-09"),
)
"""Subject, area, due day, what to do, and the day it was closed."""

SUBMISSIONS: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "C1": (
            *(("540100", "2016-10-28"), ("540200", "2016-11-02"), ("540400", "2016-10-31")),
            *(("540500", "2016-11-08"), ("542500", "2016-11-15"), ("D05", "2016-10-21")),
            *(("D06", "2016-10-25"), ("D03", "2016-11-01"), ("D08", "2016-11-10")),
        ),
        "C2": (("540100", "2016-12-26"), ("D05", "2016-12-20"), ("D06", "2016-12-29")),
    }
)
"""Who handed in what, and when, by duty."""

EVENTS: tuple[tuple[str, str, str, str | None], ...] = (("demonstration_title", "540100", "2016-08-18", "2"),)
"""Event, prefecture, day, points of a bonus."""

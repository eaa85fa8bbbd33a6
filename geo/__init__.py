"""Areas and boundaries: the register, the true map, the tile map."""

from geo.area import (
    AmbiguousArea,
    Area,
    AreaLevel,
    CodeNameConflict,
    DevelopmentZone,
    KnownCode,
    Match,
    Misprint,
    Reading,
    UnknownArea,
)
from geo.errors import (
    AmbiguousAreaError,
    GeoError,
    NotACountyError,
    RegisterError,
    UnknownAreaError,
    WrongLevelError,
)
from geo.register import COUNTY_COUNT, PREFECTURE_COUNT, Register, load_register

__all__ = [
    "COUNTY_COUNT",
    "PREFECTURE_COUNT",
    "AmbiguousArea",
    "AmbiguousAreaError",
    "Area",
    "AreaLevel",
    "CodeNameConflict",
    "DevelopmentZone",
    "GeoError",
    "KnownCode",
    "Match",
    "Misprint",
    "NotACountyError",
    "Reading",
    "Register",
    "RegisterError",
    "UnknownArea",
    "UnknownAreaError",
    "WrongLevelError",
    "load_register",
]

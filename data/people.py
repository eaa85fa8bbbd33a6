"""Who uploads, and for which areas."""

from dataclasses import dataclass

from geo import Register

__all__ = ["Uploader"]


@dataclass(frozen=True, slots=True)
class Uploader:
    """A person who hands in files; `prefecture` is the code of their own one, empty for the whole region."""

    name: str
    prefecture: str = ""

    def areas(self, register: Register) -> frozenset[str]:
        """Codes of all areas they may report.

        Raises:
            UnknownAreaError: `prefecture` is no code of the register.
        """
        if not self.prefecture:
            return frozenset(area.code for area in register.areas)
        counties = register.children(self.prefecture)
        return frozenset({self.prefecture, *(county.code for county in counties)})

    def allows(self, area_code: str, register: Register) -> bool:
        """Whether they may report figures of an area."""
        return area_code in self.areas(register)

"""How large an upload may be. Imports nothing: the child process that parses workbooks reads these too."""

__all__ = [
    "CHILD_CPU_SECONDS",
    "CHILD_MEMORY",
    "CHILD_OUTPUT",
    "CHILD_SECONDS",
    "MAX_BYTES",
    "MAX_CELL",
    "MAX_COLUMNS",
    "MAX_ENTRIES",
    "MAX_LINES",
    "MAX_RATIO",
    "MAX_RECORD",
    "MAX_STRINGS",
    "MAX_TEXT_ROWS",
    "MAX_UNPACKED",
    "MAX_WORKBOOK_ROWS",
]

MAX_BYTES = 64_000_000
"""Bytes of a file."""

MAX_COLUMNS = 64
"""Columns with a filled cell, counted from the first."""

MAX_CELL = 4_000
"""Characters of a cell."""

MAX_RECORD = 2 * MAX_COLUMNS * MAX_CELL
"""Characters of a row of a text file: every cell full, and as much again for quotation marks."""

MAX_TEXT_ROWS = 1_000_000
"""Rows of a text file, blank ones apart."""

MAX_LINES = 2_000_000
"""Lines of a text file, blank ones and those within a cell as well."""

MAX_WORKBOOK_ROWS = 100_000
"""Rows of all sheets of a workbook together, blank ones apart."""

MAX_STRINGS = 1_000_000
"""Different texts of an XLSX workbook."""

MAX_ENTRIES = 200
"""Files inside a workbook."""

MAX_UNPACKED = 64 * 2**20
"""Bytes of all files inside a workbook together."""

MAX_RATIO = 200
"""Bytes that one packed byte may become, in a file inside a workbook of more than 1 MiB."""

CHILD_MEMORY = 2**30
"""Bytes of address space of the process that parses a workbook."""

CHILD_CPU_SECONDS = 30
"""Seconds that it may compute."""

CHILD_SECONDS = 45
"""Seconds that it may take in all."""

CHILD_OUTPUT = 128 * 2**20
"""Bytes of cells that it may hand back."""

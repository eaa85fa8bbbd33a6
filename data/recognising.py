"""Finding out how a table is laid out: from its header and title, or from what somebody said before."""

import re
from collections.abc import Mapping
from dataclasses import replace

from data.errors import UnknownLayoutError, data_wording
from data.grid import Grid, SourceFile
from data.header_columns import Draft, draft_layout, missing_parts, repeated_columns
from data.header_conflicts import find_conflict
from data.header_rows import HeaderRows, header_candidates
from data.headers import Grammar, squash
from data.layout import Layout
from data.layout_memory import LayoutMemory
from indicators import Plan, Text

__all__ = ["guess", "read_layouts", "recognise"]

_SHOWN = 12
_NUMBER = re.compile(r"[\d.,%/-]*")


def recognise(grid: Grid, *, plan: Plan) -> Layout | None:
    """The layout of a sheet whose header and title say all that is needed; None for any other."""
    return _recognised(grid, Grammar(plan))


def guess(grid: Grid, *, plan: Plan) -> Layout | None:
    """The layout as far as it can be told, for somebody to complete; None without anything like a header."""
    draft = _best_draft(grid, Grammar(plan))
    return draft.layout if draft else None


def read_layouts(
    source: SourceFile, *, plan: Plan, memory: LayoutMemory | None = None
) -> Mapping[str, Layout]:
    """The layouts of the sheets that hold a table, by name of the sheet; one kept in memory goes first.

    Raises:
        UnknownLayoutError: no sheet could be read; it says what its best header lacks. Or a sheet holds a
            second table, or figures in a unit with a factor, which would be read as something else.
    """
    grammar = Grammar(plan)
    found = {
        grid.sheet: _remembered(grid, grammar, memory) or _recognised(grid, grammar) for grid in source.grids
    }
    layouts = {sheet: layout for sheet, layout in found.items() if layout}
    if not layouts:
        raise _unknown(source, grammar)
    for grid in source.grids:
        conflict = find_conflict(grid, layouts[grid.sheet], grammar) if grid.sheet in layouts else None
        if conflict:
            raise UnknownLayoutError(conflict.key, source=source, sheet=grid.sheet, **conflict.facts)
    return layouts


def _recognised(grid: Grid, grammar: Grammar) -> Layout | None:
    """From the first row that can be a header, with the next one where both belong together."""
    found: Layout | None = None
    for header in header_candidates(grid):
        if found and header.rows[0] > found.header[0]:
            break
        draft = draft_layout(header, grammar)
        if draft.is_complete:
            found = draft.layout
    return found


def _best_draft(grid: Grid, grammar: Grammar) -> Draft | None:
    """The header with areas and the most columns that stand for something, else with the most words."""
    drafts = {header: draft_layout(header, grammar) for header in header_candidates(grid)}
    likely = [header for header, draft in drafts.items() if draft.fits and _words(header) > 1]
    best = max(likely, key=lambda header: (*_worth(drafts[header]), _words(header)), default=None)
    return drafts[best] if best else None


def _worth(draft: Draft) -> tuple[bool, int]:
    return "area" not in missing_parts(draft.layout), len(draft.layout.columns)


def _words(header: HeaderRows) -> int:
    return sum(not _NUMBER.fullmatch(squash(label)) for label in header.labels)


def _remembered(grid: Grid, grammar: Grammar, memory: LayoutMemory | None) -> Layout | None:
    for header in header_candidates(grid) if memory else ():
        kept = memory.find(header.fingerprint) if memory else None
        fitted = _fitted(kept, header, grammar) if kept else None
        if fitted and not missing_parts(fitted):
            return fitted
    return None


def _fitted(kept: Layout, header: HeaderRows, grammar: Grammar) -> Layout | None:
    """A kept layout for another file, whose period is its own and not the one said for the first file."""
    title = grammar.read_titles(header.titles)
    dated = [column for column in kept.columns if column.period and column.period[:4] not in column.label]
    if any(int(column.period[:4]) != title.year for column in dated):
        return None
    constants = {field: text for field, text in kept.constants.items() if not field.startswith("period")}
    if title.period and "period" in kept.constants:
        constants |= {"period": title.period.text}
        constants |= {"period_type": title.period.kind} if title.period.kind else {}
    return replace(kept, header=header.rows, constants=constants)


def _unknown(source: SourceFile, grammar: Grammar) -> UnknownLayoutError:
    """What the best header of all sheets lacks, or gives twice."""
    drafts = [(grid.sheet, draft) for grid in source.grids if (draft := _best_draft(grid, grammar))]
    if not drafts:
        return UnknownLayoutError("no_header", source=source)
    sheet, draft = max(drafts, key=lambda pair: _worth(pair[1]))
    found = [*(column.label for column in draft.layout.columns), *draft.layout.unread]
    shown = ", ".join(found[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")
    repeated = repeated_columns(draft.layout)
    if repeated:
        facts = {"count": len(repeated), "columns": ", ".join(repeated), "found": shown}
        return UnknownLayoutError("repeated_columns", source=source, sheet=sheet, **facts)
    names = [data_wording(f"column.{part}") for part in missing_parts(draft.layout)]
    missing = Text(zh="、".join(name.zh for name in names), en=", ".join(name.en for name in names))
    return UnknownLayoutError("unknown_layout", source=source, sheet=sheet, missing=missing, found=shown)

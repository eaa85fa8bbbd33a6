"""A blank form for entries: a table to fill in, and a sheet that says what each kind needs."""

from io import BytesIO, StringIO
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from data.entry_columns import ENTRY_FORMS, ENTRY_LABELS, ENTRY_WORDS, EVENT_WORDS, KIND_WORDS
from data.entry_lookups import entry_wording
from data.errors import UnknownFormatError
from data.template_workbook import LOOKS
from indicators.entry import EntryKind

__all__ = ["ENTRY_TEMPLATE_FORMATS", "entry_template"]

ENTRY_TEMPLATE_FORMATS = (".xlsx", ".csv")
"""Endings of forms that can be made."""

_ROWS = 500  # with a list of choices; more can be filled in
_WIDTH, _NOTE_WIDTH = 18, 60
_LABELS = {column: labels[0] for column, labels in ENTRY_LABELS.items()}


def entry_template(name: str) -> bytes:
    """The form as XLSX or CSV, by the ending of its name.

    Raises:
        UnknownFormatError: another ending.
    """
    suffix = Path(name).suffix.lower()
    if suffix not in ENTRY_TEMPLATE_FORMATS:
        raise UnknownFormatError(file=name, allowed=ENTRY_TEMPLATE_FORMATS)
    return _csv() if suffix == ".csv" else _workbook()


def _csv() -> bytes:
    text = StringIO()
    text.write(",".join(_LABELS.values()) + "\r\n")
    return text.getvalue().encode("utf-8-sig")


def _workbook() -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        looks = {name: workbook.add_format(look) for name, look in LOOKS.items()}
        sheet = workbook.add_worksheet(entry_wording("template.sheet").zh)
        for place, label in enumerate(_LABELS.values()):
            sheet.write_string(0, place, label, looks["header"])
            sheet.set_column(place, place, _WIDTH, looks["text"])
        sheet.freeze_panes(1, 1)
        _choices(sheet, "kind", [word for word in KIND_WORDS if not word.isascii()])
        states = {state for form in ENTRY_FORMS.values() for state in form.states}
        _choices(sheet, "state", [word for word, value in _chinese().items() if value in states])
        notes = workbook.add_worksheet(entry_wording("template.notes").zh)
        notes.set_column(0, len(_LABELS), _WIDTH)
        notes.set_column(1, 1, _NOTE_WIDTH)
        for row, (kind, told) in enumerate(_notes()):
            notes.write_string(row, 0, kind, looks["header"])
            notes.write_string(row, 1, told, looks["wrapped"])
    return content.getvalue()


def _choices(sheet: Worksheet, column: str, words: list[str]) -> None:
    place = list(_LABELS).index(column)
    sheet.data_validation(1, place, _ROWS, place, {"validate": "list", "source": words})


def _chinese() -> dict[str, str]:
    return {word: value for word, value in ENTRY_WORDS.items() if not word.isascii()}


def _notes() -> list[tuple[str, str]]:
    """What each kind must and may say, and the words for states, categories and events."""
    names = {kind: word for word, kind in KIND_WORDS.items() if not word.isascii()}
    told = [(names[kind], _note(kind)) for kind in EntryKind]
    events = [word for word in EVENT_WORDS if not word.isascii()]
    words = entry_wording("template.words", words="、".join(_chinese())).zh
    return [*told, (_LABELS["state"], words), (names[EntryKind.EVENT], "、".join(events))]


def _note(kind: EntryKind) -> str:
    form = ENTRY_FORMS[kind]
    required, optional = (
        "、".join(label for column, label in _LABELS.items() if column in columns)
        for columns in (form.required, form.optional)
    )
    about = entry_wording(f"template.{kind}").zh
    return f"{about}{entry_wording('template.columns', required=required, optional=optional).zh}"

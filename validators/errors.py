"""What can be wrong with what the judging is given, under the one tree of `storage.errors`.

    PermanentError
    ├── UsageError          code `usage`: the caller wrote something we do not know
    │   └── FactsInvalid    a facts file with an unknown key or value
    ├── ChecklistMissing    code `checklist_missing`: a claim type that has no list yet
    ├── ChecklistInvalid    code `checklist_invalid`: a list that is written wrongly, with file and line
    ├── CalendarInvalid     code `calendar_invalid`: a calendar that is written wrongly, with file and line
    ├── TableInvalid        code `table_invalid`: a table of hospitals or cards that is written wrongly, with file and line
    └── WordingInvalid      code `wording_invalid`: words of a locale that contradict the catalogue of facts

>>> FactsInvalid("There is no fact 'insured.nmae'.", "Did you mean 'insured.name'?").code
'usage'
"""

from storage.errors import PermanentError


class UsageError(PermanentError):
    """The caller wrote something we do not know."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__("usage", message, remedy)


class FactsInvalid(UsageError):
    """A facts file holds an unknown key or value."""


class ChecklistMissing(PermanentError):
    """The claim type exists, its list does not yet."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__("checklist_missing", message, remedy)


class ChecklistInvalid(PermanentError):
    """A list is written wrongly."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__("checklist_invalid", message, remedy)


class CalendarInvalid(PermanentError):
    """The calendar of working days is written wrongly."""

    def __init__(self, message: str) -> None:
        super().__init__("calendar_invalid", message, "Mend the calendar.")


class TableInvalid(PermanentError):
    """A table of hospitals or cards is written wrongly."""

    def __init__(self, message: str) -> None:
        super().__init__("table_invalid", message, "Mend the table; docs/tables.md says how it is written.")


class WordingInvalid(PermanentError):
    """The words of a locale are written wrongly."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__("wording_invalid", message, remedy)

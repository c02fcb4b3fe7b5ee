"""The table of the first digits of bank cards: who issued them, and whether money can be paid to them.

>>> table = read_cards([Path(__file__).with_name("cards.toml")])
>>> table.find("6217001234567890122", dt.date(2026, 4, 5))
Issue(issuer='中国建设银行', kind='debit', since=None, until=None)
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from validators.tables.table_file import Holding, TableFile, on_day

NAME = "cards"
_MUST = ("digits", "issuer", "kind")
_KINDS = ("debit", "credit")
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Issue(Holding):
    issuer: str
    kind: str
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Cards:
    by_digits: Mapping[str, tuple[Issue, ...]]

    def find(self, number: str, day: dt.date) -> Issue | None:
        """By the first six digits; None if nobody knows them."""
        return on_day(self.by_digits.get(number[:_DIGITS], ()), day)


def read_cards(paths: Sequence[Path]) -> Cards:
    """What ships, then the insurer's own, whose rows stand in the place of those of the same digits. Raises TableInvalid."""
    by_digits: dict[str, tuple[Issue, ...]] = {}
    for path in paths:
        file = TableFile(path, NAME)
        own: dict[str, tuple[Issue, ...]] = {}
        for row in file.rows(_MUST):
            digits = row["digits"]
            if len(digits) != _DIGITS or not digits.isdigit():
                file.fail(file.line(digits), f"'{digits}' is not six digits")
            issue = Issue(row["issuer"], file.one_of(row, "kind", _KINDS), row.get("from"), row.get("to"))
            own[digits] = (*own.get(digits, ()), issue)
        by_digits = own if file.is_instead else {**by_digits, **own}
    return Cards(by_digits)

"""The sums of each kind of charge that a list prints together, below its rows or above them.

A row of nothing but kinds with an amount behind each (床位费:120.00 护理费:72.00) is no item. Where such rows name
exactly the kinds of the list's rows, each sum must be that of its rows.

>>> import re
>>> bool(re.fullmatch(ROW, "床位费:120.00护理费72.00")), bool(re.fullmatch(ROW, "护理费72.00"))
(True, False)
>>> from extractors.fields import make
>>> from storage.model.extraction import Box
>>> def cell(text, y): return make(text, [Line(text, Box(0, y, 90, y + 20))])
>>> items = [{"category": cell(kind, y), "amount": cell("10.00", y)} for y, kind in ((0, "床位费"), (30, "护理费"))]
>>> [(one.words, one.places, one.made) for one in unfitting(items, [Line("床位费:10.00 护理费:12.00", Box(0, 60, 300, 80))])]
[('护理费', (1,), 1000)]
"""

import re
from collections.abc import Sequence

from extractors import values
from extractors.layout.lines import rows as visual_rows
from extractors.layout.lines import squash
from extractors.medical.broken_sums import TOLERANCE, Broken, made_of
from extractors.page import Line
from storage.model.extraction import Row
from storage.model.money import to_fen

_KIND = r"[\u3400-\u9fff()/、]{0,10}(?:费用?|类|药|材料|饮片)"
_AMOUNT = r"[¥]?-?\d[\d,]*\.\d{2}(?!\d)"
_PAIR = rf"{_KIND}:?{_AMOUNT}元?[;,、]?"
_HEAD = r"(?:[\u3400-\u9fff]{2,8}:)?"
ROW = rf"{_HEAD}(?:{_PAIR}){{2,}}"
"""The squashed text of a row of such sums."""
_LAST = re.compile(rf"{_HEAD}(?:{_PAIR})+")
_EACH = re.compile(rf"(?P<kind>{_KIND}):?(?P<amount>{_AMOUNT})")


def unfitting(rows: Sequence[Row], lines: Sequence[Line]) -> list[Broken]:
    """The sums of kinds that do not fit; none where the kinds of the rows are not those that are printed."""
    places: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        if "category" not in row:
            return []
        places.setdefault(str(row["category"].value), []).append(place)
    printed = _printed(lines)
    if printed.keys() != places.keys():
        return []
    found = []
    for kind, (fen, page) in printed.items():
        made = made_of([rows[place] for place in places[kind]])
        if abs(made - fen) > TOLERANCE:
            found.append(Broken(kind, fen, page, tuple(places[kind]), made))
    return found


def _printed(lines: Sequence[Line]) -> dict[str, tuple[int, int]]:
    """Each kind with its sum in fen and the page, from rows of several sums and the row that goes on with them."""
    found: dict[str, tuple[int, int]] = {}
    is_after = False
    for row in visual_rows(lines):
        text = squash("".join(line.text for line in row))
        is_after = bool(re.fullmatch(ROW, text)) or (is_after and bool(_LAST.fullmatch(text)))
        for match in _EACH.finditer(text) if is_after else ():
            fen = to_fen(values.money(match["amount"]) or "")
            if fen is not None:
                found.setdefault(match["kind"], (fen, row[0].page))
    return found

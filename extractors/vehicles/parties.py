"""The parties of a traffic accident: in a table, behind labels, or told in sentences, with their part of the liability.

Who is liable stands in a sentence of its own (张悦承担此事故的全部责任), or beside the party.

>>> liability_of("张悦", "张悦承担此事故的主要责任,王强负次要责任"), liability_of("王强", "张悦承担主要责任,王强负次要责任")
('主要责任', '次要责任')
"""

import re
from collections.abc import Sequence

from extractors.certificates.numbers import read_number
from extractors.fields import make
from extractors.layout.lines import joined, rows
from extractors.layout.paper import Paper, person_name
from extractors.layout.run import Run
from extractors.medical.shapes import is_named
from extractors.page import Line
from extractors.vehicles.plates import PLATE, plate
from storage.model.extraction import Field, Row

_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_PLATE = re.compile(PLATE)
_LIABLE = r"(?:全部|主要|同等|次要|无)责任"
_LIABILITY = re.compile(_LIABLE)
_CELLS = {"licence_number": _NUMBER, "plate": _PLATE, "liability": _LIABILITY}
_TOLD = re.compile(
    rf"(?:当事人|甲方|乙方)?\s*:?\s*(?P<name>[\u3400-\u9fff·]{{2,8}}?)\s*[,、]\s*[男女][,、].{{0,60}}?(?P<number>\d{{17}}[\dXx])"
    rf".{{0,40}}?(?P<plate>{PLATE})"
)


def parties(paper: Paper) -> tuple[Row, ...]:
    """The parties from a table's rows, else from sentences, else from their labels."""
    found = _tabled(paper.lines) or _told(Run.of(paper.lines)) or _labelled(paper)
    text = "".join(line.text for line in paper.lines)
    return tuple(_with_liability(row, text, paper.lines) for row in found)


def liability_of(name: str, text: str) -> str | None:
    """What a sentence says of that person's part."""
    match = re.search(rf"{re.escape(name)}(?:的行为)?[^,。;]{{0,14}}?(?P<part>{_LIABLE})", text)
    return match["part"] if match else None


def _tabled(lines: Sequence[Line]) -> list[dict[str, Field]]:
    """Rows that hold a number and a plate beside a name."""
    found = []
    for row in rows(lines):
        by_kind = {
            key: line for line in row for key, pattern in _CELLS.items() if pattern.fullmatch(line.text.strip())
        }
        name = next((line for line in row if is_named(line.text.strip())), None)
        if name and {"licence_number", "plate"} <= set(by_kind):
            found.append(_row(name, by_kind["licence_number"], by_kind["plate"], by_kind.get("liability")))
    return found


def _row(name: Line, number: Line, shown: Line, liable: Line | None = None) -> dict[str, Field]:
    row = {
        "name": make(person_name(name.text), [name]),
        "licence_number": read_number([number]),
        "plate": make(plate(shown.text), [shown]),
    }
    return {**row, "liability": make(liable.text.strip(), [liable])} if liable else row


def _labelled(paper: Paper) -> list[dict[str, Field]]:
    """A party begins at its label and holds the labels down to the next one."""
    found: list[dict[str, Field]] = []
    for slot in paper.form.slots:
        text = joined(slot.lines)
        if slot.label.key == "party" and slot.lines:
            name = person_name(text)
            found += [{"name": make(name, slot.lines)}] if name and is_named(name) else []
        elif found and slot.lines and slot.label.key not in found[-1]:
            if slot.label.key == "plate" and (shown := plate(text)):
                found[-1]["plate"] = make(shown, slot.lines)
            elif slot.label.key == "licence_number":
                found[-1]["licence_number"] = read_number(slot.lines)
            elif slot.label.key == "liability" and (match := _LIABILITY.search(text)):
                found[-1]["liability"] = make(match[0], slot.lines)
    return [row for row in found if len(row) > 1]


def _told(run: Run) -> list[dict[str, Field]]:
    found = []
    for match in _TOLD.finditer(run.text):
        name, number, shown = (run.cut(*match.span(key)) for key in ("name", "number", "plate"))
        found.append(
            {
                "name": make(person_name(match["name"]), name),
                "licence_number": read_number(number),
                "plate": make(plate(match["plate"]), shown),
            }
        )
    return found


def _with_liability(row: dict[str, Field], text: str, lines: Sequence[Line]) -> Row:
    part = liability_of(str(row["name"].value), text) if "liability" not in row else None
    if part is None:
        return row
    ink = [line for line in lines if part[:2] in line.text]
    return {**row, "liability": make(part, ink[:1] or list(lines[:1]))}

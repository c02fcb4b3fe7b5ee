"""From a made-up stay and its cost to the truth of the papers about it, and the marks that these papers share.

>>> import random
>>> from tests.specimens.stays import make_stay
>>> stay = make_stay(random.Random(3))
>>> discharge_truth(stay, orders="多休息。", stamped=True)["stay_days"] == stay.days
True
>>> wide("发热,咳嗽;2天(重)")
'发热，咳嗽；2天（重）'
"""

import unicodedata
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from storage.model.document_type import DocumentType
from storage.model.money import format_fen
from tests.specimens.bills import in_capitals
from tests.specimens.sheet import BLACK, Ink, Sheet, Specimen, font
from tests.specimens.stays import Cost, Stay

BLUE_INK: Ink = (34, 50, 120)
_WIDE = str.maketrans(",;:()", "，；：（）")


def wide(text: str) -> str:
    """The text with the marks that Chinese input methods write."""
    return text.translate(_WIDE)


def discharge_truth(stay: Stay, *, orders: str, stamped: bool) -> dict[str, Any]:
    return {
        "hospital_name": stay.hospital,
        "patient_name": stay.person.name,
        "sex": stay.person.sex,
        "age": stay.age,
        "department": stay.department,
        "inpatient_number": stay.number,
        "admission_date": stay.came.isoformat(),
        "discharge_date": stay.left.isoformat(),
        "stay_days": stay.days,
        "admission_diagnoses": list(stay.named),
        "discharge_diagnoses": list(stay.found),
        "orders": orders,
        "doctor": stay.doctor,
        "stamped": stamped,
    }


def settlement_truth(stay: Stay, cost: Cost) -> dict[str, Any]:
    return {
        "patient_name": stay.person.name,
        "hospital_name": stay.hospital,
        "admission_date": stay.came.isoformat(),
        "discharge_date": stay.left.isoformat(),
        "insurance_kind": cost.insurance,
        "total": format_fen(cost.total),
        "pool_paid": format_fen(cost.pool),
        "other_paid": format_fen(cost.other),
        "account_paid": format_fen(cost.account),
        "cash_paid": format_fen(cost.cash),
        "self_funded": format_fen(cost.self_funded),
        "deductible": format_fen(cost.deductible),
    }


def bill_truth(stay: Stay, cost: Cost) -> dict[str, Any]:
    """What every inpatient bill prints; numbers, staff and the like are the layouts' own."""
    return {
        "patient_name": stay.person.name,
        "hospital_name": stay.hospital,
        "inpatient_number": stay.number,
        "admission_date": stay.came.isoformat(),
        "discharge_date": stay.left.isoformat(),
        "total": format_fen(cost.total),
        "total_cn": in_capitals(cost.total),
        "pool_paid": format_fen(cost.pool),
        "account_paid": format_fen(cost.account),
        "cash_paid": format_fen(cost.cash),
        "prepaid": format_fen(cost.prepaid),
        "items": [{"name": one.name, "amount": one.amount} for one in cost.charges],
    }


def specimen(sheets: Sequence[Sheet], name: str, type: DocumentType, truth: Mapping[str, Any]) -> Specimen:
    """The paper of these pages; texts of the truth in NFKC."""
    return Specimen(
        name=name,
        type=type,
        pictures=tuple(sheet.picture for sheet in sheets),
        fields={key: _folded(value) for key, value in truth.items() if value not in (None, [], "")},
    )


def sign(sheet: Sheet, at: tuple[int, int], label: str, name: str, rng: Random, *, size: int = 28) -> None:
    """A printed label and a name written by hand behind it: bigger, in ink, not quite level."""
    box = sheet.write(at, label, size=size)
    x = float(box.x1 + rng.randint(2, 14))
    for char in name:
        place = (round(x), at[1] - rng.randint(2, 10))
        sheet.write(place, char, face="wenkai", size=size + rng.randint(6, 12), ink=BLUE_INK)
        x += size + rng.randint(4, 10)


def boxed(
    sheet: Sheet,
    at: tuple[int, int],
    cells: Sequence[tuple[str, int]],
    *,
    height: int = 56,
    face: str = "song",
    size: int = 26,
    ink: Ink = BLACK,
    centred: bool = False,
) -> int:
    """A row of ruled cells, each a text and a width; gives the height below it."""
    x, y = at
    for text, width in cells:
        sheet.draw.rectangle((x, y, x + width, y + height), outline=ink, width=2)
        shift = (width - font(face, size).getlength(text)) / 2 if centred else 10
        sheet.write((round(x + shift), y + (height - size) // 2 - 3), text, face=face, size=size)
        x += width
    return y + height


def _folded(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFKC", value)
    if isinstance(value, list):
        return [_folded(one) for one in value]
    if isinstance(value, dict):
        return {key: _folded(one) for key, one in value.items()}
    return value

"""The papers of the scenarios, drawn: a hand-written paper's fields on the form that bears them.

What `scripted.toml` names is printed with its label; what the paper does not say stays off the form. So the scenarios
are written once, and judged both from fields and from pictures that were truly read.

>>> from tests.validators.builders import record
>>> made = drawn(record(), "doctest/record", seed=1)
>>> made.type.value, made.fields["patient_name"]
('op_record', '张悦')
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image

from storage.model import resident_id
from storage.model.document import Document, QualityFault
from storage.model.document_type import DocumentType
from storage.model.extraction import Cell, Field
from storage.model.money import format_fen, to_fen
from tests.specimens.bills import in_capitals
from tests.specimens.id_faces import HEIGHT, WIDTH, draw_portrait
from tests.specimens.people import Person
from tests.specimens.sheet import Sheet, Specimen
from tests.specimens.titles import Draft, Script, letter, screen

_DATA = Path(__file__).with_suffix(".toml")
_SCALE = 10
_MARGIN = 60
_PHONE = (1080, 2340)
_PARTS = {"2": "第二联 公安部门保存", "3": "第三联 死者家属保存"}
_KINDS = {"debit": "储蓄卡(Ⅰ类户)", "credit": "信用卡"}
_ROWS = (("床位费", 28000), ("检查费", 125000), ("化验费", 86050), ("治疗费", 142000))
_MORE_ROWS = (("西药费", 231200), ("护理费", 32000), ("卫生材料费", 20000))
"""What the stay of the scenarios cost, adding up to 6642.50; a list of pages bears a part on each."""


def drawn(paper: Document, name: str, *, seed: int) -> Specimen:
    """The paper as one picture, its surplus margin cut off."""
    fields = said(paper)
    faults = {issue.fault for issue in paper.quality.issues}
    if paper.type is DocumentType.ID_CARD:
        made = _identity(fields, Random(seed), has_glare=QualityFault.GLARE in faults)
    else:
        made = _form(paper.type, fields, seed, is_screen=is_screen(paper))
    return replace(made.done(name, paper.type), name=name, fields=fields)


def can_draw(paper: Document) -> bool:
    """Every field of it was surely read, and no fault lies on it that cannot be drawn."""
    cells = [cell for cell in paper.fields.values() if isinstance(cell, Field)]
    is_whole = all(cell.is_auto and cell.value is not None for cell in cells)
    is_clean = all(issue.fault is QualityFault.GLARE for issue in paper.quality.issues)
    unstamped = paper.fields.get("stamped")
    is_sealed = not isinstance(unstamped, Field) or unstamped.value is not False
    return (
        is_whole and is_clean and is_sealed and (paper.type in _forms() or paper.type is DocumentType.ID_CARD)
    )


def is_screen(paper: Document) -> bool:
    """A picture as high as the screens of phones are."""
    return any((page.width, page.height) == _PHONE for page in paper.pages)


def said(paper: Document) -> dict[str, Any]:
    """What the paper says, by field."""
    return {key: _shown(cell) for key, cell in paper.fields.items()}


def _shown(cell: Cell) -> Any:
    if isinstance(cell, Field):
        return cell.value
    return [
        one.value if isinstance(one, Field) else {key: two.value for key, two in one.items()} for one in cell
    ]


def _form(type: DocumentType, fields: Mapping[str, Any], seed: int, *, is_screen: bool) -> Draft:
    form = _forms()[type]
    rng = Random(seed + form.get("letters", 0))
    told = {key: _printed(key, value) for key, value in _with_whole(type, fields).items()}
    pairs = [(label, told[key]) for key, label in form["labels"].items() if told.get(key)]
    also = [tuple(line.split(":", 1)) if ":" in line else ("", line) for line in form.get("also", ())]
    known = {label for label, _ in pairs}
    pairs += [one for one in also if one[0] not in known]
    head, table = _table(type, form, fields)
    foot = [
        f"{label}:{told[key]}" if label else told[key]
        for key, label in form.get("foot", {}).items()
        if told.get(key)
    ]
    foot += [_PARTS[told["part"]]] if "part" in told else []
    foot += ["死亡注销"] if told.get("page_kind") == "cancelled" else []
    script = Script(
        form.get("issuer", ""),
        form.get("title", ""),
        tuple(pairs),
        (),
        head,
        table,
        tuple(foot),
        form.get("seal", ""),
    )
    if is_screen:
        return _on_phone(screen(rng, script))
    return _cropped((screen if form.get("look") == "screen" else letter)(rng, script))


def _with_whole(type: DocumentType, fields: Mapping[str, Any]) -> dict[str, Any]:
    """With what a form prints together: a stay from and to, a page of how many, both of a couple."""
    told = dict(fields)
    for key, start, end in (
        ("stay", "admission_date", "discharge_date"),
        ("period", "period_from", "period_to"),
    ):
        if told.get(start) and told.get(end):
            told[key] = f"{told[start]}至{told[end]}"
    if told.get("page_number"):
        told["pages"] = f"第{told['page_number']}页/共{told['page_count']}页"
        if told["page_number"] != told["page_count"]:
            told.pop("total", None)
    if type is DocumentType.MARRIAGE_CERT:
        told |= {"person": told["holder_name"], "certificate_number": "J190104-2016-001234"}
    if type is DocumentType.CLAIM_FORM and told.get("signed"):
        told["signature"] = told["applicant_name"]
    if type in (DocumentType.INV_INPATIENT, DocumentType.INV_OUTPATIENT) and "total_cn" not in told:
        told["total_cn"] = in_capitals(to_fen(told["total"]) or 0)
    return told


def _printed(key: str, value: Any) -> str:
    if isinstance(value, list):
        return ";".join(str(one) for one in value if not isinstance(one, dict))
    if key == "card_number":
        return " ".join(str(value)[start : start + 4] for start in range(0, len(str(value)), 4))
    return _KINDS.get(str(value), str(value)) if key == "card_kind" else str(value or "")


def _table(
    type: DocumentType, form: Mapping[str, Any], fields: Mapping[str, Any]
) -> tuple[tuple[str, ...], list[Any]]:
    head = form.get("head", {})
    rows = fields.get("items", []) if head else []
    if type is DocumentType.FEE_LIST and fields.get("total") == "6642.50":
        rows = [{"name": name, "amount": format_fen(fen)} for name, fen in _of_page(fields.get("page_number"))]
    full = [{"quantity": "1", "unit_price": row.get("amount", ""), **row} for row in rows]
    return tuple(head.values()), [tuple(row.get(key, "") for key in head) for row in full]


def _of_page(number: int | None) -> tuple[tuple[str, int], ...]:
    rows = (*_ROWS, *_MORE_ROWS)
    return rows if number is None else {1: rows[:2], 2: rows[2:4], 3: rows[4:5]}.get(number, rows[5:])


def _identity(fields: Mapping[str, Any], rng: Random, *, has_glare: bool) -> Draft:
    """The faces of a card that the paper shows, one below the other."""
    faces = [face for face in ("portrait", "emblem") if fields["side"] in (face, "both")]
    wide, high = round(WIDTH * _SCALE), round(HEIGHT * _SCALE)
    draft = Draft(wide, high * len(faces))
    for place, face in enumerate(faces):
        at = (0, place * high)
        if face == "portrait":
            draw_portrait(draft, rng, _person(fields), at, _SCALE)
            if has_glare:
                _glare(draft, (at[0] + 690, at[1] + 230))
        else:
            _emblem(draft, fields, at)
    return draft


def _person(fields: Mapping[str, Any]) -> Person:
    number = fields["id_number"]
    birth, sex = resident_id.birth_date(number), resident_id.sex(number)
    assert birth and sex
    address = "江川省清河市东城区人民路12号"
    return Person(name=fields["name"], sex=sex, birth=birth, id_number=number, address=address, ethnicity="汉")


def _emblem(draft: Draft, fields: Mapping[str, Any], at: tuple[int, int]) -> None:
    x, y = at
    draft.seal((x + 135, y + 140), 75, "")
    draft.write((x + 270, y + 75), "中华人民共和国", face="song-bold", size=56, spacing=7)
    draft.write((x + 245, y + 170), "居民身份证", face="song-bold", size=86, spacing=20)
    start, end = (str(fields[key]).replace("-", ".") for key in ("valid_from", "valid_to"))
    for row, (label, value) in enumerate((("签发机关", fields["authority"]), ("有效期限", f"{start}-{end}"))):
        draft.write((x + 205, y + 385 + row * 65), label, face="hei-bold", size=28)
        draft.write((x + 345, y + 382 + row * 65), value, face="hei", size=32)


def _glare(sheet: Sheet, middle: tuple[int, int]) -> None:
    """A burnt-out spot on the picture of the holder."""
    x, y = middle
    sheet.draw.ellipse((x - 90, y - 110, x + 90, y + 110), fill=(255, 255, 255))


def _on_phone(draft: Draft) -> Draft:
    """On a whole screen, empty below."""
    whole = Image.new("RGB", _PHONE, "white")
    whole.paste(draft.picture)
    draft.picture = whole
    return draft


def _cropped(draft: Draft) -> Draft:
    """Without the empty rest of the sheet, which only costs time to read."""
    bottom = max([line.box.y1 for line in draft.lines]) + 3 * _MARGIN
    draft.picture = draft.picture.crop((0, 0, draft.picture.width, min(draft.picture.height, bottom)))
    return draft


@cache
def _forms() -> Mapping[str, Any]:
    return tomllib.loads(_DATA.read_text("utf-8"))

"""The rows of a fee list: their cells by column, read and held against each other.

Quantity times price is the amount. Where it is not, the three are in doubt; where one digit of one of them makes the
whole difference, that one is put right and marked so. The total of the list says whether the amounts are the right ones.

>>> decimal("¥ 1,250.5000"), decimal("12"), decimal("7.23元/组"), decimal("甲")
('1250.5000', '12', '7.23', None)
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from extractors import values
from extractors.fields import make
from extractors.layout.item_codes import uncoded
from extractors.layout.lines import cut, joined
from extractors.layout.paper import Parse, measured, present, printed
from extractors.layout.table_items import TableRow
from extractors.layout.upright import UNITS
from extractors.medical.billing import doubt
from extractors.medical.broken_sums import made_of
from extractors.page import Line
from extractors.values.product import PARTS, one_repair
from storage.model.extraction import Field, Grade, Row, Source
from storage.model.money import to_fen

_GRADE_MARK = re.compile(r"[Il1|]+级")
"""Roman numerals at the edge of a cell: a rule beside them reads like one more."""
_LOST_ONE = re.compile(r"次性|一一次性")
"""一次性 with its first letter lost or read twice: it looks like a rule."""
_DECIMAL = re.compile(r"-?\d+(?:\.\d+)?")
_A_UNIT = re.compile(r"[\u3400-\u9fffA-Za-z%/μ()]{1,6}|[1-9]\d{0,3}[\u3400-\u9fffA-Za-z]{1,3}")
_WITH_UNITS = frozenset(
    "人床部大小半单双整每全时周月一二三四五六七八九十两百千万毫微升斤克位程度间处侧肢点切玻蜡试针粉水膏软装疗穴牙眼耳指关节"
)
"""Letters that make a unit with another (人次, 床日, 切片)."""
_UNSURE = 0.85
"""A score below what is used without a look."""
_MARKS = "【】[]<>《》():·◆◇●○■□▲△★☆※*# "
_CONTINUED = re.compile(r"^[(]?续[):]+|[(]?续(?:上页|前页|表)?[)]?$")
"""What stands at the heading of a group that began on the page before."""
_FINE = re.compile(r"-?\d+\.\d{3,4}")
_ODD_AMOUNT = re.compile(r"\d\s+\d|\.\d\d\d?[1-9]$")
_A_SPEC = re.compile(
    r"\d[\d.]*\s*(?:mg|g|ug|μg|kg|ml|L|mm|cm|IU|iu|U|万?单位|%)(?:\s*[*×xX/::,]\s*[\d.]*\s*[\u3400-\u9fffA-Za-zμ]{1,4}|\([^()]{1,8}\))*"
)
"""A strength or size by itself (0.7mm, 27mg*180丸, 3ml:300单位)."""
_PRICED = re.compile(
    r"(?P<unit_price>[¥]?\s*\d[\d,]*(?:\.\d+)?\s*元?(?:/[\u3400-\u9fff]{1,3})?)\s*[×xX*]\s*(?P<quantity>\d.*)"
)
_AN_AMOUNT = re.compile(r"[\d,]+\.\d{2}")


def decimal(raw: str) -> str | None:
    """A number as printed, without signs and thousands marks."""
    shown = re.sub(r"[¥,\s元]|/[\u3400-\u9fff]{1,3}$", "", raw)
    return shown if _DECIMAL.fullmatch(shown) else None


def item(row: TableRow) -> Row | None:
    """The cells of a row; None for one without a name or an amount."""
    parts = _spec_below(_uncoded(_price_and_count(_count_apart(row.cells))))
    cells: dict[str, Field | None] = {
        "name": _cell(parts.get("name", []), measured),
        "category": _cell(parts.get("category", []) or row.heading, _category),
        "spec": _cell(parts.get("spec", []), measured),
        "unit": _one_unit(_cell(parts.get("unit", []), _unit))
        or _unit_behind(parts.get("quantity", []))
        or _unit_behind(parts.get("unit_price", [])),
        "quantity": _cell(parts.get("quantity", []), _quantity),
        "unit_price": _cell(parts.get("unit_price", []), decimal),
        "amount": _cell(parts.get("amount", []), _amount),
    }
    found = present(cells)
    return _multiplied(_odd_doubted(found)) if "name" in found and "amount" in found else None


def _count_apart(cells: Mapping[str, list[Line]]) -> Mapping[str, list[Line]]:
    """A count beside the amount, where the header's word for it was not read: price times count is the amount."""
    beside, price = cells.get("amount", []), decimal(joined(cells.get("unit_price", [])))
    if "quantity" in cells or len(beside) != 2 or price is None:
        return cells
    count, amount = beside[0], values.money(beside[1].text)
    if amount is None or not re.fullmatch(r"[1-9]\d{0,3}", count.text):
        return cells
    if round(float(price) * int(count.text) * 100) != to_fen(amount):
        return cells
    return {**cells, "quantity": [replace(count, score=min(count.score, _UNSURE))], "amount": [beside[1]]}


def _price_and_count(cells: Mapping[str, list[Line]]) -> Mapping[str, list[Line]]:
    """A price and a count in one cell (18.00×4日) under a header for both."""
    price = cells.get("unit_price", [])
    match = _PRICED.fullmatch(price[0].text) if len(price) == 1 and "quantity" not in cells else None
    if match is None:
        return cells
    return {**cells, **{key: [cut(price[0], *match.span(key))] for key in ("unit_price", "quantity")}}


def _uncoded(cells: Mapping[str, list[Line]]) -> Mapping[str, list[Line]]:
    return {**cells, "name": uncoded(cells["name"])} if "name" in cells else cells


def _spec_below(cells: Mapping[str, list[Line]]) -> Mapping[str, list[Line]]:
    """Strength and package on the lines below a name, where the list has no column of their own for them."""
    name = cells.get("name", [])
    below = name[1:]
    if not below or "spec" in cells or not _A_SPEC.fullmatch(_run_on(below)):
        return cells
    return {**cells, "name": name[:1], "spec": below}


def mended(rows: Sequence[Row], total: Field | None) -> list[Row]:
    """The rows, the one misread digit of each put right where only one can be; amounts only as the total bears out."""
    said = to_fen(str(total.value)) if total is not None else None
    if said is not None and made_of(rows) == said:
        return [_mended(row, sure="amount") for row in rows]
    found = [_mended(row, sure="") for row in rows]
    if said is not None:
        return found if made_of(found) == said else list(rows)
    return [new if new["amount"] is row["amount"] else row for new, row in zip(found, rows, strict=True)]


def _mended(row: Row, sure: str) -> Row:
    cells = [row.get(part) for part in PARTS]
    if any(cell is None or cell.is_auto or cell.source is not Source.OCR for cell in cells):
        return row
    found = one_repair({part: str(row[part].value) for part in PARTS}, sure=sure)
    if found is None:
        return row
    part, value = found
    return {**row, part: replace(row[part], value=value, grade=Grade.CHECK, repaired=True)}


def _odd_doubted(found: Mapping[str, Field]) -> dict[str, Field]:
    """Cells that hold what their column does not: a unit with figures, an amount in two pieces."""
    odd = {
        "name": bool(_GRADE_MARK.match(_shown(found, "name")) or _LOST_ONE.match(_shown(found, "name"))),
        "unit": not _A_UNIT.fullmatch(_shown(found, "unit")),
        "quantity": bool(re.match(r"\s*[\[|_(]", found["quantity"].raw)) if "quantity" in found else False,
        "amount": bool(_ODD_AMOUNT.search(found["amount"].raw)) if "amount" in found else False,
        "spec": bool(_AN_AMOUNT.fullmatch(_shown(found, "spec"))),
    }
    for key in ("name", "spec"):
        odd[key] = odd[key] or _shown(found, key).count("(") != _shown(found, key).count(")")
    return {key: doubt(field) if odd.get(key) else field for key, field in found.items()}


def _shown(found: Mapping[str, Field], key: str) -> str:
    return str(found[key].value) if key in found else ""


def _cell(lines: Sequence[Line], parse: Parse) -> Field | None:
    raw = _run_on(lines)
    if parse is _category and _category(raw) is None:
        return None
    return make(parse(raw), list(lines), raw=raw) if re.search(r"\w", raw) else None


def _amount(raw: str) -> str | None:
    """An amount; one of three or four decimals rounded to the fen.

    >>> _amount("25.6000"), _amount("25.6066"), _amount("1,250.50")
    ('25.60', '25.61', '1250.50')
    """
    shown = decimal(raw)
    if shown is None or not _FINE.fullmatch(shown):
        return values.money(raw)
    return str(Decimal(shown).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _run_on(lines: Sequence[Line]) -> str:
    """The text of a cell. A cell breaks where it is full: no space comes in before or behind a figure.

    >>> from storage.model.extraction import Box
    >>> _run_on([Line("片剂(0.1g*1", Box(0, 0, 90, 20)), Line("00片)", Box(0, 22, 50, 42))])
    '片剂(0.1g*100片)'
    """
    text = joined(lines[:1])
    for above, line in pairwise(lines):
        is_below = line.box.centre[1] - above.box.centre[1] > 0.5 * above.box.height
        is_split = is_below and (text[-1:].isdigit() or line.text[:1].isdigit())
        text = text + line.text if is_split else joined([replace(above, text=text), line])
    return text


def _unit(raw: str) -> str | None:
    """A unit; the eye (目) is none, the day (日) looks like it."""
    found = re.sub(r"[^\w%/()μ]+", "", printed(raw) or "")
    return {"目": "日", "曰": "日"}.get(found, found) or None


def _one_unit(field: Field | None) -> Field | None:
    """A unit of one letter without another that was read with it (支土, 衣瓶), as where units stand in piles."""
    shown = str(field.value) if field is not None and field.source is Source.OCR else ""
    known = [char for char in shown if char in UNITS]
    if field is None or len(shown) != 2 or len(known) != 1 or any(char in _WITH_UNITS for char in shown):
        return field
    return replace(doubt(field), value=known[0], repaired=True)


def _unit_behind(lines: Sequence[Line]) -> Field | None:
    """The unit in a cell that prints it behind the number (2 盒, 1/次, 7.23元/组)."""
    raw = joined(lines)
    match = re.fullmatch(r"[×xX*]?-?\d+(?:\.\d+)?(?:元/)?\s*[/(]?\s*([^\W\d元]{1,4})\)?", raw.strip())
    return make(_unit(match[1]), list(lines), raw=raw) if match else None


def _category(raw: str) -> str | None:
    """The kind of charge; 甲, 乙, 丙 are grades of insurance, and days are days: no kinds."""
    shown = re.sub(r"[:\s(]*(?:合计|小计|金额|共)?[:\s]*[¥¥]?[\d,]+\.\d{2}元?\)?$", "", printed(raw) or "")
    shown = _CONTINUED.sub("", shown.strip(_MARKS))
    found = re.sub(r"^[(]?[一二三四五六七八九十\d]{1,3}[、.)]+", "", shown).strip(_MARKS)
    return None if re.fullmatch(r"[甲乙丙]类?|自费|\W*|.*\d[-./年月].*|第?\d+[天日].*", found) else found


def _quantity(raw: str) -> str | None:
    match = re.match(r"[\[|_(×xX*]?(-?\d+(?:\.\d+)?)", raw.replace(",", "").strip())
    return match[1] if match else None


def _multiplied(row: Mapping[str, Field]) -> Row:
    """Quantity times price is the amount; where it is not, the three are in doubt."""
    if "unit_price" not in row and "quantity" in row and "." in str(row["quantity"].value):
        return {**row, "quantity": doubt(row["quantity"])}
    count, price, amount = (_number(row.get(key)) for key in ("quantity", "unit_price", "amount"))
    if (
        count is None
        or price is None
        or amount is None
        or abs(count * price - amount) < 0.011 + 0.001 * abs(amount)
    ):
        return row
    return {
        key: doubt(field) if key in ("quantity", "unit_price", "amount") else field
        for key, field in row.items()
    }


def _number(field: Field | None) -> float | None:
    return float(field.value) if field is not None and isinstance(field.value, str) else None

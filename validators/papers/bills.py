"""What bills say: which are the same bill, whether their rows are drugs or mere categories, what was paid.

>>> is_category("西药费"), is_category("*药品*阿莫西林胶囊"), names_imaging("头颅CT平扫"), names_imaging("检查费")
(True, False, True, False)
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from storage.model.extraction import Field, Row
from validators.papers.faults import measured
from validators.papers.paper import Paper, as_money

_DATA = Path(__file__).with_name("bills.toml")
_TOLERANCE = Decimal("0.02")
_CODES = ("bill_code", "bill_number", "check_code", "invoice_code", "invoice_number")
_SCREEN = 1.95
"""How much higher than wide the screens of phones are at the least; pictures of cameras are 16:9 at the most."""
_PREFIX = re.compile(r"^\*[^*]*\*")


def bill_key(paper: Paper) -> tuple[str, str] | None:
    """Code and number: what makes two pictures the same bill. None if the number is not read."""
    return paper.once("bill key", _bill_key)


def _bill_key(paper: Paper) -> tuple[str, str] | None:
    number = paper.text("bill_number") or paper.text("invoice_number")
    code = paper.text("bill_code") or paper.text("invoice_code") or ""
    return (code, number) if number else None


def is_same_bill(first: Paper, second: Paper) -> bool:
    """The same number, and codes that do not speak against it (V17)."""
    a, b = bill_key(first), bill_key(second)
    return a is not None and b is not None and a[1] == b[1] and (a[0] == b[0] or not a[0] or not b[0])


def may_be_same_bill(first: Paper, second: Paper, *, at_least: int = 0) -> bool:
    """Nothing that both show tells them apart, and at least so many values agree."""
    names = ("bill_code", "bill_number", "invoice_number", "total", "visit_date", "issue_date", "patient_name")
    shown = [(first.auto(name), second.auto(name)) for name in names]
    both = [a == b for a, b in shown if a is not None and b is not None]
    return all(both) and len(both) >= at_least


def is_shade_of(bad: Paper, good: Paper) -> bool:
    """A picture whose number cannot be read, which for all it shows may be of that bill."""
    at_least = 0 if measured(bad) else 2
    return bill_key(bad) is None and may_be_same_bill(bad, good, at_least=at_least)


def same_bills(bills: Sequence[Paper]) -> tuple[tuple[Paper, ...], ...]:
    """Pictures of one bill together (V17)."""
    groups: list[list[Paper]] = []
    by_number: dict[str, list[list[Paper]]] = {}
    for bill in bills:
        key = bill_key(bill)
        alike = by_number.setdefault(key[1], []) if key else []
        group = next((group for group in alike if any(is_same_bill(bill, other) for other in group)), None)
        if group is None:
            groups.append([bill])
            alike.append(groups[-1])
        else:
            group.append(bill)
    return tuple(tuple(group) for group in groups)


def distinct(bills: Sequence[Paper]) -> tuple[Paper, ...]:
    """Each bill once, at its best picture."""
    numbered = [bill for bill in bills if bill_key(bill)]
    kept = [bill for bill in bills if bill_key(bill) or not any(is_shade_of(bill, good) for good in numbered)]
    return tuple(best_of(group) for group in same_bills(kept))


@lru_cache(maxsize=4096)
def is_category(name: str) -> bool:
    """A row that names a kind of cost, not a thing."""
    bare = _PREFIX.sub("", name).strip()
    return bare.endswith(("费", "费用")) or bare in _words("categories")


def is_itemised(bill: Paper) -> bool | None:
    """The bill lists every drug itself (A6). None when its rows do not tell."""
    rows = bill.rows()
    single = [row for row in rows if _name(row) and not is_category(_name(row))]
    unnamed = [row for row in rows if not _name(row)]
    if not single:
        return None if unnamed else False
    total, listed = bill.money("total"), _sum(single)
    if len(single) == len(rows) or (total is not None and abs(total - listed) <= _TOLERANCE):
        return True
    if any(_sums_up_drugs(_name(row)) for row in rows):
        return False
    return None if unnamed else True


def _sums_up_drugs(name: str) -> bool:
    return is_category(name) and "药" in name


def prints_split(bill: Paper) -> bool:
    """What the social insurance paid, and what the patient, stands on the bill."""
    own = any(bill.has(name) for name in ("account_paid", "cash_paid", "self_pay", "self_funded"))
    return bill.has("pool_paid") and own


def is_medical(invoice: Paper) -> bool | None:
    """A tax invoice for treatment or drugs; None when neither seller nor rows say so."""
    texts = [invoice.text("seller_name") or "", *(_name(row) for row in invoice.rows())]
    if any(word in text for text in texts for word in _words("medical")):
        return True
    kind = invoice.auto("kind")
    if isinstance(kind, str) and kind in _words("other_kinds"):
        return False
    goods = [_name(row) for row in invoice.rows()]
    is_other = bool(goods) and all(any(word in name for word in _words("other_goods")) for name in goods)
    return False if is_other else None


def is_inpatient(invoice: Paper) -> bool | None:
    """A tax invoice for a stay in hospital; None when its rows do not tell, or do not even tell treatment."""
    is_for_treatment = is_medical(invoice)
    texts = [_name(row) for row in invoice.rows()] + [invoice.text("remarks") or ""]
    if any(word in text for text in texts for word in ("住院", "床位")):
        return True
    is_visit = any(word in text for text in texts for word in ("门诊", "挂号", "急诊"))
    return False if is_visit or is_for_treatment is False else None


@lru_cache(maxsize=4096)
def names_imaging(name: str) -> bool:
    """A named CT or MR examination, not the category 检查费 (A6)."""
    return not is_category(name) and re.search(_pattern("imaging"), name) is not None


@lru_cache(maxsize=4096)
def names_laboratory(name: str) -> bool:
    """A named laboratory test, not the category 化验费.

    >>> names_laboratory("血常规五分类"), names_laboratory("化验费")
    (True, False)
    """
    return not is_category(name) and re.search(_pattern("laboratory"), name) is not None


@lru_cache(maxsize=4096)
def names_surgery(name: str) -> bool:
    """An operation, or the category of its cost.

    >>> names_surgery("手术费"), names_surgery("腹腔镜阑尾切除术"), names_surgery("术后护理"), names_surgery("换药")
    (True, True, False, False)
    """
    return re.search(_pattern("surgery"), _PREFIX.sub("", name).strip()) is not None


def names_intensive_care(text: str) -> bool:
    """A ward of intensive care.

    >>> names_intensive_care("重症监护床位费"), names_intensive_care("ICU床位费"), names_intensive_care("床位费")
    (True, True, False)
    """
    return re.search(_pattern("intensive"), text) is not None


def drug_line(bill: Paper) -> Decimal:
    """The largest of its lines that sum up drugs, 0 where there is none."""
    sums = [
        as_money(cell.value)
        for row in bill.rows()
        if _sums_up_drugs(_name(row)) and (cell := row.get("amount"))
    ]
    return max((amount for amount in sums if amount is not None), default=Decimal(0))


def is_bare_screenshot(bill: Paper) -> bool:
    """C14: a picture in the shape of a phone's screen, whose bill prints neither code nor number nor check code.

    A code that stands there and cannot be read is no missing code; no camera takes pictures of that shape.
    """
    shown = any(name in bill.document.fields for name in _CODES)
    is_screen = any(page.height >= _SCREEN * page.width for page in bill.document.pages)
    return is_screen and not shown and bill.auto("total") is not None


def row_names(papers: Iterable[Paper]) -> tuple[str, ...]:
    """The names of rows that were surely read."""
    return tuple(name for paper in papers for name in paper.once("row_names", _row_names))


def _row_names(paper: Paper) -> tuple[str, ...]:
    cells = [row.get("name") for row in paper.rows()]
    return tuple(cell.value for cell in cells if cell and cell.is_auto and isinstance(cell.value, str))


def best_of(same: Sequence[Paper]) -> Paper:
    """The picture of a bill that shows most."""
    if len(same) == 1:
        return same[0]
    return max(
        same, key=lambda paper: (surely_read(paper), is_itemised(paper) is True, paper.shown, paper.place)
    )


def surely_read(paper: Paper) -> int:
    """How many of its values may be used without a look."""
    return sum(field.is_auto for field in _scalars(paper))


def _scalars(paper: Paper) -> list[Field]:
    return [field for name in paper.document.fields for field in paper.fields(name)]


def _name(row: Row) -> str:
    cell = row.get("name")
    return cell.value if cell and isinstance(cell.value, str) else ""


def _sum(rows: Iterable[Row]) -> Decimal:
    amounts = [as_money(cell.value) for row in rows if (cell := row.get("amount"))]
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def _words(key: str) -> list[str]:
    words = _data()[key]
    return words if isinstance(words, list) else [words]


def _pattern(key: str) -> str:
    return str(_data()[key])


@cache
def _data() -> Mapping[str, list[str] | str]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))

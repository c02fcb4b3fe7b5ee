"""Who paid what of a settlement: the basic pool, other funds, one's account, cash; and what must add up.

`other_paid` is what all other funds paid: great illness, civil servants', relief and others are printed apart. Their
sum is used without a look only where it makes the shares add up to the total.

>>> amount("16741.71元,其中"), amount("¥1,250.00"), amount("0"), amount("***")
('16741.71', '1250.00', '0.00', None)
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors import values
from extractors.fields import make
from extractors.layout.lines import is_level, joined, squash
from extractors.layout.paper import Paper, Parse
from extractors.medical.billing import doubt
from extractors.page import Line
from storage.model.extraction import Field, Grade
from storage.model.money import format_fen, to_fen

OTHER_FUNDS = ("illness_paid", "servant_paid", "relief_paid", "other_paid")
_SHARES = ("pool_paid", "other_paid", "account_paid", "cash_paid")
_TOLERANCE = 2
_STRAY = re.compile(r"^[\u3400-\u9fff]\s*(?=[¥¥]?\d[\d,]*\.\d{2}$)")
_WORDS = re.compile(r"(?=(?:.*?[\u3400-\u9fff]){3})(?:[^\d壹贰叁肆伍陆柒捌玖拾佰仟零]|(?<!\d)\d(?!\d|[.,]\d))*")
"""Words with no more than the numbers of their items: a note, no amount that cannot be read."""
_LEADER = re.compile(r"^(?:[\s.·…:=_~]|[-—–]{2,}|[(](?:人民币)?元[)])+")
_UNIT = re.compile(r"[(](?:人民币)?元[)]|[(]?单位:?(?:人民币)?元[)]?")
_HEAD = re.compile(r"[:=\s]*([¥¥]?\s*-?\d[\d,]*\.\d{1,2})\s*(?:元|[,;。、)(]|$)")


def amount(raw: str) -> str | None:
    """An amount, also where dots or dashes lead to it, its unit stands before it, or a sentence goes on behind it.

    >>> amount("......12.00"), amount("----12.00"), amount("-12.00"), amount("(元)12.00")
    ('12.00', '12.00', '-12.00', '12.00')
    """
    shown = _LEADER.sub("", raw).strip(" .·…:_")
    if (found := values.money(shown)) is not None:
        return found
    match = _HEAD.match(shown)
    return values.money(match[1]) if match else None


def without_units(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page without units that stand by themselves between labels and sums: (元)."""
    return [line for line in lines if not _UNIT.fullmatch(squash(line.text))]


def paid(paper: Paper, key: str, parse: Parse) -> Field | None:
    """The amount behind a label; for a look where a letter of a stamp or of the label's end stands before it."""
    found = paper.field(key, parse)
    if found is None or found.value is not None:
        return found
    found = paper.field(key, lambda raw: parse(_STRAY.sub("", raw)), is_doubtful=True)
    return None if found is not None and found.value is None and _WORDS.fullmatch(squash(found.raw)) else found


def paid_in_all(paper: Paper, key: str) -> Field | None:
    """What funds of one kind paid that a form prints apart (大额补助, 大病保险, 企业补充); their sum is for a look."""
    apart: dict[str, Field] = {}
    for slot in paper.form.slots:
        value = amount(joined(slot.lines)) if slot.label.key == key and slot.lines else None
        if value is not None:
            apart.setdefault(slot.label.spelling, make(value, slot.lines, is_doubtful=True))
    paying = [field for field in apart.values() if _fen(field)]
    same = {field.value for field in paying}
    if len(apart) < 2 or not paying:
        return paid(paper, key, amount)
    return _sum(paying) if len(same) == len(paying) else paying[0]


def lost_share(paper: Paper, found: Mapping[str, Field | None]) -> dict[str, Field]:
    """The one share whose label was not read, as under a seal: an amount beside the others that makes up the total.

    For a look; where two labels are missing nobody can tell whose it is.
    """
    has = {key: paper.form.has(key) for key in _SHARES}
    has["other_paid"] = any(paper.form.has(key) for key in (*OTHER_FUNDS, "other_funds"))
    missing = [key for key in _SHARES if not has[key] and found.get(key) is None]
    known = [_fen(found.get(key)) for key in _SHARES if key not in missing]
    total = _fen(found.get("total"))
    if len(missing) != 1 or total is None or any(fen is None for fen in known):
        return {}
    rest = total - sum(fen or 0 for fen in known)
    slots = [slot for slot in paper.form.slots if slot.label.key in _SHARES and slot.lines]
    loose = [line for line in paper.form.loose if to_fen(values.money(line.text) or "") == rest > 0]
    level = [line for line in loose if any(is_level(line, slot.ink) for slot in slots)]
    return {missing[0]: make(values.money(level[0].text), level, is_doubtful=True)} if len(level) == 1 else {}


def summed(found: Mapping[str, Field]) -> dict[str, Field]:
    """The fields with `other_paid` for all other funds, those in doubt graded for a look."""
    kept = {key: field for key, field in found.items() if key not in (*OTHER_FUNDS, "other_funds", "all_funds")}
    parts = [found[key] for key in OTHER_FUNDS if key in found]
    if parts or "other_funds" in found:
        kept["other_paid"] = _others(_sum(parts) if parts else None, found.get("other_funds"))
    return _shares_checked(kept, found.get("all_funds"))


def _others(counted: Field | None, printed: Field | None) -> Field:
    """What all other funds paid as their printed sum says; for a look where the funds printed apart come to more.

    They may come to less: not each of them need have a line.
    """
    if printed is None or (printed.value is None and counted is not None):
        assert counted is not None
        return counted
    said, parts = _fen(printed), _fen(counted)
    is_more = said is not None and parts is not None and parts > said + _TOLERANCE
    return doubt(printed) if is_more else printed


def _sum(parts: list[Field]) -> Field:
    """One amount from several; unread where one of them is."""
    if len(parts) == 1:
        return parts[0]
    fens = [_fen(one) for one in parts]
    weakest = min(parts, key=lambda one: one.confidence)
    if any(fen is None for fen in fens):
        return next(one for one, fen in zip(parts, fens, strict=True) if fen is None)
    boxes = [one.box for one in parts if one.page == parts[0].page and one.box]
    box = boxes[0] if boxes else None
    for one in boxes[1:]:
        box = box.union(one) if box else one
    return replace(
        weakest,
        value=format_fen(sum(fen or 0 for fen in fens)),
        raw=" + ".join(one.raw for one in parts),
        grade=Grade.AUTO if all(one.is_auto for one in parts) else Grade.CHECK,
        page=parts[0].page,
        box=box,
    )


def _shares_checked(fields: dict[str, Field], all_funds: Field | None) -> dict[str, Field]:
    """Shares against the total, funds against their printed sum; what cannot be checked keeps its grade."""
    total, shares = _fen(fields.get("total")), {key: _fen(fields.get(key)) for key in _SHARES if key in fields}
    funds = sum(shares.get(key) or 0 for key in ("pool_paid", "other_paid"))
    is_broken = (
        total is not None
        and len(shares) >= 3
        and abs(sum(one or 0 for one in shares.values()) - total) > _TOLERANCE
    )
    is_off = (
        (printed := _fen(all_funds)) is not None and "pool_paid" in shares and abs(printed - funds) > _TOLERANCE
    )
    if not is_broken and not is_off:
        return fields
    return {key: doubt(field) if key in (*_SHARES, "total") else field for key, field in fields.items()}


def _fen(field: Field | None) -> int | None:
    return to_fen(field.value) if field is not None and isinstance(field.value, str) else None

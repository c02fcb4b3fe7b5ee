"""Which kind of tax invoice: by its code, its number, its title or its issuer's label.

The code decides where there is one (a toll e-invoice is `toll` by its code …12, whatever its QR says); a number of
20 digits without a code is a fully digitalised invoice, whose title or label says normal or special.
Source: domain facts 3.4 with amendment A10; the tables stand in `invoice_kind.toml`.

>>> of_code("051001700112"), of_code("1100094140"), of_code("031002000411")
('toll', 'vat_special', 'vat_e_normal')
>>> of_paper(None, "24112000000048542163", "电子发票(增值税专用发票)")
'digital_special'
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


def of_code(code: str) -> str | None:
    """By the invoice code alone; None where no rule holds."""
    tables = _tables()
    if code in tables["by_code"]:
        return str(tables["by_code"][code])
    if len(code) == 12 and code.startswith("0"):
        found = tables["by_tail"].get(code[-2:])
        return str(found) if found else None
    if len(code) == 12 and code[7] == "2":
        return "vehicle"
    if len(code) == 10:
        found = tables["by_eighth"].get(code[7])
        return str(found) if found else None
    return None


def of_title(text: str) -> str | None:
    """By the words of the title, without spaces and half-width."""
    return next((str(row["kind"]) for row in _tables()["title"] if row["words"] in text), None)


def of_paper(code: str | None, number: str | None, text: str) -> str | None:
    """By everything printed: the code first, then the title; a 20-digit number is never an older invoice.

    The codes of vehicles are those of other invoices by machine too, whose title then says which it is.

    >>> of_paper("137011420012", "12345678", "示范省国家税务局通用机打发票")
    'other'
    """
    if number and len(number) == 20 and not code:
        return next(
            (str(row["kind"]) for row in _tables()["title"] if row.get("digital") and row["words"] in text),
            "digital_special" if "专用发票" in text else "digital_normal",
        )
    title = of_title(text)
    if title in ("rail", "air", "vehicle"):
        return title
    found = of_code(code) if code else None
    return title if title and found in (None, "vehicle") else found


def of_record(code: str | None, number: str | None, label: str) -> str | None:
    """By an issuer's record; `label` is what it calls itself."""
    if code:
        return of_code(code) or of_title(label)
    for kind in ("铁路", "航空", "机动车"):
        if kind in label:
            return {"铁路": "rail", "航空": "air", "机动车": "vehicle"}[kind]
    if number and re.fullmatch(r"\d{20}", number):
        is_special = "专用" in label or re.search(r"\bvat0?1\b", label) is not None
        return "digital_special" if is_special else "digital_normal"
    return of_title(label)


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

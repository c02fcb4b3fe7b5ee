"""What the QR code of a tax invoice says: `01,kind,code,number,amount,day,check code,tail`.

The amount is the one before tax on invoices of the 税控 system, and the one with tax on fully digitalised invoices,
which have no code. The check code may be empty or left out; how the tail is made is not public, so it proves nothing.
Anything else (a link, another country's code, bytes) is not a tax invoice's code. Source: domain facts 3.4.

>>> parse("01,32,,26427000000375586818,10.70,20260430,,FAFB")
{'invoice_number': '26427000000375586818', 'issue_date': '2026-04-30', 'kind': 'digital_normal', 'total': '10.70'}
>>> parse("01,01,4300171130,02550485,10545.43,20180115,6579,")["amount"]
'10545.43'
>>> parse("https://example.org/01,32") is None
True
"""

import re

from extractors import values
from extractors.values import invoice_kind

MOST_CHARACTERS = 200
"""The longest code of an invoice has about 80."""

_PAYLOAD = re.compile(
    r"01,(?P<kind>\d{1,3}),(?P<code>\d{10}|\d{12}|),(?P<number>\d{8}|\d{20}),"
    r"(?P<amount>-?\d{0,12}(?:\.\d{1,6})?),(?P<day>\d{8})(?:,(?P<check>\d{20}|))?(?:,[0-9A-Za-z]{0,8})?,?",
    re.ASCII,
)
_DIGITAL = {"31": "digital_special", "32": "digital_normal", "51": "rail", "61": "air", "83": "rail"}
_BEFORE_TAX = frozenset({"01", "02", "03", "04", "08", "10", "14", "15"})
"""Not the roll invoice, 11: it prints no amount before tax."""


def parse(payload: str) -> dict[str, str] | None:
    """The fields in the contract's form; None where the code is not a tax invoice's."""
    match = _PAYLOAD.fullmatch(payload.strip()) if len(payload) <= MOST_CHARACTERS else None
    if match is None:
        return None
    code, number, kind = match["code"], match["number"], match["kind"].zfill(2)
    is_digital = not code and len(number) == 20
    found = {
        "invoice_code": code,
        "invoice_number": number,
        "issue_date": values.date(match["day"]),
        "check_code": match["check"],
        "kind": _DIGITAL.get(kind) if is_digital else invoice_kind.of_code(code),
    }
    sum_name = "total" if is_digital else "amount" if kind in _BEFORE_TAX else None
    if sum_name and re.search(r"\d", match["amount"]):
        found[sum_name] = values.money(f"{match['amount']}")
    return {name: value for name, value in found.items() if value}

"""Words of a seal that engines read along with what is printed: 收费专用章, 财务专用章, 票据监制章.

A line of nothing else is left out; behind a name it is cut off, and that name is looked at.

>>> is_seal_words("收费专用章"), is_seal_words("收款单位(章)")
(True, False)
>>> name_before_seal("示范市第一人民医院 收费专用章"), name_before_seal("示范市第一人民医院")
('示范市第一人民医院', None)
"""

import re
from dataclasses import replace

from extractors.layout.lines import squash
from extractors.medical.billing import doubt
from extractors.medical.letterhead import KINDS
from extractors.page import ReadPage
from storage.model.extraction import Field, Source

_USE = r"(?:收费|财务|发票|结算|票据|医疗|业务|门诊|住院|急诊|费|电子|现金|收讫|[专用])*"
_ALONE = re.compile(rf"[^:()]{{0,24}}(?:专用章|监制章|收讫章?|财务章|公章)|{_USE}章|收费专用|专用")
_BEHIND = re.compile(
    rf"^(?P<name>.*(?:{KINDS})(?:\([\u3400-\u9fff]{{2,14}}\))?)\s*(?:{_USE}章|{_USE}(?:专用|收费|财务))\d*$"
)
_STRAY = re.compile(rf"^(.*(?:{KINDS}))[\u3400-\u9fff]$")
"""One character of a seal behind a name that is whole without it."""
_WHOLE = re.compile(rf"(?:{KINDS}|\)|公司|药房|中心|部|站|所|室|院|店)$")


def unsealed(page: ReadPage) -> ReadPage:
    """The page without lines that are nothing but a seal's words."""
    lines = tuple(line for line in page.lines if line.source is not Source.OCR or not is_seal_words(line.text))
    return replace(page, lines=lines)


def is_seal_words(text: str) -> bool:
    return _ALONE.fullmatch(squash(text)) is not None


def name_before_seal(name: str) -> str | None:
    """The name without the seal's words behind it; None where there are none."""
    match = _BEHIND.match(name.strip())
    return match["name"].strip() if match else None


def beside_seal(field: Field | None) -> Field | None:
    """The name of who signs, looked at where a seal's words stand in it or it ends like no name."""
    if field is None or not isinstance(field.value, str):
        return field
    cut = name_before_seal(field.value)
    if cut is not None:
        return doubt(replace(field, value=cut))
    stray = _STRAY.match(field.value)
    if stray is not None:
        return doubt(replace(field, value=stray[1]))
    is_odd = "章" in field.value or not _WHOLE.search(field.value)
    return doubt(field) if is_odd else field

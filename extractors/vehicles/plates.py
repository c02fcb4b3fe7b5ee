"""Number plates of the mainland (GA 36): a province, a letter, five characters, six for new energy; no I and no O.

>>> plate("苏 A·12O45"), plate("粤BD12345"), plate("A12345")
('苏A12045', '粤BD12345', None)
"""

import re
import unicodedata

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
PLATE = rf"[{_PROVINCES}][A-HJ-NP-Z](?:[A-HJ-NP-Z0-9]{{4,5}}[A-HJ-NP-Z0-9挂学警港澳])"
_WHOLE = re.compile(PLATE)
_NEVER = str.maketrans("IO", "10")


def plate(raw: str) -> str | None:
    """The plate, half-width, without dot and spaces; an I or O behind the second place is a digit."""
    shown = re.sub(r"[\s·.•・-]", "", unicodedata.normalize("NFKC", raw)).upper()
    shown = shown[:2] + shown[2:].translate(_NEVER)
    return shown if _WHOLE.fullmatch(shown) else None

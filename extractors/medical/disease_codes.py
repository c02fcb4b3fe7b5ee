"""Codes printed beside diagnoses (ICD-10, and those of Chinese medicine): they part diagnoses and belong to none.

Source: ICD-10 and its Chinese clinical edition (letter, two digits, point, up to four signs, extension behind x).

>>> without_codes("右眼角膜擦伤[S05.001]2.右眼结膜炎[H10.900]")
'右眼角膜擦伤;2.右眼结膜炎;'
>>> without_codes("高血压病2级 I10.x00x002"), without_codes("左肺结节(1.5cm)"), is_code("S93.400")
('高血压病2级;', '左肺结节(1.5cm)', True)
"""

import re

_TAIL = r"(?:\.[0-9A-Za-z]{1,4}(?:[xX+][0-9A-Za-z]{1,4})?)"
_ICD = rf"[A-Z]\d{{2}}{_TAIL}?[+*]?"
_LONG = rf"[A-Z]\d{{2}}{_TAIL}[+*]?"
_LOOSE = r"[A-Za-z0-9|]{1,6}(?:\.[0-9A-Za-z]{1,6})*(?:[xX+]\d{1,4})?[+*]?"
_SQUARE = rf"[\[【〔](?:ICD-?10?\s*:?\s*)?(?=[^\]】〕]*\d{{2}}){_LOOSE}(?:[+/,;\s]+{_LOOSE})?[\]】〕]"
_ROUND = rf"\((?!T1[0-2]\))(?:ICD-?10?\s*:?\s*)?{_ICD}(?:[+/,;\s]*{_ICD})?\)"
_BARE = (
    rf"(?<![A-Za-z0-9]){_LONG}(?![A-Za-z0-9.])"
    r"|(?<=[\u3400-\u9fff级期])\s*[A-Z]\d{2}[+*]?(?=\s*[;,、。]?\s*$)"
)
_CODE = re.compile(rf"\s*(?:{_SQUARE}|{_ROUND}|{_BARE})[;,、。\s]*")
_WHOLE = re.compile(
    rf"[\s\[(【]*{_ICD}(?:[+/,;\s]*{_ICD})?[\s\])】]*|[A-Z]{{2,4}}\d{{3}}[\d.]*|[A-Z]\d{{2}}(?:\.\d{{2}}){{1,3}}"
)


def without_codes(text: str) -> str:
    """The text with a mark in place of each code."""
    return _CODE.sub(";", text)


def is_code(text: str) -> bool:
    """Whether a text is nothing but a code."""
    return _WHOLE.fullmatch("".join(text.split())) is not None


def is_glued(text: str) -> bool:
    """Whether a code stands in the midst of a text: what it parts is a guess."""
    parts = _CODE.split(text)
    return len(parts) > 1 and (
        len([part for part in parts if part.strip(" ;,、。.")]) > 1 or not parts[0].strip()
    )

"""The table of traditional characters with their simplified ones: that of OpenCC, loaded once for names and hospitals.

>>> simplified("復旦大學附屬中山醫院"), simplified("张悦")
('复旦大学附属中山医院', '张悦')
"""

from functools import cache

from opencc import OpenCC


def simplified(text: str) -> str:
    """In simplified characters; what is no traditional character stays as it is."""
    return str(_converter().convert(text))


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")

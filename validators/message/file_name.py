"""A customer's file name fit to be shown: without folders and control characters, not too long, long numbers masked.

>>> printable("photos/发票\u202e.pdf"), printable("a" * 60)
('发票.pdf', 'aaaaaaaaaaaaaaaaaaaa…aaaaaaaaaaaaaaaa')
>>> printable("身份证11010119900307002X.jpg")
'身份证****002X.jpg'
"""

import re
from pathlib import PurePath

_LONG_NUMBER = re.compile(r"\d{3,}(?=\d{3}[\dXx])")


def printable(name: str) -> str:
    """The name alone; of a number of seven digits or more the last four."""
    bare = "".join(char for char in PurePath(name).name if char.isprintable())
    bare = _LONG_NUMBER.sub("****", bare)
    return bare if len(bare) <= 40 else f"{bare[:20]}…{bare[-16:]}"

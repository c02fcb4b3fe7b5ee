"""A customer's file name fit to be shown: without folders and control characters, not too long.

>>> printable("photos/发票\u202e.pdf"), printable("a" * 60)
('发票.pdf', 'aaaaaaaaaaaaaaaaaaaa…aaaaaaaaaaaaaaaa')
"""

from pathlib import PurePath


def printable(name: str) -> str:
    """The name alone."""
    bare = "".join(char for char in PurePath(name).name if char.isprintable())
    return bare if len(bare) <= 40 else f"{bare[:20]}…{bare[-16:]}"

"""Numbered items of free text: 1.休息;2.复查。

>>> is_next_item("2.出院带药:", "1.休息。"), is_next_item("3.出院带药:", "1.休息。"), is_next_item("出院带药:", "1.休息。2.")
(True, False, True)
"""

import re

ITEM = re.compile(r"\(?(\d{1,2})\s*[.、)]")
HALF_ITEM = re.compile(r"(?:^|[^\d.])\d{1,2}\s*[.、)]\s*$")
"""A number whose item stands behind it."""


def is_next_item(text: str, above: str) -> bool:
    """Whether a line begins with the number that follows those in the text above, or goes on behind one."""
    match = ITEM.match(text)
    if match is None:
        return HALF_ITEM.search(above) is not None
    number = int(match[1])
    return not above if number == 1 else re.search(rf"(?<!\d){number - 1}\s*[.、)]", above) is not None

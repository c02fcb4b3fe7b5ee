"""The number of a bank card: 13 to 19 digits (ISO/IEC 7812), the last a Luhn check digit.

Printed or embossed, in one line or in groups, on upright cards in lines one below another.

>>> from storage.model.extraction import Box
>>> lines = [Line("6217 0012", Box(10, 50, 110, 70)), Line("3456 7890 122", Box(130, 51, 300, 71))]
>>> find(lines).digits
'6217001234567890122'
>>> is_valid("6222021000000000001")
False
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.cards import banks
from extractors.layout.lines import overlap, rows
from extractors.page import Line
from storage.model import resident_id
from storage.model.extraction import Box

SURE = 0.99
"""Digits read at this score or better are as printed, even where the check digit fails."""
LETTERS = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "|": "1", "S": "5", "B": "8", "Z": "2", "G": "6"}
_ALIKE = ("017", "08", "38", "56", "68", "17", "27", "35")
_DIGITLIKE = re.compile(r"[\dOQDILSBZG|* .\-·]+", re.IGNORECASE)
_MASKED = re.compile(r"\d{4}[\s\d]*[*•xX]{4,}[*•\sxX\d]*\d{3,4}")
_NEXT_GROUP = 2.5
"""In heights: how far the next group of a number stands at most."""
_USUAL = (16, 19)
_GROUP = 4
_FIRST = tuple("34569")


@dataclass(frozen=True, slots=True)
class CardNumber:
    """`digits` is None where the number is masked or too much of it is unreadable."""

    digits: str | None
    lines: tuple[Line, ...]
    is_doubtful: bool = False
    repaired: bool = False


def is_valid(digits: str) -> bool:
    """Luhn: every second digit from the right doubled."""
    if not re.fullmatch(r"\d{13,19}", digits):
        return False
    doubled = [sum(divmod(int(digit) * 2, 10)) for digit in digits[-2::-2]]
    return (sum(int(digit) for digit in digits[-1::-2]) + sum(doubled)) % 10 == 0


def find(lines: Sequence[Line], labelled: Sequence[Line] = ()) -> CardNumber | None:
    """The best number among the lines; what stands behind a label (卡号, 账号) comes first."""
    told = [number for run in _runs(labelled) if (number := _judged(run))]
    found = told or [number for run in _runs(lines) if (number := _judged(run))]
    found = [replace(number, is_doubtful=True) if _has_more(number, lines) else number for number in found]
    if not found:
        masked = next((line for line in (*labelled, *lines) if _MASKED.search(line.text)), None)
        return CardNumber(None, (masked,)) if masked else None
    return min(found, key=_rank)


def _has_more(number: CardNumber, lines: Sequence[Line]) -> bool:
    """Whether a last group that was misread stands right of it, or below it where it runs down in rows."""
    low = max(number.lines, key=lambda line: line.box.y1).box
    bottom = [line for line in number.lines if overlap(line.box.y0, line.box.y1, low.y0, low.y1) > 0.5]
    last = max(bottom, key=lambda line: line.box.x1)
    is_stacked = last.box.y0 > min(line.box.y1 for line in number.lines)
    rest = [line for line in lines if line not in number.lines and _is_group(line, last)]
    return any(
        _is_right_of(line.box, last.box) or (is_stacked and _are_stacked([last], [line])) for line in rest
    )


def _is_group(line: Line, like: Line) -> bool:
    is_alike = 0.6 * like.box.height < line.box.height < 1.5 * like.box.height
    return is_alike and len(line.text.strip()) <= 4 and any(char.isdigit() for char in line.text)


def _is_right_of(box: Box, last: Box) -> bool:
    gap = box.x0 - last.x1
    return (
        -0.3 * last.height <= gap < _NEXT_GROUP * last.height
        and overlap(box.y0, box.y1, last.y0, last.y1) > 0.6
    )


def _rank(number: CardNumber) -> tuple[bool, bool, int, int]:
    """The longer of two valid ones: the first 16 of 19 digits satisfy Luhn once in ten."""
    height = max(line.box.height for line in number.lines)
    return number.is_doubtful, number.repaired, -len(number.digits or ""), -height


def _runs(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Lines that may be one number: a line, neighbours in a row, rows right below one another."""
    likely = [line for line in lines if _is_digitlike(line.text)]
    found = rows(likely)
    for row in found:
        yield from ((line,) for line in row)
        for start in range(len(row)):
            for end in range(start + 2, min(len(row), start + 6) + 1):
                if all(_are_neighbours(a, b) for a, b in pairwise(row[start:end])):
                    yield row[start:end]
    for start in range(len(found)):
        for end in range(start + 2, min(len(found), start + 5) + 1):
            if _are_even(found[start:end]) and all(_are_stacked(a, b) for a, b in pairwise(found[start:end])):
                yield tuple(line for row in found[start:end] for line in row)


def _is_digitlike(text: str) -> bool:
    count = sum(char.isdigit() for char in text)
    return count >= 2 and _DIGITLIKE.fullmatch(text) is not None and count * 2 > len(text.replace(" ", ""))


def _are_neighbours(left: Line, right: Line) -> bool:
    tall = max(left.box.height, right.box.height)
    return right.box.x0 - left.box.x1 < 3 * tall and min(left.box.height, right.box.height) > 0.6 * tall


def _are_even(stack: Sequence[Sequence[Line]]) -> bool:
    """Rows of four or eight digits, the last one perhaps shorter; or rows of whole groups that are a usual number."""
    counts = [sum(char.isalnum() for line in row for char in line.text) for row in stack]
    if counts[0] in (4, 8) and set(counts[:-1]) == {counts[0]} and counts[-1] <= counts[0]:
        return True
    return sum(counts) in _USUAL and all(count % _GROUP == 0 for count in counts[:-1])


def _are_stacked(above: Sequence[Line], below: Sequence[Line]) -> bool:
    first, second = above[0].box, below[0].box
    tall = max(first.height, second.height)
    return (
        second.y0 - first.y1 < 1.2 * tall
        and abs(second.x0 - first.x0) < 2 * tall
        and min(first.height, second.height) > 0.7 * tall
    )


def _judged(run: tuple[Line, ...]) -> CardNumber | None:
    """The number that the run is, with its doubts; None where it is none."""
    groups = re.findall(r"[^ .\-·]+", " ".join(line.text for line in run).upper())
    raw = "".join(groups)
    digits = "".join(LETTERS.get(char, char) for char in raw)
    if not re.fullmatch(r"\d{13,19}", digits) or not digits.startswith(_FIRST):
        return None
    if resident_id.is_valid(digits):
        return None
    has_letters = digits != raw
    if is_valid(digits):
        return CardNumber(digits, run, not _is_usual(digits, groups), has_letters)
    repaired = _repaired(digits) if min(line.score for line in run) < SURE else None
    return CardNumber(repaired or digits, run, repaired is None, repaired is not None)


def _is_usual(digits: str, groups: Sequence[str]) -> bool:
    """16 or 19 digits; or 15 and 18 in the groups that such cards print. A lost digit passes Luhn once in ten,
    and so does a lost last group: where the issuer's length is known, it is that."""
    usual = banks.usual_digits(digits)
    if usual is not None and len(digits) != usual:
        return False
    lengths = [len(group) for group in groups]
    return len(digits) in _USUAL or lengths in ([4, 6, 5], [6, 12])


def _repaired(digits: str) -> str | None:
    """The one number that a single lookalike makes valid."""
    found = {
        candidate
        for place, char in enumerate(digits)
        for group in _ALIKE
        if char in group
        for other in group
        if other != char and is_valid(candidate := digits[:place] + other + digits[place + 1 :])
    }
    return found.pop() if len(found) == 1 else None

"""Where the parts of an invoice page stand: title, table header, sums, total, footer, remarks.

Everything is found by printed words, nothing by absolute place, so that the layouts of different provinces,
programs and years are one case. All boxes are upright.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from extractors.invoices.strips import Ink, Strip, strips
from extractors.layout.lines import overlap, squash
from extractors.layout.script import simplified
from extractors.page import Line, ReadPage
from storage.model.extraction import Box, Source

_LEAST_COLUMNS = 4
_MOST_LETTERS = 60


@cache
def words() -> dict[str, Any]:
    """The printed words, from `tax_invoice.toml`."""
    return tomllib.loads(Path(__file__).with_name("tax_invoice.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    box: Box


@dataclass(frozen=True, slots=True)
class Header:
    """The header of the items table."""

    columns: tuple[Column, ...]
    box: Box

    def get(self, name: str) -> Box | None:
        return next((column.box for column in self.columns if column.name == name), None)

    def is_above(self, line: Line) -> bool:
        """Whether a line stands below its nearest title: on a photo a header slopes across the height of a row."""
        x, y = line.box.centre
        title = min((one.box for one in self.columns), key=lambda box: max(box.x0 - x, x - box.x1))
        return y > title.y1 + 0.1 * title.height or y > self.box.y1


@dataclass(frozen=True)
class Form:
    """One page of an invoice with its landmarks, each looked up once."""

    page: ReadPage

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.page.lines

    @cached_property
    def strips(self) -> list[Strip]:
        return strips(self.lines)

    @cached_property
    def text(self) -> str:
        return "".join(strip.text for strip in self.strips)

    @cached_property
    def is_list(self) -> bool:
        """A list of goods that belongs to an invoice, without parties and total of its own."""
        return re.search(words()["rows"]["list_title"], self.text) is not None and self.total is None

    @cached_property
    def header(self) -> Header | None:
        """The row of titles, with those that are set on two lines around it."""
        for at, strip in enumerate(self.strips):
            if (found := _header(strip)) is not None:
                return _with_stacked(found, [*self.strips[max(0, at - 1) : at], *self.strips[at + 1 : at + 2]])
        return None

    @cached_property
    def total(self) -> Strip | None:
        """The row of 价税合计, below the header where there is one."""
        top = self.header.box.y1 if self.header else 0
        found = (
            one for one in self.strips if one.middle > top and re.search(words()["rows"]["total"], one.text)
        )
        return next(found, None)

    @cached_property
    def sums(self) -> Strip | None:
        """The row that ends the items: 合计, or 小计 on a page that is continued."""
        return next(iter(self._ends), None)

    @cached_property
    def grand_sums(self) -> Strip | None:
        """The row of 合计; a page that is continued has only 小计."""
        return next((one for one in self._ends if not one.text.startswith("小计")), None)

    @cached_property
    def _ends(self) -> list[Strip]:
        top = self.header.box.y1 if self.header else 0
        below = self.total.middle if self.total else float("inf")
        inside = (one for one in self.strips if top < one.middle < below)
        return [one for one in inside if re.search(words()["rows"]["items_end"], one.text)]

    @cached_property
    def foot(self) -> Strip | None:
        """The row with the issuer's name: the last that is so labelled."""
        top = self.total.box.y1 if self.total else (self.header.box.y1 if self.header else 0)
        found = [
            one for one in self.strips if one.middle > top and re.search(words()["rows"]["foot"], one.text)
        ]
        return found[-1] if found else None

    @cached_property
    def table_top(self) -> float:
        """Where the table of items begins; the parties and the head stand above."""
        if self.header:
            return self.header.box.y0
        return self.total.box.y0 if self.total else self.page.upright_size[1]

    @cached_property
    def right(self) -> float:
        """The right edge of what is printed."""
        return max((line.box.x1 for line in self.lines), default=self.page.upright_size[0])

    def between(self, top: float, bottom: float, left: float = 0, right: float = float("inf")) -> list[Line]:
        """The lines whose middle lies inside."""
        inside = []
        for line in self.lines:
            x, y = line.box.centre
            if top < y < bottom and left <= x < right:
                inside.append(line)
        return inside

    def stacked(self, chars: str, top: float, bottom: float, left: float = 0) -> Box | None:
        """A label written downwards, character by character or as one line, such as 密码区."""
        lines = self.between(top, bottom, left)
        whole = [line for line in lines if squash(line.text) == chars]
        if whole:
            return whole[0].box
        found = [line for line in lines if len(squash(line.text)) == 1 and squash(line.text) in chars]
        for first in found[:_MOST_LETTERS]:
            column = [
                one for one in found if abs(one.box.centre[0] - first.box.centre[0]) < 0.6 * first.box.width
            ]
            if {squash(one.text) for one in column} >= set(_least(chars)) or self._may_be_cut(chars):
                box = column[0].box
                for one in column[1:]:
                    box = box.union(one.box)
                return box
        return None

    def _may_be_cut(self, chars: str) -> bool:
        """A camera loses one of two letters to a seal."""
        return len(chars) == 2 and self.page.source is Source.OCR


def _least(chars: str) -> str:
    """The characters that must be there: one may be lost to a seal or a fold where there are three or more."""
    return chars if len(chars) < 3 else chars[:1] + chars[-1:]


def _header(strip: Strip) -> Header | None:
    columns = words()["columns"]
    pattern = "|".join(f"(?P<{name}>{value})" for name, value in columns.items())
    found: list[Column] = []
    text = simplified(strip.text)
    for match in re.finditer(pattern, text):
        name = match.lastgroup or "other"
        if name == "other" or all(one.name != name for one in found):
            found.append(Column(name, strip.part(match.start(), match.end()).box))
    names = {column.name for column in found}
    if len(found) < _LEAST_COLUMNS or "amount" not in names or not names & {"tax", "tax_rate"}:
        return None
    if "name" not in names and (first := _first_title(strip, text, pattern)):
        found.append(Column("name", first))
    return Header(tuple(sorted(found, key=lambda one: one.box.x0)), strip.box)


def _with_stacked(header: Header, around: Sequence[Strip]) -> Header:
    """The header with titles whose halves stand a little above and below the others (税率/ over 征收率)."""
    em = header.box.height
    near = [one for one in around if abs(one.middle - header.box.centre[1]) < 1.5 * em and _is_words(one)]
    halves = [line for one in near for line in one.lines]
    found = list(header.columns)
    for line in halves:
        stack = [one for one in halves if overlap(one.box.x0, one.box.x1, line.box.x0, line.box.x1) > 0.5]
        text = simplified(squash("".join(one.text for one in stack)))
        name = next((key for key, words_ in words()["columns"].items() if re.match(words_, text)), None)
        if len(stack) > 1 and name is not None and all(one.name != name for one in found):
            found.append(Column(name, Ink("", tuple(stack)).box))
    if len(found) == len(header.columns):
        return header
    return Header(tuple(sorted(found, key=lambda one: one.box.x0)), Ink("", (*_at(header), *halves)).box)


def _is_words(strip: Strip) -> bool:
    return re.fullmatch(r"[\u3400-\u9fff、,/()]+", strip.text) is not None


def _at(header: Header) -> tuple[Line, ...]:
    return (Line("", header.box),)


def _first_title(strip: Strip, text: str, pattern: str) -> Box | None:
    """The title that opens the header, misread beyond its patterns: that of the names always does."""
    match = re.search(pattern, text)
    start = match.start() if match else 0
    return strip.part(0, start).box if len(re.findall(r"[\u3400-\u9fff]", text[:start])) >= 3 else None


def spans(header: Header) -> Mapping[int, tuple[float, float]]:
    """For each column the place where a right-aligned value may end: from its title to the next one."""
    lefts = [column.box.x0 for column in header.columns] + [float("inf")]
    return dict(enumerate(pairwise(lefts)))
